namespace Crossdock;

/// <summary>Counts of a plan's items.</summary>
/// <param name="Total">All items; fixed when the plan is made.</param>
/// <param name="Checked">Items the newest dry run has asked about; the sum of the next four.</param>
/// <param name="WouldSend">Verdict <see cref="ReplayVerdict.WouldSend"/>.</param>
/// <param name="AlreadyApplied">Verdict <see cref="ReplayVerdict.AlreadyApplied"/>.</param>
/// <param name="Unknown">Verdict <see cref="ReplayVerdict.Unknown"/>.</param>
/// <param name="NoException">Verdict <see cref="ReplayVerdict.NoException"/>.</param>
/// <param name="Blocked">Items with an earlier exception in their lane that is not in the plan.</param>
/// <param name="Pending">Items that were not put back yet.</param>
/// <param name="Replayed">Items put back to work that have not ended.</param>
/// <param name="Skipped">Items left alone.</param>
/// <param name="Confirmed">Items put back and confirmed.</param>
/// <param name="Failed">Items put back that are an exception again.</param>
/// <param name="Ended">Items put back that ended otherwise: rejected, superseded or discarded.</param>
public sealed record ReplayProgress(
    int Total,
    int Checked,
    int WouldSend,
    int AlreadyApplied,
    int Unknown,
    int NoException,
    int Blocked,
    int Pending,
    int Replayed,
    int Skipped,
    int Confirmed,
    int Failed,
    int Ended);
