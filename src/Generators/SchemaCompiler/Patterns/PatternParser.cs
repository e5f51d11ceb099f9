using System.Globalization;

namespace Crossdock.Generators.SchemaCompiler.Patterns;

/// <summary>
/// Reads the subset of ECMA regular expressions that has no backtracking in its meaning: literals, <c>.</c>, classes with ranges and
/// negation, <c>\d \D \w \W</c>, escapes, groups, <c>|</c>, <c>? * + {n} {n,} {n,m}</c>, and <c>^ $</c> at the two ends.
/// </summary>
internal sealed class PatternParser
{
    private const int MaxRepeat = 1000;

    private readonly string _source;
    private int _pos;

    private PatternParser(string source) => _source = source;

    /// <summary>Parses a pattern to a tree that must match the whole text.</summary>
    /// <exception cref="PatternException">The pattern is outside the subset.</exception>
    public static PatternNode Parse(string source)
    {
        var parser = new PatternParser(source);
        var anchoredStart = parser.Take('^');
        var body = parser.Alternation();
        var anchoredEnd = parser.Take('$');
        if (parser._pos < source.Length)
        {
            throw parser.Fault(source[parser._pos] == ')' ? "a ')' without '('" : "something after '$'");
        }

        if (body is AlternationNode && (anchoredStart || anchoredEnd))
        {
            throw new PatternException("'^' or '$' beside '|' binds to one branch only; put the alternatives in a group: ^(a|b)$");
        }

        var any = new RepeatNode(new CharacterNode([new(0, 0x10FFFF)]), 0, null);
        return new SequenceNode([anchoredStart ? new SequenceNode([]) : any, body, anchoredEnd ? new SequenceNode([]) : any]);
    }

    private PatternNode Alternation()
    {
        var branches = new List<PatternNode> { Sequence() };
        while (Take('|'))
        {
            branches.Add(Sequence());
        }

        return branches.Count == 1 ? branches[0] : new AlternationNode(branches);
    }

    private SequenceNode Sequence()
    {
        var items = new List<PatternNode>();
        while (_pos < _source.Length && _source[_pos] is not ('|' or ')' or '$'))
        {
            items.Add(Repeated(Atom()));
        }

        return new SequenceNode(items);
    }

    private PatternNode Repeated(PatternNode atom)
    {
        if (_pos == _source.Length)
        {
            return atom;
        }

        int min;
        int? max;
        switch (_source[_pos])
        {
            case '?':
                (min, max) = (0, 1);
                break;
            case '*':
                (min, max) = (0, null);
                break;
            case '+':
                (min, max) = (1, null);
                break;
            case '{':
                (min, max) = Counts();
                break;
            default:
                return atom;
        }

        _pos++;
        if (_pos < _source.Length && _source[_pos] is '?' or '+' or '*' or '{')
        {
            throw Fault("lazy, possessive and doubled quantifiers are not supported");
        }

        return new RepeatNode(atom, min, max);
    }

    /// <summary>Reads <c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c>, up to the closing brace.</summary>
    private (int Min, int? Max) Counts()
    {
        var end = _source.IndexOf('}', _pos);
        var parts = end < 0 ? [] : _source[(_pos + 1)..end].Split(',');
        if (parts.Length is 0 or > 2 || !TryCount(parts[0], out var min))
        {
            throw Fault("a '{' that starts no count; escape it as \\{");
        }

        int? max = min;
        if (parts.Length == 2)
        {
            max = parts[1].Length == 0 ? null : TryCount(parts[1], out var most) && most >= min ? most : throw Fault($"a count must be {{n,m}} with n <= m <= {MaxRepeat}");
        }

        _pos = end;
        return (min, max);
    }

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= MaxRepeat;

