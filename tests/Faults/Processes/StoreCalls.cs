using System.Reflection;
using Crossdock.Storage;

namespace Crossdock.Faults.Processes;

/// <summary>Puts failpoints around the calls of a store, one name per kind of durable step.</summary>
internal static class StoreCalls
{
    /// <param name="store">The store.</param>
    /// <param name="progressed">Told once anything was accepted or moved forward.</param>
    public static ICrossdockStore Intercept(ICrossdockStore store, Action progressed) =>
        Intercepted.Create<IWholeStore>(store, NameOf, (name, result) =>
        {
            if (result is CommitOutcome.Committed || (result is IReadOnlyList<AcceptOutcome> outcomes && outcomes.Any(one => one.WorkCreated > 0)))
            {
                progressed();
            }
        });

    private static string? NameOf(MethodInfo method, object?[] args) => (method.Name, args) switch
    {
        ("OpenAsync", _) => "store.open",
        ("DisposeAsync", _) => "store.dispose",
        ("AcceptAsync", [AcceptBatch batch, ..]) => batch.Entries is [var first, ..] ? $"accept.{first.Envelope.DocumentType}" : "accept.nothing",
        ("ClaimAsync", _) => "claim",
        ("CommitAsync", [WorkCommit commit, ..]) => "commit." + NameOf(commit),
        ("ReadCheckpointAsync", _) => "checkpoint.read",
        ("ReplayAsync", _) => "replay",
        ("DiscardAsync", _) => "discard",
        ("CreatePlanAsync", _) => "plan.create",
        ("ChangePlanAsync", _) => "plan.change",
        ("WriteFindingsAsync", _) => "plan.findings",
        ("ExecutePlanAsync", _) => "plan.execute",
        _ => null,
    };

    private static string NameOf(WorkCommit commit) => (commit.State, commit.Effect?.State) switch
    {
        (WorkState.Claimed, _) => "sending",
        (WorkState.Ready, EffectState.InDoubt) => "in-doubt",
        (WorkState.Ready, _) => commit.CountsAsAttempt ? "retry" : "released",
        (WorkState.DeadLettered, _) => "dead-lettered",
        var (state, _) => state.ToString().ToLowerInvariant(),
    };
}
