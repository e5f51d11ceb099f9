using System.Text;
using System.Text.Json;
using Crossdock.Generators.SchemaCompiler.Patterns;

namespace Crossdock.Generators.SchemaCompiler.Schema;

internal sealed partial class SchemaReader
{
    private const string KnownValues = "x-crossdock-known-values";

    /// <summary>Members that a generated enumeration has anyway.</summary>
    private static readonly HashSet<string> s_takenNames = new(StringComparer.Ordinal)
    {
        "Value", "Kind", "IsKnown", "Unknown", "Equals", "GetHashCode", "GetType", "ToString",
    };

    private TypeNode ReadString(JsonElement schema, SchemaLocation location, string name)
    {
        if (schema.TryGetProperty("enum", out var values))
        {
            CheckKeywords(schema, location, "type", "enum");
            var closed = new ClosedEnumNode(location, Description(schema, location), name, ReadValues(values, location.At("enum"), described: false));
            _types.Add(closed);
            return closed;
        }

        if (schema.TryGetProperty(KnownValues, out var known))
        {
            CheckKeywords(schema, location, "type", "minLength", "maxLength", "pattern", KnownValues);
            var open = new OpenEnumNode(location, Description(schema, location), name, Limits(schema, location), ReadValues(known, location.At(KnownValues), described: true));
            CheckKnownValues(open);
            _types.Add(open);
            return open;
        }

        if (schema.TryGetProperty("const", out var constant))
        {
            CheckKeywords(schema, location, "type", "const");
            if (constant.ValueKind != JsonValueKind.String)
            {
                Error(location.At("const"), "must be a string here");
                return Nothing(location);
            }

            return new StringNode(location, Description(schema, location, required: false), new TextLimits(0, int.MaxValue, null), TextFormat.None, constant.GetString());
        }

        CheckKeywords(schema, location, "type", "minLength", "maxLength", "pattern", "format");
        return new StringNode(location, Description(schema, location, required: false), Limits(schema, location), Format(schema, location), null);
    }

    private TextFormat Format(JsonElement schema, SchemaLocation location)
    {
        switch (schema.TryGetProperty("format", out _) ? Text(schema, "format", location) : null)
        {
            case null:
                return TextFormat.None;
            case "date":
                return TextFormat.Date;
            case "date-time":
                return TextFormat.DateTime;
            case "uri":
                return TextFormat.Uri;
            case "decimal":
                return TextFormat.Decimal;
            case var other:
                Error(location.At("format"), $"'{other}' is not supported; there are date, date-time, uri and decimal");
                return TextFormat.None;
        }
    }

    private TextLimits Limits(JsonElement schema, SchemaLocation location)
    {
        CompiledPattern? pattern = null;
        if (schema.TryGetProperty("pattern", out _) && Text(schema, "pattern", location) is { } source)
        {
            try
            {
                pattern = CompiledPattern.Compile(source);
            }
            catch (PatternException fault)
            {
                Error(location.At("pattern"), $"'{source}' cannot be compiled: {fault.Message}");
            }
        }

        var limits = new TextLimits(Count(schema, "minLength", location, 0), Count(schema, "maxLength", location, int.MaxValue), pattern);
        if (limits.MinLength > limits.MaxLength)
        {
            Error(location.At("maxLength"), "is below 'minLength'");
        }

        return limits;
    }

    private List<KnownValue> ReadValues(JsonElement values, SchemaLocation location, bool described)
    {
        var known = new List<KnownValue>();
        if (values.ValueKind != JsonValueKind.Array || values.GetArrayLength() == 0)
        {
            Error(location, "must be a list with at least one value");
            return known;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, entry) in values.EnumerateArray().Index())
        {
            var place = location.At(index.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (ReadValue(entry, place, described) is not { } value)
            {
                continue;
            }

            if (!names.Add(value.Name) || known.Exists(other => other.Value == value.Value))
            {
                Error(place, $"'{value.Value}' is there already, or makes the C# name {value.Name} a second time; give it a \"name\"");
            }

            known.Add(value);
        }

        return known;
    }

    private KnownValue? ReadValue(JsonElement entry, SchemaLocation place, bool described)
    {
        if (!described)
        {
            if (entry.ValueKind == JsonValueKind.String)
            {
                return new KnownValue(entry.GetString()!, MemberName(entry.GetString()!), entry.GetString()!);
            }

            Error(place, "must be a string");
            return null;
        }

        if (entry.ValueKind != JsonValueKind.Object || Text(entry, "value", place) is not { } text || Text(entry, "description", place) is not { } description)
        {
            Error(place, "must be {\"value\": …, \"description\": …}");
            return null;
        }

        CheckKeywords(entry, place, "value", "name");
        var name = entry.TryGetProperty("name", out _) ? Text(entry, "name", place) : null;
        return new KnownValue(text, MemberName(name ?? text), description);
    }

    private static string MemberName(string value)
    {
        var name = Identifiers.Pascal(value);
        return s_takenNames.Contains(name) ? name + "Value" : name;
    }

    private void CheckKnownValues(OpenEnumNode node)
    {
        foreach (var value in node.Values)
        {
            var length = value.Value.EnumerateRunes().Count();
            if (length < node.Limits.MinLength || length > node.Limits.MaxLength || node.Limits.Pattern?.IsMatch(Encoding.UTF8.GetBytes(value.Value)) == false)
            {
                Error(node.Location.At(KnownValues), $"the known value '{value.Value}' breaks minLength, maxLength or pattern");
            }
        }
    }
}