    private PatternNode Atom()
    {
        var next = _source[_pos++];
        switch (next)
        {
            case '(':
                return Group();
            case '[':
                return new CharacterNode(CharacterClass());
            case '.':
                return new CharacterNode(CodePoints.Negate([new('\n', '\n'), new('\r', '\r'), new(0x2028, 0x2029)]));
            case '\\':
                return new CharacterNode(Escape(inClass: false));
            case '^':
                throw Fault("'^' is supported as the first character only");
            case '*' or '+' or '?' or '{' or '}' or ']':
                throw Fault($"a '{next}' with nothing before it; escape it as \\{next}");
            default:
                _pos--;
                return new CharacterNode([Literal()]);
        }
    }

    private PatternNode Group()
    {
        if (_pos < _source.Length && _source[_pos] == '?' && !TakeAll("?:"))
        {
            throw Fault("look-around, named groups and flags are not supported; use (…) or (?:…)");
        }

        var body = Alternation();
        return Take(')') ? body : throw Fault(_pos < _source.Length && _source[_pos] == '$' ? "'$' is supported as the last character only" : "a '(' without ')'");
    }

    private IReadOnlyList<CodePointRange> CharacterClass()
    {
        var negated = Take('^');
        var ranges = new List<CodePointRange>();
        while (_pos < _source.Length && _source[_pos] != ']')
        {
            var first = ClassAtom();
            if (first is [{ First: var low, Last: var lowEnd }] && low == lowEnd && _pos + 1 < _source.Length && _source[_pos] == '-' && _source[_pos + 1] != ']')
            {
                _pos++;
                var last = ClassAtom();
                if (last is not [{ First: var high, Last: var highEnd }] || high != highEnd || high < low)
                {
                    throw Fault("a range in a class must go from a lower to a higher character");
                }

                ranges.Add(new(low, high));
            }
            else
            {
                ranges.AddRange(first);
            }
        }

        if (!Take(']'))
        {
            throw Fault("a '[' without ']'");
        }

        return ranges.Count == 0 ? throw Fault("an empty class matches nothing") : negated ? CodePoints.Negate(ranges) : ranges;
    }

    private IReadOnlyList<CodePointRange> ClassAtom() => Take('\\') ? Escape(inClass: true) : [Literal()];

    private CodePointRange Literal()
    {
        if (char.IsSurrogate(_source[_pos]) && (_pos + 1 == _source.Length || !char.IsSurrogatePair(_source[_pos], _source[_pos + 1])))
        {
            throw Fault("a lone surrogate");
        }

        var codePoint = char.ConvertToUtf32(_source, _pos);
        _pos += codePoint > 0xFFFF ? 2 : 1;
        return new(codePoint, codePoint);
    }

    private IReadOnlyList<CodePointRange> Escape(bool inClass)
    {
        if (_pos == _source.Length)
        {
            throw Fault("a '\\' at the end");
        }

        var next = _source[_pos++];
        switch (next)
        {
            case 'd':
                return CodePoints.Digits;
            case 'D':
                return CodePoints.Negate(CodePoints.Digits);
            case 'w':
                return CodePoints.WordCharacters;
            case 'W':
                return CodePoints.Negate(CodePoints.WordCharacters);
            case 't':
                return [new('\t', '\t')];
            case 'n':
                return [new('\n', '\n')];
            case 'r':
                return [new('\r', '\r')];
            case 'u' when _pos + 4 <= _source.Length && int.TryParse(_source.AsSpan(_pos, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) && unit is < 0xD800 or > 0xDFFF:
                _pos += 4;
                return [new(unit, unit)];
            default:
                return char.IsAsciiLetterOrDigit(next)
                    ? throw Fault($"the escape \\{next} is not supported{(inClass ? " in a class" : "")}")
                    : [new(next, next)];
        }
    }

    private bool Take(char c)
    {
        if (_pos < _source.Length && _source[_pos] == c)
        {
            _pos++;
            return true;
        }

        return false;
    }

    private bool TakeAll(string text)
    {
        if (_source.AsSpan(_pos).StartsWith(text))
        {
            _pos += text.Length;
            return true;
        }

        return false;
    }

    private PatternException Fault(string message) => new($"at character {_pos}: {message}");
}
