namespace Crossdock.Storage;

/// <summary>Exceptions by why they fail, what a person knows of them, replay plans and edited copies.</summary>
/// <remarks>
/// Implemented beside <see cref="ICrossdockStore"/> by the stores that keep this.
/// A plan's state in the store drives it: whoever finds a plan in <see cref="ReplayPlanState.DryRun"/> asks about its items, whoever finds one
/// approved or running executes it. Any number may do so at once, and die at any point.
/// </remarks>
public interface IReplayStore : IDeadLetterStore
{
    /// <summary>Groups exceptions by why they fail, largest group first.</summary>
    Task<IReadOnlyList<ExceptionGroup>> ListExceptionGroupsAsync(ExceptionGroupFilter filter, CancellationToken cancellationToken);

    /// <summary>How long the oldest unfinished work waits.</summary>
    Task<OldestWork> ReadOldestAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>One work row, in whatever state; null when the tenant has none of this id.</summary>
    Task<WorkItem?> FindWorkAsync(string tenant, long workId, CancellationToken cancellationToken);

    /// <summary>Makes an item ready again in a given way.</summary>
    /// <returns>False when it is not in a state that the mode allows (any more); see <see cref="ReplayMode"/>.</returns>
    Task<bool> ReplayAsync(
        string tenant,
        long workId,
        ReplayMode mode,
        string actor,
        string reason,
        DateTimeOffset now,
        CancellationToken cancellationToken);

    /// <summary>
    /// A person states that a parked effect did happen, as this document of the remote. The effect is confirmed in the ledger and the item made
    /// ready: it then ends as any confirmed one does (facts, acknowledgement, KPIs), and nothing is sent.
    /// </summary>
    /// <returns>False when the item is not parked with a parked effect (any more).</returns>
    Task<bool> ConfirmAsync(
        string tenant,
        long workId,
        RemoteReference remote,
        string actor,
        string reason,
        DateTimeOffset now,
        CancellationToken cancellationToken);

    /// <summary>Freezes a selection of exceptions as a plan. The same id again is the same plan, and changes nothing.</summary>
    Task<ReplayPlanResult> CreatePlanAsync(ReplayPlanDraft draft, CancellationToken cancellationToken);

    /// <summary>Asks for a dry run, approves or cancels.</summary>
    Task<ReplayPlanResult> ChangePlanAsync(ReplayPlanChange change, CancellationToken cancellationToken);

    /// <summary>One plan with its counts; null when there is none.</summary>
    Task<ReplayPlan?> FindPlanAsync(string tenant, string planId, CancellationToken cancellationToken);

    /// <summary>Plans, newest first.</summary>
    Task<IReadOnlyList<ReplayPlan>> ListPlansAsync(ReplayPlanFilter filter, CancellationToken cancellationToken);

    /// <summary>Items of a plan, lowest work id first.</summary>
    Task<IReadOnlyList<ReplayItem>> ListPlanItemsAsync(ReplayItemFilter filter, CancellationToken cancellationToken);

    /// <summary>
    /// Stores what a dry run found out, and with it which earlier exception of the same lane outside of the plan blocks each item. With the last item
    /// the plan is <see cref="ReplayPlanState.Checked"/>. Findings of an earlier dry run are ignored.
    /// </summary>
    /// <returns>The plan afterwards; null when there is none.</returns>
    Task<ReplayPlan?> WriteFindingsAsync(ReplayFindings findings, CancellationToken cancellationToken);

    /// <summary>
    /// Puts the next items of an approved plan back to work, in order of their work ids, all in one transaction with their new states. What is no longer as
    /// the dry run found it is skipped. With the last item the plan is <see cref="ReplayPlanState.Completed"/>.
    /// </summary>
    Task<ReplayBatch> ExecutePlanAsync(ReplayExecution execution, CancellationToken cancellationToken);

    /// <summary>
    /// Puts an edited copy in the place of an exception: of a step, in its place in the lane and as the next revision of its stream, whatever the content;
    /// of refused input, as any input. The original ends as superseded.
    /// </summary>
    Task<EditOutcome> EditAsync(EditedCopy copy, CancellationToken cancellationToken);

    /// <summary>The edits of one work row, oldest first, with what it held before and after.</summary>
    Task<IReadOnlyList<PayloadEdit>> ListEditsAsync(string tenant, long workId, CancellationToken cancellationToken);
}
