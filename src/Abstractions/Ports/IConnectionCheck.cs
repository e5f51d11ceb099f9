namespace Crossdock;

/// <summary>Checks a connection: credentials, scopes and clock skew, without changing anything at the remote.</summary>
public interface IConnectionCheck
{
    /// <summary>Runs the check. A failed check is a result, not an exception.</summary>
    Task<ConnectionHealth> CheckAsync(CancellationToken cancellationToken);
}
