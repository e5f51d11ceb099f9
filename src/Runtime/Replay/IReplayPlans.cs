namespace Crossdock;

/// <summary>Brings exceptions back to work as plans: a frozen selection, dry run, approval, execution in order. Every step is in the audit chain.</summary>
/// <remarks>
/// All of it is safe to repeat and to do from several processes at once: a step that was done is <see cref="ReplayPlanOutcome.Unchanged"/>, and each item is put back once.
/// Whatever is put back goes through the effect ledger, so nothing that happened at a remote happens again.
/// </remarks>
public interface IReplayPlans
{
    /// <summary>Freezes a selection. The same id again is the same plan.</summary>
    /// <param name="planId">Given by who asks, so that a double click is one plan. 1 to 64 characters.</param>
    /// <param name="selection">Items, a group, or a filter.</param>
    /// <param name="actor">Who.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ReplayPlanResult> CreateAsync(string planId, ReplaySelection selection, string actor, string reason, CancellationToken cancellationToken);

    /// <summary>Asks for a dry run. A running host does it: it alone has the connections to ask. See <see cref="CheckFromLedgerAsync"/> for without one.</summary>
    Task<ReplayPlanResult> DryRunAsync(string planId, string actor, string reason, CancellationToken cancellationToken);

    /// <summary>
    /// Does a dry run that was asked for by what the ledger says alone. What only the remote can tell is <see cref="ReplayVerdict.Unknown"/>, and is left alone by the plan.
    /// </summary>
    /// <returns>The plan afterwards; null when there is none.</returns>
    Task<ReplayPlan?> CheckFromLedgerAsync(string planId, CancellationToken cancellationToken);

    /// <summary>Approves what the dry run found.</summary>
    Task<ReplayPlanResult> ApproveAsync(string planId, string actor, string reason, CancellationToken cancellationToken);

    /// <summary>Gives up for good what was not put back yet.</summary>
    Task<ReplayPlanResult> CancelAsync(string planId, string actor, string reason, CancellationToken cancellationToken);

    /// <summary>
    /// Puts the items of an approved plan back to work, in their order and not faster than the options say, until all are. Cancelling it stops between two steps; asking
    /// again, here or in another process, goes on where it stopped.
    /// </summary>
    /// <returns>What this call did, and the plan afterwards.</returns>
    Task<ReplayBatch> RunAsync(string planId, string actor, CancellationToken cancellationToken);

    /// <summary>One plan with its counts; null when there is none.</summary>
    Task<ReplayPlan?> FindAsync(string planId, CancellationToken cancellationToken);

    /// <summary>Plans, newest first.</summary>
    Task<IReadOnlyList<ReplayPlan>> ListAsync(IReadOnlyCollection<ReplayPlanState> states, int maxItems, CancellationToken cancellationToken);

    /// <summary>Items of a plan from a work id on, lowest first.</summary>
    Task<IReadOnlyList<ReplayItem>> ListItemsAsync(string planId, long afterWorkId, int maxItems, CancellationToken cancellationToken);

    /// <summary>
    /// Puts an edited document in the place of an exception, as a copy linked to the original. It is parsed, checked and planned like any input. A host that has the
    /// flows does this.
    /// </summary>
    /// <param name="workId">The exception.</param>
    /// <param name="utf8Json">The whole document.</param>
    /// <param name="actor">Who.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<EditResult> EditAsync(long workId, ReadOnlyMemory<byte> utf8Json, string actor, string reason, CancellationToken cancellationToken);
}
