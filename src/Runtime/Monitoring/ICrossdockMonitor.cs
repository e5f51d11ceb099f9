namespace Crossdock;

/// <summary>Reads how the runtime is doing. Everything comes from the store, so it is right after a restart too.</summary>
public interface ICrossdockMonitor
{
    /// <summary>Reads backlog, totals and sources.</summary>
    Task<CrossdockStatus> ReadStatusAsync(CancellationToken cancellationToken);

    /// <summary>Summarises the KPI samples of a time range.</summary>
    Task<IReadOnlyList<KpiSummary>> ReadKpisAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);
}
