namespace Crossdock.Wire;

/// <summary>Takes an interchange apart into segments, forward and without copying.</summary>
internal ref struct EdiSegments(ReadOnlySpan<byte> text, int start, EdiDelimiters delimiters)
{
    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Where the next segment starts.</summary>
    public int Position { get; private set; } = start;

    /// <summary>Segments read so far.</summary>
    public int Count { get; private set; }

    /// <summary>The next segment; false at the end of the text, and when what is left has no terminator.</summary>
    public bool TryRead(out EdiSegment segment)
    {
        SkipLineBreaks();
        var from = Position;
        var end = EndOfSegment(from);
        if (end < 0)
        {
            segment = default;
            return false;
        }

        Position = end + 1;
        segment = new EdiSegment(_text[from..end], ++Count, delimiters);
        return true;
    }

    /// <summary>Line breaks between segments are for people.</summary>
    public void SkipLineBreaks()
    {
        while (Position < _text.Length && _text[Position] is (byte)'\r' or (byte)'\n')
        {
            Position++;
        }
    }

    private readonly int EndOfSegment(int from)
    {
        if (delimiters.Release is not { } release)
        {
            var end = _text[from..].IndexOf((byte)delimiters.Segment);
            return end < 0 ? -1 : from + end;
        }

        for (var at = from; at < _text.Length; at++)
        {
            var next = _text[at..].IndexOfAny((byte)delimiters.Segment, (byte)release);
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (_text[at] == delimiters.Segment)
            {
                return at;
            }

            at++; // the released character is text
        }

        return -1;
    }
}
