namespace Crossdock.Connectors.Http;

/// <summary>How a connection proves who it is. It holds a reference, never the secret; the secret is fetched for each call.</summary>
public sealed class ConnectorHttpCredential
{
    private ConnectorHttpCredential(ConnectorHttpCredentialScheme scheme, SecretReference secret, string? headerName = null, string? userName = null)
    {
        ArgumentNullException.ThrowIfNull(secret);
        (Scheme, Secret, HeaderName, UserName) = (scheme, secret, headerName, userName);
    }

    /// <summary>How the secret is put on the wire.</summary>
    public ConnectorHttpCredentialScheme Scheme { get; }

    /// <summary>Where the secret is.</summary>
    public SecretReference Secret { get; }

    internal string? HeaderName { get; }

    internal string? UserName { get; }

    /// <summary>The secret in a header of its own, e.g. <c>vendure-api-key</c>.</summary>
    public static ConnectorHttpCredential Header(string name, SecretReference secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new(ConnectorHttpCredentialScheme.Header, secret, headerName: name);
    }

    /// <summary>The secret as bearer token.</summary>
    public static ConnectorHttpCredential Bearer(SecretReference token) => new(ConnectorHttpCredentialScheme.Bearer, token);

    /// <summary>User name and secret password.</summary>
    public static ConnectorHttpCredential Basic(string userName, SecretReference password)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        return new(ConnectorHttpCredentialScheme.BasicPassword, password, userName: userName);
    }

    /// <summary>The secret as user name without a password, as some systems take their keys.</summary>
    public static ConnectorHttpCredential BasicUser(SecretReference key) => new(ConnectorHttpCredentialScheme.BasicUser, key);
}
