using Crossdock.Storage;

namespace Crossdock.Runtime;

internal sealed class StoreMonitor(ICrossdockStore store, CrossdockRuntime runtime, CrossdockMetrics metrics) : ICrossdockMonitor
{
    public async Task<CrossdockStatus> ReadStatusAsync(CancellationToken cancellationToken)
    {
        // Sources first: a page that is stored after this is seen as work, not missed as both.
        var sources = runtime.Sources;
        var totals = await store.ReadTotalsAsync(cancellationToken).ConfigureAwait(false);
        var next = await store.NextDueAsync(cancellationToken).ConfigureAwait(false);
        var work = await store.CountWorkAsync(cancellationToken).ConfigureAwait(false);
        metrics.Backlog(work);
        return new CrossdockStatus(work, totals, next, sources) { Connections = runtime.Connections };
    }

    public Task<IReadOnlyList<KpiSummary>> ReadKpisAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        store.SummariseKpisAsync(from, to, cancellationToken);
}
