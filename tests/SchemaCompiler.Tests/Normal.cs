using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.SchemaCompiler.Tests;

/// <summary>Content without what the model does not keep: empty lists and maps, and how a timestamp is spelled.</summary>
internal static class Normal
{
    public static JsonNode? Form(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                var kept = new JsonObject();
                foreach (var (name, value) in members)
                {
                    var form = name == "extensions" ? Raw(value) : Form(value);
                    if (form is not (JsonArray { Count: 0 } or JsonObject { Count: 0 }) || form is JsonObject && name != "extensions")
                    {
                        kept.Add(name, form);
                    }
                }

                return kept;
            case JsonArray items:
                return new JsonArray([.. items.Select(Form)]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                var text = value.GetValue<string>();
                return text.Length >= 20 && text[10] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time.ToString("O", CultureInfo.InvariantCulture) : text;
            default:
                return Raw(node);
        }
    }

    private static JsonNode? Raw(JsonNode? node) => node?.DeepClone();
}
