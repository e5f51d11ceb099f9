using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

/// <summary>Writes what was selected of an object, and nothing else, so that a forgotten field is missing as in the real shop.</summary>
internal sealed class GraphProjection(GraphDocument document, JsonObject variables, Utf8JsonWriter writer)
{
    public void Write(JsonElement value, IReadOnlyList<GraphSelection> selections, string? type)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, selections, type);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Object when type is not null:
                WriteObject(value, selections, type);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private void WriteObject(JsonElement value, IReadOnlyList<GraphSelection> selections, string declaredType)
    {
        var type = value.TryGetProperty("__typename", out var name) ? name.GetString()! : declaredType;
        var fields = new OrderedDictionary<string, List<GraphField>>(StringComparer.Ordinal);
        Collect(selections, type, fields);
        writer.WriteStartObject();
        foreach (var (key, merged) in fields)
        {
            writer.WritePropertyName(key);
            var field = merged[0];
            if (field.Name == "__typename")
            {
                writer.WriteStringValue(type);
            }
            else if (!VendureSchema.TryGetField(type, field.Name, out var fieldType) || !value.TryGetProperty(field.Name, out var member))
            {
                writer.WriteNullValue();
            }
            else
            {
                var inner = merged.Count == 1 ? field.Selections : [.. merged.SelectMany(one => one.Selections)];
                Write(ApplyOptions(field, member, fieldType), inner, fieldType);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>Lists inside an object, such as <c>history(options:…)</c>, are cut as the arguments say.</summary>
    private JsonElement ApplyOptions(GraphField field, JsonElement member, string? fieldType)
    {
        if (fieldType is null || !field.Arguments.TryGetValue("options", out var argument) || argument.Resolve(variables) is not JsonObject options)
        {
            return member;
        }

        var items = member.GetProperty("items").EnumerateArray().ToList();
        var list = ListOptions.Parse(options, fieldType[..^"List".Length]).Apply(items, item => item);
        return JsonSerializer.SerializeToElement(new { TotalItems = list.Total, Items = list.Page }, FakeJson.Options);
    }

    private void Collect(IReadOnlyList<GraphSelection> selections, string type, OrderedDictionary<string, List<GraphField>> fields)
    {
        foreach (var selection in selections)
        {
            switch (selection)
            {
                case GraphField field when fields.TryGetValue(field.Key, out var same):
                    same.Add(field);
                    break;
                case GraphField field:
                    fields[field.Key] = [field];
                    break;
                case GraphFragment fragment when VendureSchema.Matches(type, fragment.TypeCondition):
                    Collect(fragment.Selections, type, fields);
                    break;
                case GraphSpread spread when VendureSchema.Matches(type, document.Fragments[spread.Name].TypeCondition):
                    Collect(document.Fragments[spread.Name].Selections, type, fields);
                    break;
            }
        }
    }
}
