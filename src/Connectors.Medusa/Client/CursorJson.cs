using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Connectors.Medusa;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ListCursor))]
internal sealed partial class CursorJson : JsonSerializerContext;
