using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Connectors.Tryton;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ChangeCursor))]
internal sealed partial class ChangeCursorJson : JsonSerializerContext;
