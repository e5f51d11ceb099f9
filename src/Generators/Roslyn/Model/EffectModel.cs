namespace Crossdock.Generators.Roslyn.Model;

/// <summary>A declared effect.</summary>
internal sealed record EffectModel(
    string Command,
    string Idempotency,
    TimeSpan? KeyWindow,
    EquatableArray<string> LookupFields,
    TimeSpan SettleTime,
    int Cost,
    int ProbeCost,
    int MaxBatch,
    string BatchSemantics);
