using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Benchmarks.Codec.Peers;

/// <summary>The peer everyone has: source-generated System.Text.Json, set up to lose nothing.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PeerOrder))]
public sealed partial class PeerContext : JsonSerializerContext;
