namespace Crossdock.Storage;

/// <summary>KPI samples, written with the state change that ends them.</summary>
public interface IKpiStore
{
    /// <summary>Summarises all samples in a time range.</summary>
    Task<IReadOnlyList<KpiSummary>> SummariseKpisAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>Running totals since the store was created: duplicates prevented, in-doubt effects resolved, retries.</summary>
    Task<StoreTotals> ReadTotalsAsync(CancellationToken cancellationToken);
}
