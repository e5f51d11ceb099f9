using System.Text;

namespace Crossdock.Canonical.Codec;

/// <summary>
/// Finds the JSON Pointer of offsets in a text, in ascending order and in one walk. The text up to the last offset has been read
/// without fault, so the walk only follows nesting, names and commas.
/// </summary>
internal ref struct PointerFinder(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private readonly Level[] _levels = new Level[CanonicalReader.MaxDepth + 1];
    private int _depth;
    private int _pos;

    /// <summary>The pointer of the value, or of the member whose name, starts at <paramref name="offset"/>.</summary>
    public string At(int offset)
    {
        while (_pos < offset && _pos < _json.Length)
        {
            Step();
        }

        if (_pos < _json.Length && _json[_pos] == '"' && InObject && !_levels[_depth - 1].Named)
        {
            Step();
        }

        var pointer = new StringBuilder();
        for (var i = 0; i < _depth; i++)
        {
            ref var level = ref _levels[i];
            if (level.IsArray)
            {
                pointer.Append('/').Append(level.Index);
            }
            else if (level.Named)
            {
                pointer.Append('/').Append(JsonPointer.Escape(Name(level)));
            }
        }

        return pointer.ToString();
    }

    private readonly bool InObject => _depth > 0 && !_levels[_depth - 1].IsArray;

    private readonly string Name(Level level) => JsonText.Unescape(_json[level.NameStart..level.NameEnd]);

    private void Step()
    {
        switch (_json[_pos])
        {
            case (byte)'{' or (byte)'[' when _depth < _levels.Length:
                _levels[_depth++] = new Level { IsArray = _json[_pos++] == '[' };
                break;
            case (byte)'}' or (byte)']' when _depth > 0:
                _depth--;
                _pos++;
                break;
            case (byte)',' when _depth > 0:
                _levels[_depth - 1].Index++;
                _levels[_depth - 1].Named = false;
                _pos++;
                break;
            case (byte)'"':
                String();
                break;
            default:
                _pos++;
                break;
        }
    }

    private void String()
    {
        var start = ++_pos;
        while (true)
        {
            var length = _json[_pos..].IndexOfAny((byte)'"', (byte)'\\');
            if (length < 0)
            {
                _pos = _json.Length;
                break;
            }

            _pos += length;
            if (_json[_pos] == '"')
            {
                _pos++;
                break;
            }

            _pos = Math.Min(_pos + 2, _json.Length);
        }

        if (InObject && !_levels[_depth - 1].Named)
        {
            ref var level = ref _levels[_depth - 1];
            level.Named = true;
            level.NameStart = start;
            level.NameEnd = Math.Max(start, _pos - 1);
        }
    }

    private struct Level
    {
        public bool IsArray;
        public bool Named;
        public int Index;
        public int NameStart;
        public int NameEnd;
    }
}
