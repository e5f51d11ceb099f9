namespace Crossdock.Storage;

/// <summary>What was forgotten.</summary>
/// <param name="Inputs">Inputs.</param>
/// <param name="RawTexts">Raw texts of inputs that stay.</param>
/// <param name="Kpis">KPI samples.</param>
public readonly record struct PurgeResult(long Inputs, long RawTexts, long Kpis);
