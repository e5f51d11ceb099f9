using System.Text.Json.Serialization;

namespace Crossdock;

/// <summary>The JSON of <see cref="FileAuditAnchor"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AnchorLine))]
internal sealed partial class AnchorJson : JsonSerializerContext;

/// <summary>One anchored head.</summary>
internal sealed record AnchorLine(string Tenant, long Sequence, string Hash, DateTimeOffset At);
