using System.Buffers;
using System.Text.Unicode;

namespace Crossdock.Canonical.Codec;

/// <summary>
/// The strict JSON reader under the generated codecs. It reads forward once, checks JSON text and schema keywords as it goes, and
/// notes problems by offset; JSON Pointers are worked out afterwards, and only when there is a problem.
/// </summary>
/// <remarks>
/// Meant for generated code. After malformed text, or after the first problem when failing fast, the reader is at its end:
/// every method returns at once with a default value, and the document is refused.
/// </remarks>
public ref partial struct CanonicalReader
{
    /// <summary>The deepest nesting of objects and arrays that is accepted; the document itself is level 1.</summary>
    public const int MaxDepth = 32;

    private readonly ReadOnlySpan<byte> _json;
    private readonly bool _failFast;
    private int _pos;
    private int _token;
    private int _depth;
    private bool _first;
    private bool _refused;
    private bool _stopped;
    private ProblemLog? _log;
    private byte[]? _scratch;

    internal CanonicalReader(ReadOnlySpan<byte> utf8Json, bool failFast)
    {
        _json = utf8Json;
        _failFast = failFast;
        if (utf8Json.StartsWith("\uFEFF"u8))
        {
            _pos = 3;
        }

        if (!Utf8.IsValid(utf8Json))
        {
            Stop(Snippet.FirstInvalidByte(utf8Json), "json", "bytes that are not UTF-8", "UTF-8 text");
        }
    }

    /// <summary>True once the document has been refused, for whatever reason.</summary>
    internal readonly bool Refused => _refused;

    /// <summary>Checks that nothing but whitespace follows the document.</summary>
    internal void End()
    {
        if (!_stopped && (Peek() != 0 || _pos < _json.Length))
        {
            Stop(_pos, "json", Snippet.At(_json, _pos), "the end of the text after one JSON document");
        }

        ReturnScratch();
    }

    private void ReturnScratch()
    {
        if (_scratch is not null)
        {
            ArrayPool<byte>.Shared.Return(_scratch);
            _scratch = null;
        }
    }

    /// <summary>Works out the problems noted so far; empty when there are none.</summary>
    internal readonly IReadOnlyList<SchemaProblem> Problems() => _log is null ? [] : _log.Resolve(_json);

    /// <summary>Skips whitespace and returns the next byte without taking it; 0 at the end of the text.</summary>
    private byte Peek()
    {
        var json = _json;
        var pos = _pos;
        while ((uint)pos < (uint)json.Length)
        {
            var next = json[pos];
            if (next > 0x20)
            {
                _pos = pos;
                return next;
            }

            if (next is not (0x20 or 0x0A or 0x0D or 0x09))
            {
                break;
            }

            pos++;
        }

        _pos = pos;
        return 0;
    }

    /// <summary>Moves to the value that comes next and remembers where it starts.</summary>
    private byte PeekValue()
    {
        var next = Peek();
        _token = _pos;
        return next;
    }
}
