namespace Crossdock;

/// <summary>One measured value of a business KPI, stored with the state change that ended it.</summary>
/// <param name="Instrument">Instrument name, e.g. <c>crossdock.order.acknowledgement.duration</c>.</param>
/// <param name="Value">The value in the instrument's unit; durations in seconds.</param>
/// <param name="Connection">The connection it is about.</param>
/// <param name="Flow">The flow it happened in.</param>
/// <param name="Outcome">Outcome tag where the instrument has one.</param>
/// <param name="At">When it was measured.</param>
public sealed record KpiSample(string Instrument, double Value, string Connection, string Flow, string? Outcome, DateTimeOffset At);
