using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Crossdock.Connectors.Vendure;

/// <summary>
/// Reads and writes the shop's JSON without reflection, and strictly: a missing or null member that has to be there, a repeated
/// one, or a fraction where minor units belong is an error that names the member.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    PropertyNameCaseInsensitive = false,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GraphQlRequest))]
[JsonSerializable(typeof(VendureOrder))]
[JsonSerializable(typeof(VendureChannel))]
[JsonSerializable(typeof(FulfilmentOrder))]
[JsonSerializable(typeof(UnionAnswer))]
[JsonSerializable(typeof(RefundableOrder))]
[JsonSerializable(typeof(VendureItem))]
[JsonSerializable(typeof(NotedOrder))]
[JsonSerializable(typeof(VendureVariant))]
[JsonSerializable(typeof(VendureStockLocation))]
internal sealed partial class VendureJson : JsonSerializerContext
{
    /// <summary>Reads <c>items</c> of a list.</summary>
    public static IReadOnlyList<T> Items<T>(JsonElement data, string field, JsonTypeInfo<T> type)
        where T : class =>
        [.. data.GetProperty(field).GetProperty("items").EnumerateArray().Select(item => item.Deserialize(type) ?? throw new JsonException())];
}
