using System.Text.Json;

namespace Crossdock.Generators.SchemaCompiler.Schema;

internal sealed partial class SchemaReader
{
    /// <summary>Every keyword supported somewhere.</summary>
    private static readonly string[] s_typeKeywords =
    [
        "type", "properties", "required", "additionalProperties", "propertyNames", "items", "minItems", "maxItems", "uniqueItems", "minLength",
        "maxLength", "pattern", "format", "enum", "const", "minimum", "maximum", KnownValues, "x-crossdock-value-type", .. s_rootKeywords,
    ];

    /// <summary>The members of a schema object; an error when it is something else.</summary>
    public IEnumerable<JsonProperty> Properties(JsonElement schema, SchemaLocation location)
    {
        if (schema.ValueKind == JsonValueKind.Object)
        {
            return schema.EnumerateObject();
        }

        Error(location, "must be an object");
        return [];
    }

    private bool CheckKeywords(JsonElement schema, SchemaLocation location, params ReadOnlySpan<string> allowed)
    {
        var fine = true;
        foreach (var keyword in schema.EnumerateObject())
        {
            if (allowed.Contains(keyword.Name) || s_annotations.Contains(keyword.Name))
            {
                continue;
            }

            fine = false;
            Error(location.At(keyword.Name), s_typeKeywords.Contains(keyword.Name)
                ? $"the keyword '{keyword.Name}' is not supported here, beside {string.Join(", ", schema.EnumerateObject().Where(other => other.Name is "$ref" or "type" or "enum" or "const" or KnownValues && other.Name != keyword.Name).Select(other => other.Name + " " + other.Value.GetRawText().Truncate(40)))}"
                : $"the keyword '{keyword.Name}' is not supported");
        }

        return fine;
    }

    private string Description(JsonElement schema, SchemaLocation location, bool required = true)
    {
        if (schema.TryGetProperty("description", out _))
        {
            return Text(schema, "description", location) ?? "";
        }

        if (required)
        {
            Error(location, "has no 'description'; it becomes the documentation of the C# type or property");
        }

        return "";
    }

    private string? Text(JsonElement schema, string keyword, SchemaLocation location)
    {
        if (schema.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        Error(location.At(keyword), "must be a string");
        return null;
    }

    private bool Flag(JsonElement schema, string keyword, SchemaLocation location)
    {
        if (!schema.TryGetProperty(keyword, out var value))
        {
            return false;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Error(location.At(keyword), "must be true or false");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    private int Count(JsonElement schema, string keyword, SchemaLocation location, int otherwise)
    {
        var count = Whole(schema, keyword, location, otherwise);
        if (count is >= 0 and <= int.MaxValue)
        {
            return (int)count;
        }

        Error(location.At(keyword), "must be a whole number from 0 to 2147483647");
        return otherwise;
    }

    private long Whole(JsonElement schema, string keyword, SchemaLocation location, long otherwise)
    {
        if (!schema.TryGetProperty(keyword, out var value))
        {
            return otherwise;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole))
        {
            return whole;
        }

        Error(location.At(keyword), "must be a whole number of 64 bits");
        return otherwise;
    }

    private void Error(SchemaLocation location, string message) => errors.Add(new(location, message));
}
