namespace Crossdock;

/// <summary>Resolves secret references. Hosts plug in their vault; the default reads environment variables.</summary>
public interface ISecretProvider
{
    /// <summary>Resolves a reference.</summary>
    /// <exception cref="ConnectorException"><see cref="ErrorKind.Auth"/> naming the reference when it cannot be resolved.</exception>
    ValueTask<Secret> GetAsync(SecretReference reference, CancellationToken cancellationToken);
}
