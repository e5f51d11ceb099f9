using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.SchemaCompiler.Tests;

/// <summary>Spells one JSON value in the many ways JSON allows: whitespace, order of members, escapes.</summary>
internal sealed class Spelling(Random random)
{
    private readonly StringBuilder _text = new();

    public static byte[] Of(JsonNode node, Random random)
    {
        var spelling = new Spelling(random);
        spelling.Value(node);
        spelling.Space();
        return Encoding.UTF8.GetBytes(spelling._text.ToString());
    }

    private void Value(JsonNode? node)
    {
        Space();
        switch (node)
        {
            case JsonObject members:
                _text.Append('{');
                var order = members.ToArray();
                random.Shuffle(order);
                foreach (var (index, (name, value)) in order.Index())
                {
                    _text.Append(index == 0 ? "" : ",");
                    Space();
                    Text(name);
                    Space();
                    _text.Append(':');
                    Value(value);
                    Space();
                }

                Space();
                _text.Append('}');
                break;
            case JsonArray items:
                _text.Append('[');
                foreach (var (index, item) in items.Index())
                {
                    _text.Append(index == 0 ? "" : ",");
                    Value(item);
                    Space();
                }

                Space();
                _text.Append(']');
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                Text(value.GetValue<string>());
                break;
            default:
                _text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private void Text(string text)
    {
        _text.Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            var escape = random.Next(20) == 0 || rune.Value is '"' or '\\' or < ' ';
            _text.Append(escape ? string.Concat(rune.ToString().Select(unit => "\\u" + ((int)unit).ToString(random.Next(2) == 0 ? "x4" : "X4", CultureInfo.InvariantCulture))) : rune.ToString());
        }

        _text.Append('"');
    }

    private void Space()
    {
        if (random.Next(10) == 0)
        {
            _text.Append(" \t\r\n"[random.Next(4)]);
        }
    }
}
