namespace Crossdock;

/// <summary>Percentiles of one instrument and connection over a time range, nearest-rank.</summary>
/// <param name="Instrument">Instrument name.</param>
/// <param name="Connection">The connection.</param>
/// <param name="Count">Number of samples.</param>
/// <param name="P50">Median.</param>
/// <param name="P95">95th percentile.</param>
/// <param name="P99">99th percentile.</param>
/// <param name="Max">Largest value.</param>
public sealed record KpiSummary(string Instrument, string Connection, long Count, double P50, double P95, double P99, double Max);
