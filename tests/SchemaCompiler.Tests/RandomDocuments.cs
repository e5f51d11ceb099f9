using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Crossdock.Generators.SchemaCompiler.Patterns;
using Crossdock.Generators.SchemaCompiler.Schema;

namespace Crossdock.SchemaCompiler.Tests;

/// <summary>Random documents that a schema allows.</summary>
internal sealed class RandomDocuments(Random random)
{
    private const int MaxDepth = 7;

    /// <summary>Characters that take one to four bytes, need escapes, or are awkward otherwise.</summary>
    private static readonly string[] s_characters = ["a", "Z", "0", " ", "\"", "\\", "/", "\n", "\u0001", "\u007f", "é", "ß", "\u2028", "漢", "🙂", "\U0010FFFF"];

    /// <summary>Half of the documents have no characters beyond the 16-bit range, which other validators count differently.</summary>
    private readonly int _characters = random.Next(2) == 0 ? s_characters.Length : s_characters.Length - 2;

    /// <summary>A document of an object type.</summary>
    /// <param name="node">The type.</param>
    /// <param name="density">How many of the optional members to include, from 0 to 1.</param>
    public JsonObject Next(ObjectNode node, double density) => Object(node, density, 0);

    private JsonObject Object(ObjectNode node, double density, int depth)
    {
        var result = new JsonObject();
        foreach (var member in node.Members)
        {
            if (member.IsRequired || (depth < MaxDepth && random.NextDouble() < density))
            {
                result.Add(member.JsonName, Value(member.Type, density, depth + 1));
            }
        }

        return result;
    }

    private JsonNode Value(TypeNode node, double density, int depth)
    {
        switch (SchemaSet.Resolve(node))
        {
            case ObjectNode shape:
                return Object(shape, density, depth);
            case ArrayNode array:
                return Array(array, density, depth);
            case BooleanNode:
                return random.Next(2) == 0;
            case IntegerNode integer:
                return random.NextInt64(integer.Minimum, integer.Maximum == long.MaxValue ? long.MaxValue : integer.Maximum + 1);
            case ClosedEnumNode closed:
                return closed.Values[random.Next(closed.Values.Count)].Value;
            case OpenEnumNode open:
                return random.Next(3) > 0 ? open.Values[random.Next(open.Values.Count)].Value : Text(open.Limits);
            case ExtensionsNode extensions:
                return Extensions(extensions);
            case StringNode text:
                return text.Const ?? Text(text);
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    private JsonArray Array(ArrayNode array, double density, int depth)
    {
        var items = new JsonArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var count = depth >= MaxDepth ? array.MinItems : random.Next(array.MinItems, Math.Min(array.MaxItems, array.MinItems + 3) + 1);
        for (var attempt = 0; items.Count < count && attempt < 100; attempt++)
        {
            var item = Value(array.Items, density, depth + 1);
            if (!array.UniqueItems || seen.Add(item.ToJsonString()))
            {
                items.Add(item);
            }
        }

        return items;
    }

    private JsonObject Extensions(ExtensionsNode node)
    {
        var result = new JsonObject();
        for (var i = random.Next(3); i > 0; i--)
        {
            result[Text(node.Keys)] = JsonNode.Parse(random.Next(5) switch
            {
                0 => """{"b":[1,-2.50,1e3,{"z":null,"a":""}],"é":"\u0001"}""",
                1 => "[]",
                2 => "\"text\"",
                3 => "12345678901234567890",
                _ => "true",
            });
        }

        return result;
    }

    private string Text(StringNode text) => text.Format switch
    {
        TextFormat.Date => Date().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TextFormat.DateTime => Timestamp(),
        TextFormat.Decimal => Sample(() => Decimal(), text.Limits),
        TextFormat.Uri => "https://example.com/" + random.Next(1000).ToString(CultureInfo.InvariantCulture),
        _ => Text(text.Limits),
    };

    private DateTime Date() => new DateTime(1990, 1, 1).AddDays(random.Next(36500));

    private string Timestamp()
    {
        var text = Date().AddTicks(random.NextInt64(TimeSpan.TicksPerDay)).ToString(random.Next(2) == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        return text + (random.Next(2) == 0 ? "Z" : $"{(random.Next(2) == 0 ? '+' : '-')}{random.Next(14):00}:{random.Next(60):00}");
    }

    private string Decimal() => random.Next(10) == 0
        ? new decimal(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29)).ToString(CultureInfo.InvariantCulture)
        : (Signed((int)Math.Pow(10, random.Next(1, 8))) / 100m).ToString(CultureInfo.InvariantCulture);

    // Of all magnitudes, so that short texts turn up as often as long ones.
    private int Signed(int bound) => random.Next(-bound, bound);

    private string Text(TextLimits limits) => limits.Pattern is { } pattern
        ? Sample(() => Match(PatternParser.Parse(pattern.Source)), limits)
        : string.Concat(Enumerable.Range(0, random.Next(limits.MinLength, Math.Min(limits.MaxLength, limits.MinLength + 12) + 1)).Select(_ => s_characters[random.Next(_characters)]));

    private static string Sample(Func<string> next, TextLimits limits)
    {
        for (var attempt = 0; attempt < 10_000; attempt++)
        {
            var text = next();
            var length = text.EnumerateRunes().Count();
            if (length >= limits.MinLength && length <= limits.MaxLength && limits.Pattern?.IsMatch(Encoding.UTF8.GetBytes(text)) != false)
            {
                return text;
            }
        }

        throw new InvalidOperationException("No text found that satisfies " + limits);
    }

    private string Match(PatternNode node) => node switch
    {
        CharacterNode character => Character(character.Ranges[random.Next(character.Ranges.Count)]),
        SequenceNode sequence => string.Concat(sequence.Items.Select(Match)),
        AlternationNode alternation => Match(alternation.Branches[random.Next(alternation.Branches.Count)]),
        RepeatNode repeat => string.Concat(Enumerable.Range(0, random.Next(repeat.Min, Math.Min(repeat.Max ?? int.MaxValue, repeat.Min + 2) + 1)).Select(_ => Match(repeat.Item))),
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    private string Character(CodePointRange range)
    {
        var codePoint = random.Next(range.First, Math.Min(range.Last, range.First + 100) + 1);
        return new Rune(codePoint is >= 0xD800 and <= 0xDFFF ? 'x' : codePoint).ToString();
    }
}
