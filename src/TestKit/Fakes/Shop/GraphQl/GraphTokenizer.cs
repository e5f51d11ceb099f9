using System.Text;

namespace Crossdock.TestKit.Fakes;

/// <summary>Splits a GraphQL document into names, numbers, strings and punctuation.</summary>
internal sealed class GraphTokenizer(string text)
{
    private const string Punctuation = "{}()[]:!=$@|&";
    private int _position;
    private int _line = 1;
    private int _lineStart;

    public IReadOnlyList<GraphToken> ReadAll()
    {
        var tokens = new List<GraphToken>();
        while (true)
        {
            SkipIgnored();
            var at = new GraphPosition(_line, _position - _lineStart + 1);
            if (_position >= text.Length)
            {
                tokens.Add(new GraphToken(GraphTokenKind.End, "<EOF>", at));
                return tokens;
            }

            tokens.Add(Read(at));
        }
    }

    private GraphToken Read(GraphPosition at)
    {
        var start = _position;
        var first = text[_position];
        if (text.AsSpan(_position).StartsWith("..."))
        {
            _position += 3;
            return new GraphToken(GraphTokenKind.Punctuation, "...", at);
        }

        if (Punctuation.Contains(first, StringComparison.Ordinal))
        {
            _position++;
            return new GraphToken(GraphTokenKind.Punctuation, first.ToString(), at);
        }

        if (first == '"')
        {
            return new GraphToken(GraphTokenKind.String, ReadString(at), at);
        }

        if (first == '-' || char.IsAsciiDigit(first))
        {
            while (_position < text.Length && (char.IsAsciiLetterOrDigit(text[_position]) || text[_position] is '-' or '+' or '.'))
            {
                _position++;
            }

            return new GraphToken(GraphTokenKind.Number, text[start.._position], at);
        }

        while (_position < text.Length && (char.IsAsciiLetterOrDigit(text[_position]) || text[_position] == '_'))
        {
            _position++;
        }

        return _position > start
            ? new GraphToken(GraphTokenKind.Name, text[start.._position], at)
            : throw Syntax($"Unexpected character: \"{first}\".", at);
    }

    private string ReadString(GraphPosition at)
    {
        if (text.AsSpan(_position).StartsWith("\"\"\""))
        {
            var end = text.IndexOf("\"\"\"", _position + 3, StringComparison.Ordinal);
            var block = end < 0 ? throw Syntax("Unterminated string.", at) : text[(_position + 3)..end];
            _position = end + 3;
            return block.Trim();
        }

        var value = new StringBuilder();
        for (_position++; _position < text.Length && text[_position] is not '\n'; _position++)
        {
            switch (text[_position])
            {
                case '"':
                    _position++;
                    return value.ToString();
                case '\\' when _position + 1 < text.Length:
                    value.Append(ReadEscape());
                    break;
                default:
                    value.Append(text[_position]);
                    break;
            }
        }

        throw Syntax("Unterminated string.", at);
    }

    private char ReadEscape()
    {
        var escape = text[++_position];
        if (escape == 'u' && _position + 4 < text.Length && ushort.TryParse(text.AsSpan(_position + 1, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code))
        {
            _position += 4;
            return (char)code;
        }

        return escape switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => escape };
    }

    private void SkipIgnored()
    {
        for (; _position < text.Length; _position++)
        {
            switch (text[_position])
            {
                case '\n':
                    _line++;
                    _lineStart = _position + 1;
                    break;
                case '#':
                    while (_position + 1 < text.Length && text[_position + 1] != '\n')
                    {
                        _position++;
                    }

                    break;
                case ' ' or '\t' or '\r' or ',' or '\uFEFF':
                    break;
                default:
                    return;
            }
        }
    }

    public static GraphFailure Syntax(string message, GraphPosition at) => new(400, "GRAPHQL_PARSE_FAILED", "Syntax Error: " + message, at);
}
