namespace Crossdock.Generators.Roslyn.Model;

/// <summary>
/// All that the generated file of one connector depends on, as text and numbers. It holds no symbol, syntax or location: an edit
/// elsewhere yields an equal model, and the file is not written again. Types are fully qualified, enum values are C# expressions.
/// </summary>
internal sealed record ConnectorModel(
    string? Namespace,
    string TypeName,
    string TypeKeyword,
    string System,
    string Role,
    OptionsModel? Options,
    int MaxConcurrency,
    bool SerialisePerDocument,
    QuotaModel? Quota,
    EquatableArray<SourceModel> Sources,
    EquatableArray<EffectModel> Effects,
    EquatableArray<string> Lookups,
    EquatableArray<string> Snapshots,
    WebhookModel? Webhooks,
    EquatableArray<StatusAxisModel> StatusAxes,
    EquatableArray<ParameterModel> Parameters);
