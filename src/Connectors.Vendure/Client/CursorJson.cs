using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Connectors.Vendure;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OrderCursor))]
internal sealed partial class CursorJson : JsonSerializerContext;
