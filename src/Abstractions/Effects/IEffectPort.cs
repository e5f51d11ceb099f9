namespace Crossdock;

/// <summary>Writes to a remote. Every write of the runtime goes through one of these, under the effect ledger.</summary>
/// <typeparam name="TCommand">The command, e.g. <see cref="SubmitOrder"/>.</typeparam>
public interface IEffectPort<TCommand>
    where TCommand : class, IEffectCommand
{
    /// <summary>Performs the effect once. The connector never retries by itself.</summary>
    /// <returns>Applied, already applied, or refused by the remote's business rules.</returns>
    /// <exception cref="ConnectorException">
    /// <see cref="ErrorKind.UnknownOutcome"/> when the remote may have committed; any other kind promises that it did not.
    /// </exception>
    Task<EffectResult> ExecuteAsync(EffectRequest<TCommand> request, CancellationToken cancellationToken);

    /// <summary>Asks the remote whether the effect of this key already happened. Changes nothing.</summary>
    /// <exception cref="ConnectorException">The remote could not be asked.</exception>
    Task<ProbeResult> ProbeAsync(EffectRequest<TCommand> request, CancellationToken cancellationToken);
}
