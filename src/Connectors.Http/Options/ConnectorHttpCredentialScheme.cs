namespace Crossdock.Connectors.Http;

/// <summary>How a secret is put on the wire.</summary>
public enum ConnectorHttpCredentialScheme
{
    /// <summary>In a header of its own.</summary>
    Header,

    /// <summary><c>Authorization: Bearer …</c>.</summary>
    Bearer,

    /// <summary><c>Authorization: Basic …</c>, the secret is the password.</summary>
    BasicPassword,

    /// <summary><c>Authorization: Basic …</c>, the secret is the user name and there is no password.</summary>
    BasicUser,
}
