using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Connectors.Medusa;

/// <summary>Reads the shop's JSON without reflection, and strictly: a member that has to be there and is missing, null or repeated is an error that names it.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.General,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.Strict,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(MedusaOrder))]
[JsonSerializable(typeof(MedusaInventoryItem))]
[JsonSerializable(typeof(MedusaVariant))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
internal sealed partial class MedusaJson : JsonSerializerContext;
