using Crossdock.Generators.Roslyn.Model;

namespace Crossdock.Generators.Roslyn.Emitting;

/// <summary>Writes the connector's <c>Manifest</c> property.</summary>
internal static class ManifestEmitter
{
    public static void Emit(CodeWriter code, ConnectorModel model)
    {
        code.Line($"partial {model.TypeKeyword} {model.TypeName}");
        code.Open();
        code.Line("/// <summary>What this connector declares about itself.</summary>");
        code.Line("public static global::Crossdock.ConnectorManifest Manifest { get; } = new global::Crossdock.ConnectorManifest");
        code.Open();
        code.Line($"System = {CSharp.Literal(model.System)},");
        code.Line($"Role = {model.Role},");
        EmitList(code, "Sources", "global::Crossdock.SourceManifest", model.Sources.Select(Source));
        EmitList(code, "Effects", "global::Crossdock.EffectManifest", model.Effects.Select(Effect));
        EmitList(code, "Lookups", "string", model.Lookups.Select(Name));
        EmitList(code, "Snapshots", "string", model.Snapshots.Select(Name));
        if (model.Webhooks is { } webhooks)
        {
            code.Line($"Webhooks = new global::Crossdock.WebhookManifest({CSharp.Literal(webhooks.Signed)}, {CSharp.Literal(webhooks.TimestampSigned)}),");
        }

        EmitList(code, "StatusAxes", "global::Crossdock.StatusAxisManifest", model.StatusAxes.Select(Axis));
        code.Line($"MaxConcurrency = {model.MaxConcurrency},");
        code.Line($"SerialisePerDocument = {CSharp.Literal(model.SerialisePerDocument)},");
        if (model.Quota is { } quota)
        {
            code.Line($"Quota = new global::Crossdock.QuotaManifest({quota.Capacity}, {quota.Refill}, {CSharp.Literal(quota.Per)}),");
        }

        code.Close("};");
        code.Close();
    }

    private static void EmitList(CodeWriter code, string property, string type, IEnumerable<string> items)
    {
        var lines = items.ToList();
        if (lines.Count == 0)
        {
            return;
        }

        code.Line($"{property} = new {type}[]");
        code.Open();
        lines.ForEach(line => code.Line(line + ","));
        code.Close("},");
    }

    private static string Source(SourceModel source) =>
        $"new global::Crossdock.SourceManifest({Name(source.Document)}, {source.Cursor}, {CSharp.Literal(source.DeclaredLateness)}, {CSharp.Literal(source.MissedChanges)})"
        + Initializer(Count("Cost", source.Cost));

    private static string Effect(EffectModel effect)
    {
        var fields = effect.LookupFields.Count == 0
            ? "global::System.Array.Empty<string>()"
            : $"new string[] {{ {string.Join(", ", effect.LookupFields.Select(CSharp.Literal))} }}";
        return $"new global::Crossdock.EffectManifest({effect.Command}.Operation, {effect.Idempotency}, {CSharp.Literal(effect.KeyWindow)}, {fields}, {CSharp.Literal(effect.SettleTime)})"
            + Initializer(
                Count("Cost", effect.Cost),
                Count("ProbeCost", effect.ProbeCost),
                Count("MaxBatch", effect.MaxBatch),
                effect.MaxBatch > 1 ? $"BatchSemantics = {effect.BatchSemantics}" : null);
    }

    private static string? Count(string property, int count) => count == 1 ? null : $"{property} = {count}";

    // What is as it is by default is not written, so that a manifest shows what its connector says.
    private static string Initializer(params string?[] members)
    {
        var set = members.OfType<string>().ToList();
        return set.Count == 0 ? "" : $" {{ {string.Join(", ", set)} }}";
    }

    private static string Axis(StatusAxisModel axis) =>
        $"new global::Crossdock.StatusAxisManifest({CSharp.Literal(axis.Axis)}, {axis.Confidence})";

    // The document's codec knows its name; a copy of the text here could drift.
    private static string Name(string document) => $"{document}.Codec.Name";
}
