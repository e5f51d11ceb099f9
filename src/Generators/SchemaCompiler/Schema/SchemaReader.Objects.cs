using System.Text.Json;

namespace Crossdock.Generators.SchemaCompiler.Schema;

internal sealed partial class SchemaReader
{
    private TypeNode ReadObject(JsonElement schema, SchemaLocation location, string name, DocumentInfo? document)
    {
        if (!schema.TryGetProperty("properties", out var properties))
        {
            return ReadExtensions(schema, location);
        }

        CheckKeywords(schema, location, ["type", "properties", "required", "additionalProperties", "x-crossdock-value-type", .. document is null ? [] : s_rootKeywords]);
        if (!schema.TryGetProperty("additionalProperties", out var additional) || additional.ValueKind != JsonValueKind.False)
        {
            Error(location.At("additionalProperties"), "must be false: unknown members would be lost; use a map of extensions for them");
        }

        var isValueType = Flag(schema, "x-crossdock-value-type", location);
        if (isValueType && document is not null)
        {
            Error(location.At("x-crossdock-value-type"), "a document cannot be a value type");
        }

        var node = new ObjectNode(location, Description(schema, location), name, isValueType, null) { Document = document };
        _types.Add(node);
        node.Members = ReadMembers(schema, properties, location, name);
        return node;
    }

    private List<MemberNode> ReadMembers(JsonElement schema, JsonElement properties, SchemaLocation location, string name)
    {
        var required = Required(schema, location);
        var members = new List<MemberNode>();
        foreach (var property in Properties(properties, location.At("properties")))
        {
            var place = location.At("properties").At(property.Name);
            if (!property.Name.All(char.IsAsciiLetterOrDigit) || property.Name.Length == 0 || !char.IsAsciiLetterLower(property.Name[0]))
            {
                Error(place, "a property name must be camelCase in ASCII letters and digits");
            }

            var type = ReadType(property.Value, place, name + Identifiers.Pascal(property.Name));
            var description = property.Value.ValueKind == JsonValueKind.Object ? Description(property.Value, place) : "";
            var deprecated = property.Value.ValueKind == JsonValueKind.Object && Flag(property.Value, "deprecated", place);
            members.Add(new MemberNode(property.Name, type, required.Remove(property.Name), deprecated, description));
        }

        foreach (var unknown in required)
        {
            Error(location.At("required"), $"'{unknown}' is not a property of this object");
        }

        if (members.Count > 128)
        {
            Error(location.At("properties"), "more than 128 properties are not supported; group some in an object");
        }

        return members;
    }

    private HashSet<string> Required(JsonElement schema, SchemaLocation location)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (!schema.TryGetProperty("required", out var required))
        {
            return names;
        }

        if (required.ValueKind != JsonValueKind.Array || required.EnumerateArray().Any(name => name.ValueKind != JsonValueKind.String || !names.Add(name.GetString()!)))
        {
            Error(location.At("required"), "must be a list of different names");
        }

        return names;
    }

    /// <summary>An object without properties is a map of extensions: keys by <c>propertyNames</c>, any values.</summary>
    private TypeNode ReadExtensions(JsonElement schema, SchemaLocation location)
    {
        CheckKeywords(schema, location, "type", "additionalProperties", "propertyNames");
        if (!schema.TryGetProperty("additionalProperties", out var additional)
            || (additional.ValueKind != JsonValueKind.True && !(additional.ValueKind == JsonValueKind.Object && !additional.EnumerateObject().Any())))
        {
            Error(location, "an object without 'properties' must be a map of extensions: \"additionalProperties\": true");
        }

        var keys = new TextLimits(0, int.MaxValue, null);
        if (schema.TryGetProperty("propertyNames", out var names))
        {
            var place = location.At("propertyNames");
            if (names.ValueKind == JsonValueKind.Object)
            {
                CheckKeywords(names, place, "type", "minLength", "maxLength", "pattern");
                keys = Limits(names, place);
            }
            else
            {
                Error(place, "must be a schema with minLength, maxLength or pattern");
            }
        }

        return new ExtensionsNode(location, Description(schema, location, required: false), keys);
    }
}
