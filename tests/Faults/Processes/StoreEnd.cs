using System.Globalization;
using Crossdock.Storage;

namespace Crossdock.Faults.Processes;

/// <summary>Brings the work of a store to its end, as a person would: replays what failed, discards what was refused; then looks at what is left.</summary>
internal static class StoreEnd
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(120);

    /// <summary>Returns one line: <c>finished</c> with the counts and the length of the audit chain, or <c>stuck</c> with what is left.</summary>
    public static async Task<string> FinishAsync(ICrossdockStore store)
    {
        var started = TimeProvider.System.GetTimestamp();
        IReadOnlyDictionary<WorkState, long> counts;
        do
        {
            foreach (var item in await store.ListExceptionsAsync(
                new ExceptionFilter(LifeHost.Tenant, [WorkState.DeadLettered, WorkState.Parked, WorkState.Rejected]), CancellationToken.None))
            {
                await InterveneAsync(store, item);
            }

            counts = await store.CountWorkAsync(CancellationToken.None);
            if (!IsUnfinished(counts))
            {
                return $"finished {Describe(counts)} audit={await VerifyAuditAsync(store)}";
            }

            await Task.Delay(s_pause, TimeProvider.System, CancellationToken.None);
        }
        while (TimeProvider.System.GetElapsedTime(started) < s_limit);
        return $"stuck {Describe(counts)}";
    }

    /// <summary>Waits until nothing is left that goes on by itself or needs a person; null when that is so, else what is left.</summary>
    public static async Task<string?> QuietAsync(ICrossdockStore store, TimeSpan limit)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (IsUnfinished(await store.CountWorkAsync(CancellationToken.None)))
        {
            if (TimeProvider.System.GetElapsedTime(started) > limit)
            {
                return $"not finished: {await DescribeAsync(store)}";
            }

            await Task.Delay(s_pause, TimeProvider.System, CancellationToken.None);
        }

        return null;
    }

    public static async Task<string> DescribeAsync(ICrossdockStore store) => Describe(await store.CountWorkAsync(CancellationToken.None));

    private static Task InterveneAsync(ICrossdockStore store, WorkItem item)
    {
        var now = TimeProvider.System.GetUtcNow();
        var isCancelled = item.Step == "intake" || item.Envelope.SequenceKey.StartsWith("order/" + RemoteBooks.RefusedByErp, StringComparison.Ordinal);
        return isCancelled && (item.State != WorkState.Rejected || item.Step == "intake")
            ? store.DiscardAsync(LifeHost.Tenant, item.Id, "tester", "the shop cancelled it", now, CancellationToken.None)
            : item.State == WorkState.Rejected
                ? Task.CompletedTask
                : store.ReplayAsync(LifeHost.Tenant, item.Id, "tester", "the remote works again", now, CancellationToken.None);
    }

    private static bool IsUnfinished(IReadOnlyDictionary<WorkState, long> counts) =>
        ((WorkState[])[WorkState.Ready, WorkState.Waiting, WorkState.Held, WorkState.Claimed, WorkState.Parked, WorkState.DeadLettered])
            .Any(state => counts.GetValueOrDefault(state) > 0);

    private static string Describe(IReadOnlyDictionary<WorkState, long> counts) =>
        string.Join(' ', counts.Where(entry => entry.Value > 0).OrderBy(entry => entry.Key).Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key}={entry.Value}")));

    private static async Task<string> VerifyAuditAsync(ICrossdockStore store)
    {
        AuditEntry? previous = null;
        await foreach (var entry in store.ReadAuditAsync(LifeHost.Tenant, 1, CancellationToken.None))
        {
            if (!AuditChain.Follows(previous, entry))
            {
                return $"broken-at-{entry.Sequence}";
            }

            previous = entry;
        }

        return (previous?.Sequence ?? 0).ToString(CultureInfo.InvariantCulture);
    }
}
