namespace Crossdock.Wire;

/// <summary>ISA, GS, ST … SE, GE, IEA.</summary>
internal ref struct X12Envelope
{
    private const int IsaLength = 106;

    // The ISA has fixed widths, so that its delimiters can be found: an element separator stands before each of its 16 elements.
    private static ReadOnlySpan<byte> Separators => [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103];

    private readonly EdiReport _report = new();
    private readonly HashSet<string> _sets = new(StringComparer.Ordinal);
    private EdiSegments _segments;
    private string _group = "";
    private string _set = "";
    private int _groups;
    private int _setsInGroup;
    private int _setStart;
    private int _messages;
    private bool _inGroup;
    private bool _inSet;

    private X12Envelope(EdiSegments segments) => _segments = segments;

    public static EdiEnvelope Read(ReadOnlySpan<byte> text)
    {
        if (!TryFindDelimiters(text, out var delimiters))
        {
            return EdiReport.Unreadable("edi-syntax", "found an ISA whose delimiters cannot be told: it has 106 characters, the separator before each of its 16 elements, and four different signs.");
        }

        return new X12Envelope(new EdiSegments(text, 0, delimiters)).Run(delimiters);
    }

    private EdiEnvelope Run(EdiDelimiters delimiters)
    {
        _segments.TryRead(out var isa);
        var control = isa.Element(13);
        var last = isa;
        var isClosed = false;
        while (!isClosed && _segments.TryRead(out var segment))
        {
            last = segment;
            isClosed = segment.Is("IEA"u8);
            if (isClosed)
            {
                CloseGroup(segment);
                _report.Count(segment, 1, _groups, "groups");
                _report.Control(segment, 2, control, "ISA13");
            }
            else
            {
                Take(segment);
            }
        }

        if (!isClosed)
        {
            _report.Structure(last, "found the end of the text after this segment, expected IEA; the interchange is cut off. Ask the partner to send it again.");
        }

        _segments.SkipLineBreaks();
        return new EdiEnvelope
        {
            Syntax = EdiSyntax.X12,
            Delimiters = delimiters,
            ControlNumber = control,
            Messages = _messages,
            Length = _segments.Position,
            Problems = _report.Problems,
        };
    }

    private void Take(in EdiSegment segment)
    {
        if (segment.Is("GS"u8))
        {
            CloseGroup(segment);
            (_inGroup, _group, _setsInGroup) = (true, segment.Element(6), 0);
            _groups++;
            _sets.Clear();
        }
        else if (segment.Is("ST"u8))
        {
            CloseSet(segment);
            if (!_inGroup)
            {
                _report.Structure(segment, "found ST outside of a group, expected GS before it.");
            }

            (_inSet, _set, _setStart) = (true, segment.Element(2), segment.Number);
            _setsInGroup++;
            _messages++;
            if (!_sets.Add(_set))
            {
                _report.Repeated(segment, 2);
            }
        }
        else if (segment.Is("SE"u8))
        {
            if (!_inSet)
            {
                _report.Structure(segment, "found SE without ST.");
                return;
            }

            _inSet = false;
            _report.Count(segment, 1, segment.Number - _setStart + 1, "segments from ST to SE");
            _report.Control(segment, 2, _set, "ST02");
        }
        else if (segment.Is("GE"u8))
        {
            CloseSet(segment);
            if (!_inGroup)
            {
                _report.Structure(segment, "found GE without GS.");
                return;
            }

            _inGroup = false;
            _report.Count(segment, 1, _setsInGroup, "transaction sets");
            _report.Control(segment, 2, _group, "GS06");
        }
        else if (segment.Is("ISA"u8))
        {
            _report.Structure(segment, "found ISA inside of an interchange, expected IEA before it.");
        }
        else if (!_inSet && !segment.Is("TA1"u8))
        {
            _report.Structure(segment, "found a segment outside of ST and SE.");
        }
    }

    private void CloseSet(in EdiSegment segment)
    {
        if (_inSet)
        {
            _inSet = false;
            _report.Structure(segment, "found this segment inside of a transaction set, expected SE before it.");
        }
    }

    private void CloseGroup(in EdiSegment segment)
    {
        CloseSet(segment);
        if (_inGroup)
        {
            _inGroup = false;
            _report.Structure(segment, "found this segment inside of a group, expected GE before it.");
        }
    }

    private static bool TryFindDelimiters(ReadOnlySpan<byte> text, out EdiDelimiters delimiters)
    {
        delimiters = default;
        if (text.Length < IsaLength)
        {
            return false;
        }

        var element = text[3];
        foreach (var place in Separators)
        {
            if (text[place] != element)
            {
                return false;
            }
        }

        // ISA11 is the repetition separator since version 00402, and U or another letter before.
        byte? repetition = IsSign(text[82]) ? text[82] : null;
        var (component, segment) = (text[104], text[105]);
        if (!IsSign(element) || !IsSign(component) || !(IsSign(segment) || segment is (byte)'\n' or (byte)'\r')
            || element == component || element == segment || component == segment || repetition == element || repetition == segment)
        {
            return false;
        }

        delimiters = new EdiDelimiters((char)segment, (char)element, (char)component, (char?)repetition, Release: null);
        return true;
    }

    private static bool IsSign(byte sign) => sign is > 0x20 and < 0x7F or (>= 0x1C and <= 0x1F) && !char.IsAsciiLetterOrDigit((char)sign);
}
