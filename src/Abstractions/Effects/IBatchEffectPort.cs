namespace Crossdock;

/// <summary>
/// Writes several effects of one kind in one call. Optional: for remotes that have such a call and where it pays. Declared by
/// <see cref="EffectAttribute{TCommand}.MaxBatch"/>; single effects keep going through <see cref="IEffectPort{TCommand}.ExecuteAsync"/>.
/// </summary>
/// <typeparam name="TCommand">The command.</typeparam>
public interface IBatchEffectPort<TCommand> : IEffectPort<TCommand>
    where TCommand : class, IEffectCommand
{
    /// <summary>Performs each effect once, in one call. The connector never retries by itself.</summary>
    /// <param name="requests">Two or more, of different documents, at most the declared size.</param>
    /// <param name="cancellationToken">Gives up the call.</param>
    /// <returns>What became of each request, in their order.</returns>
    /// <exception cref="ConnectorException">
    /// Nothing can be said of the single effects. <see cref="ErrorKind.UnknownOutcome"/> when the remote may have committed any of them; any other
    /// kind promises that it did none.
    /// </exception>
    Task<IReadOnlyList<BatchResult>> ExecuteBatchAsync(IReadOnlyList<EffectRequest<TCommand>> requests, CancellationToken cancellationToken);
}
