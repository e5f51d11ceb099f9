namespace Crossdock.Wire;

/// <summary>UNA, UNB, UNG, UNH … UNT, UNE, UNZ.</summary>
internal ref struct EdifactEnvelope
{
    private const int UnaLength = 9;

    private readonly EdiReport _report = new();
    private readonly HashSet<string> _references = new(StringComparer.Ordinal);
    private EdiSegments _segments;
    private string _group = "";
    private string _message = "";
    private int _groups;
    private int _messages;
    private int _messagesInGroup;
    private int _messageStart;
    private bool _inGroup;
    private bool _inMessage;

    private EdifactEnvelope(EdiSegments segments) => _segments = segments;

    public static EdiEnvelope Read(ReadOnlySpan<byte> text)
    {
        var delimiters = new EdiDelimiters('\'', '+', ':', Repetition: '*', Release: '?');
        var start = 0;
        if (text.StartsWith("UNA"u8))
        {
            if (text.Length < UnaLength || !TryReadUna(text[3..UnaLength], out delimiters))
            {
                return EdiReport.Unreadable("edi-syntax", "found a UNA that does not declare five or six different signs.") with { Syntax = EdiSyntax.Edifact };
            }

            start = UnaLength;
        }

        return new EdifactEnvelope(new EdiSegments(text, start, delimiters)).Run(delimiters);
    }

    private EdiEnvelope Run(EdiDelimiters delimiters)
    {
        var control = "";
        var isClosed = false;
        var isOpen = _segments.TryRead(out var last) && last.Is("UNB"u8);
        if (isOpen)
        {
            control = last.Element(5);
        }
        else
        {
            _report.Structure(last, "found no UNB at the beginning.");
        }

        while (isOpen && !isClosed && _segments.TryRead(out var segment))
        {
            last = segment;
            isClosed = segment.Is("UNZ"u8);
            if (isClosed)
            {
                CloseGroup(segment);
                _report.Count(segment, 1, _groups > 0 ? _groups : _messages, _groups > 0 ? "groups" : "messages");
                _report.Control(segment, 2, control, "UNB05");
            }
            else
            {
                Take(segment);
            }
        }

        if (isOpen && !isClosed)
        {
            _report.Structure(last, "found the end of the text after this segment, expected UNZ; the interchange is cut off. Ask the partner to send it again.");
        }

        _segments.SkipLineBreaks();
        return new EdiEnvelope
        {
            Syntax = EdiSyntax.Edifact,
            Delimiters = delimiters,
            ControlNumber = control,
            Messages = _messages,
            Length = _segments.Position,
            Problems = _report.Problems,
        };
    }

    private void Take(in EdiSegment segment)
    {
        if (segment.Is("UNG"u8))
        {
            CloseGroup(segment);
            (_inGroup, _group, _messagesInGroup) = (true, segment.Element(5), 0);
            _groups++;
        }
        else if (segment.Is("UNH"u8))
        {
            CloseMessage(segment);
            if (_groups > 0 && !_inGroup)
            {
                _report.Structure(segment, "found UNH outside of a group, expected UNG before it as for the other messages.");
            }

            (_inMessage, _message, _messageStart) = (true, segment.Element(1), segment.Number);
            _messages++;
            _messagesInGroup++;
            if (!_references.Add(_message))
            {
                _report.Repeated(segment, 1);
            }
        }
        else if (segment.Is("UNT"u8))
        {
            if (!_inMessage)
            {
                _report.Structure(segment, "found UNT without UNH.");
                return;
            }

            _inMessage = false;
            _report.Count(segment, 1, segment.Number - _messageStart + 1, "segments from UNH to UNT");
            _report.Control(segment, 2, _message, "UNH01");
        }
        else if (segment.Is("UNE"u8))
        {
            CloseMessage(segment);
            if (!_inGroup)
            {
                _report.Structure(segment, "found UNE without UNG.");
                return;
            }

            _inGroup = false;
            _report.Count(segment, 1, _messagesInGroup, "messages");
            _report.Control(segment, 2, _group, "UNG05");
        }
        else if (segment.Is("UNB"u8))
        {
            _report.Structure(segment, "found UNB inside of an interchange, expected UNZ before it.");
        }
        else if (!_inMessage)
        {
            _report.Structure(segment, "found a segment outside of UNH and UNT.");
        }
    }

    private void CloseMessage(in EdiSegment segment)
    {
        if (_inMessage)
        {
            _inMessage = false;
            _report.Structure(segment, "found this segment inside of a message, expected UNT before it.");
        }
    }

    private void CloseGroup(in EdiSegment segment)
    {
        CloseMessage(segment);
        if (_inGroup)
        {
            _inGroup = false;
            _report.Structure(segment, "found this segment inside of a group, expected UNE before it.");
        }
    }

    /// <summary>Component, element, decimal mark, release, repetition (a space before syntax version 4), segment.</summary>
    private static bool TryReadUna(ReadOnlySpan<byte> signs, out EdiDelimiters delimiters)
    {
        var (component, element, release, repetition, segment) = (signs[0], signs[1], signs[3], signs[4], signs[5]);
        delimiters = new EdiDelimiters(
            (char)segment, (char)element, (char)component, repetition == ' ' ? null : (char)repetition, release == ' ' ? null : (char)release);
        byte[] different = [component, element, segment, .. release == ' ' ? [] : new[] { release }];
        return different.Distinct().Count() == different.Length && Array.TrueForAll(different, sign => sign is > 0x20 and < 0x7F && !char.IsAsciiLetterOrDigit((char)sign));
    }
}
