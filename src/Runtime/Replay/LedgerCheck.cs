using Crossdock.Storage;

namespace Crossdock.Runtime;

/// <summary>What the store alone knows about an item of a replay plan.</summary>
internal static class LedgerCheck
{
    /// <returns>The finding; null when only the remote can tell.</returns>
    public static ReplayFinding? Find(ReplayItem item, WorkItem? work, EffectRecord? effect) => (work, effect) switch
    {
        (null or { State: not (WorkState.Parked or WorkState.DeadLettered) }, _) =>
            Finding(item, work, ReplayVerdict.NoException, work is null ? "it is gone" : $"it is {work.State}"),
        (_, { State: EffectState.Confirmed }) => Finding(item, work, ReplayVerdict.AlreadyApplied, "the ledger has it as confirmed"),
        (_, null) => Finding(item, work, ReplayVerdict.WouldSend, "it was never sent"),
        (_, { State: EffectState.Rejected }) => Finding(item, work, ReplayVerdict.WouldSend, "the remote refused it, so it did not happen"),
        (_, { State: EffectState.Intent }) => Finding(item, work, ReplayVerdict.WouldSend, effect.Sends == 0 ? "it was never sent" : "no send of it took effect"),
        _ => null,
    };

    public static ReplayFinding Finding(ReplayItem item, WorkItem? work, ReplayVerdict verdict, string note) => new(item.WorkId, verdict, work?.Claims ?? 0, note);
}
