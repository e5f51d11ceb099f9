using System.Runtime.CompilerServices;

namespace Crossdock.Canonical.Codec;

public ref partial struct CanonicalReader
{
    /// <summary>Notes that the value read last breaks a keyword. Reading goes on, unless it fails fast.</summary>
    /// <param name="keyword">The schema keyword.</param>
    /// <param name="allowed">What the schema allows here.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Refuse(string keyword, string allowed) => Problem(_token, keyword, Snippet.At(_json, _token), allowed);

    /// <summary>Notes a problem at the current path.</summary>
    /// <param name="offset">Where it stands in the text.</param>
    /// <param name="keyword">The keyword.</param>
    /// <param name="found">What was found.</param>
    /// <param name="allowed">What is allowed.</param>
    /// <param name="below">The member or item below the current path that is meant.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Problem(int offset, string keyword, string found, string allowed, string? below = null)
    {
        if (_stopped)
        {
            return;
        }

        _refused = true;
        if (_failFast)
        {
            Halt();
            return;
        }

        _log ??= new ProblemLog();
        if (_log.IsFull)
        {
            _log.IsTruncated = true;
            Halt();
            return;
        }

        _log.Add(offset, new SchemaProblem(Pointer(below), keyword, found, allowed));
    }

    /// <summary>Notes a problem after which the rest of the text cannot be read.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Stop(int offset, string keyword, string found, string allowed)
    {
        Problem(offset, keyword, found, allowed);
        Halt();
    }

    /// <summary>Refuses text that ends too early, or where it stops being UTF-8.</summary>
    private void StopAtEnd(string allowed)
    {
        if (_isCut)
        {
            Stop(_json.Length, "json", "bytes that are not UTF-8", "UTF-8 text");
        }
        else
        {
            Stop(_json.Length, "json", "the end of the text", allowed);
        }
    }

    /// <summary>Refuses malformed text at the current position.</summary>
    /// <returns>False, so that callers can end their loop with it.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Expected(string allowed)
    {
        if (_pos < _json.Length)
        {
            Stop(_pos, "json", Snippet.At(_json, _pos), allowed);
        }
        else
        {
            StopAtEnd(allowed);
        }

        return false;
    }

    /// <summary>Refuses a value of another JSON type and skips it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WrongType(string allowed)
    {
        if (_pos >= _json.Length || _json[_pos] is not ((byte)'"' or (byte)'{' or (byte)'[' or (byte)'-' or (byte)'t' or (byte)'f' or (byte)'n' or (>= (byte)'0' and <= (byte)'9')))
        {
            Expected(allowed);
            return;
        }

        Problem(_pos, "type", Snippet.At(_json, _pos), allowed);
        SkipValue();
    }

    private void Halt()
    {
        _stopped = true;
        _pos = _json.Length;
    }
}
