namespace Crossdock.Storage;

/// <summary>The idempotent receiver: dedupe, work creation and checkpoint move in one transaction.</summary>
public interface IInboxStore
{
    /// <summary>Accepts a batch, all of it or nothing. Once it returns, the sender may be acknowledged.</summary>
    /// <returns>One outcome per entry, in order.</returns>
    Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(AcceptBatch batch, CancellationToken cancellationToken);
}
