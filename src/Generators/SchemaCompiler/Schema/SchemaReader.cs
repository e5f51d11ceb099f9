using System.Text.Json;

namespace Crossdock.Generators.SchemaCompiler.Schema;

/// <summary>Reads schema objects to nodes. Every keyword is either understood or an error: nothing is ignored.</summary>
internal sealed partial class SchemaReader(Func<string, string, Definition?> find, List<SchemaError> errors)
{
    private static readonly string[] s_annotations = ["$comment", "title", "description", "examples", "deprecated", "default"];
    private static readonly string[] s_rootKeywords = ["$schema", "$id", "$defs"];

    private readonly List<INamedNode> _types = [];

    /// <summary>The nodes that become C# types, so far.</summary>
    public IReadOnlyList<INamedNode> Types => _types;

    /// <summary>Reads the document of a file.</summary>
    public TypeNode ReadDocument(JsonElement schema, SchemaLocation location, string name, string documentName)
    {
        var id = Text(schema, "$id", location) ?? "";
        var segments = id.Split('/');
        if (segments.Length < 2 || segments[^1] != location.File)
        {
            Error(location.At("$id"), $"must end in /<version>/{location.File}");
            return Nothing(location);
        }

        if (Text(schema, "type", location) != "object")
        {
            Error(location.At("type"), "a document must be an object");
            return Nothing(location);
        }

        return ReadObject(schema, location, name, new DocumentInfo(documentName, id, segments[^2]));
    }

    /// <summary>Checks the top of a file that only holds definitions.</summary>
    public void CheckDefinitionsFile(JsonElement schema, SchemaLocation location) => CheckKeywords(schema, location, s_rootKeywords);

    /// <summary>Reads any schema.</summary>
    /// <param name="schema">The schema object.</param>
    /// <param name="location">Where it is.</param>
    /// <param name="name">The C# name, should it become a type.</param>
    public TypeNode ReadType(JsonElement schema, SchemaLocation location, string name)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            Error(location, "a schema must be an object; true and false are not supported here");
            return Nothing(location);
        }

        if (schema.TryGetProperty("$ref", out _))
        {
            return ReadReference(schema, location);
        }

        if (!schema.TryGetProperty("type", out var type))
        {
            // Say first what is there that will not do: "oneOf is not supported" tells more than "type is missing".
            if (!CheckKeywords(schema, location, s_typeKeywords))
            {
                return Nothing(location);
            }

            Error(location, "a schema must have a 'type' or a '$ref'");
            return Nothing(location);
        }

        switch (type.ValueKind == JsonValueKind.String ? type.GetString() : "")
        {
            case "object":
                return ReadObject(schema, location, name, null);
            case "array":
                return ReadArray(schema, location, name);
            case "string":
                return ReadString(schema, location, name);
            case "integer":
                return ReadInteger(schema, location);
            case "boolean":
                CheckKeywords(schema, location, "type");
                return new BooleanNode(location, Description(schema, location));
            case "number":
                Error(location.At("type"), "'number' loses digits in many readers; use {\"type\": \"string\", \"format\": \"decimal\"}");
                return Nothing(location);
            default:
                Error(location.At("type"), "must be one of object, array, string, integer, boolean; a list of types and null are not supported");
                return Nothing(location);
        }
    }

    private TypeNode ReadReference(JsonElement schema, SchemaLocation location)
    {
        CheckKeywords(schema, location, "$ref");
        var reference = Text(schema, "$ref", location) ?? "";
        var definition = find(location.File, reference);
        if (definition is null)
        {
            Error(location.At("$ref"), $"'{reference}' is no definition: write #/$defs/Name or file.schema.json#/$defs/Name");
            return Nothing(location);
        }

        return new ReferenceNode(location, Description(schema, location, required: false), definition);
    }

    private TypeNode ReadArray(JsonElement schema, SchemaLocation location, string name)
    {
        CheckKeywords(schema, location, "type", "items", "minItems", "maxItems", "uniqueItems");
        if (!schema.TryGetProperty("items", out var items))
        {
            Error(location, "an array must have 'items'");
            return Nothing(location);
        }

        var item = ReadType(items, location.At("items"), name + "Item");
        var unique = Flag(schema, "uniqueItems", location);
        return new ArrayNode(location, Description(schema, location, required: false), item, Count(schema, "minItems", location, 0), Count(schema, "maxItems", location, int.MaxValue), unique);
    }

    private IntegerNode ReadInteger(JsonElement schema, SchemaLocation location)
    {
        CheckKeywords(schema, location, "type", "minimum", "maximum");
        var minimum = Whole(schema, "minimum", location, long.MinValue);
        var maximum = Whole(schema, "maximum", location, long.MaxValue);
        if (minimum > maximum)
        {
            Error(location.At("maximum"), "is below 'minimum'");
        }

        return new IntegerNode(location, Description(schema, location, required: false), minimum, maximum);
    }

    private StringNode Nothing(SchemaLocation location) => new(location, "", new TextLimits(0, int.MaxValue, null), TextFormat.None, null);
}
