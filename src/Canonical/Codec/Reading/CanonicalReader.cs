using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Crossdock.Canonical.Codec;

/// <summary>
/// The strict JSON reader under the generated codecs. It reads forward once, checks JSON text and schema keywords as it goes, and
/// notes every problem with its JSON Pointer.
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
    private readonly bool _isCut;
    private int _pos;
    private int _token;
    private int _depth;
    private bool _first;
    private bool _plain;
    private bool _refused;
    private bool _stopped;
    private ProblemLog? _log;
    private byte[]? _scratch;

    /// <summary>
    /// For each open object the offset of the current member's name, for each open array the complement of the current index; 0 before
    /// the first. Keeping it costs one store a member, and spares a second reading when there is a problem.
    /// </summary>
    private Path _path;

    internal CanonicalReader(ReadOnlySpan<byte> utf8Json, bool failFast)
    {
        _json = utf8Json;
        _failFast = failFast;
        if (!Utf8.IsValid(utf8Json))
        {
            _json = utf8Json[..Snippet.FirstInvalidByte(utf8Json)];
            _isCut = true;
        }

        if (_json.StartsWith("\uFEFF"u8))
        {
            _pos = 3;
        }
    }

    /// <summary>True once the document has been refused, for whatever reason.</summary>
    internal readonly bool Refused => _refused;

    /// <summary>Checks that nothing but whitespace follows the document.</summary>
    internal void End()
    {
        if (!_stopped && (Peek() != 0 || _pos < _json.Length || _isCut))
        {
            Expected("the end of the text after one JSON document");
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

    /// <summary>The problems noted so far, in document order; empty when there are none.</summary>
    internal readonly IReadOnlyList<SchemaProblem> Problems() => _log is null ? [] : _log.InOrder();

    /// <summary>Skips whitespace and returns the next byte without taking it; 0 at the end of the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte Peek()
    {
        if ((uint)_pos < (uint)_json.Length && _json[_pos] is > 0x20 and var next)
        {
            return next;
        }

        return SkipWhitespace();
    }

    private byte SkipWhitespace()
    {
        for (; _pos < _json.Length; _pos++)
        {
            switch (_json[_pos])
            {
                case 0x20 or 0x0A or 0x0D or 0x09:
                    break;
                case > 0x20 and var next:
                    return next;
                default:
                    return 0;
            }
        }

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
