namespace Crossdock.Wire;

/// <summary>
/// The envelope of one EDI interchange, checked: what it opens is closed, and the counts and control numbers at the end are those of what came. A truncated,
/// spliced or doubled interchange is found here, before anything in it is read.
/// </summary>
/// <remarks>
/// Problems have the keyword <c>edi-syntax</c>, <c>edi-structure</c>, <c>edi-count</c>, <c>edi-control</c> or <c>edi-size</c>. Their pointer names segment and
/// element, e.g. <c>/14/SE/1</c>: element 1 of the 14th segment, a SE. What the messages say is for the partner's dictionary, which is not known here.
/// </remarks>
public sealed record EdiEnvelope
{
    /// <summary>Largest interchange in bytes.</summary>
    public const int DefaultMaxBytes = 8 * 1024 * 1024;

    /// <summary>The syntax.</summary>
    public required EdiSyntax Syntax { get; init; }

    /// <summary>The delimiters it declares.</summary>
    public required EdiDelimiters Delimiters { get; init; }

    /// <summary>The interchange's control number or reference: with sender and receiver its identity, by which a repetition is recognised.</summary>
    public required string ControlNumber { get; init; }

    /// <summary>Number of messages (transaction sets).</summary>
    public required int Messages { get; init; }

    /// <summary>Bytes it takes in the text, line breaks after it included; another interchange may follow.</summary>
    public required int Length { get; init; }

    /// <summary>Everything wrong with it, at most 100 problems; empty when it may be read.</summary>
    public required IReadOnlyList<DocumentProblem> Problems { get; init; }

    /// <summary>Checks the first interchange of a text.</summary>
    /// <param name="text">The text as received, in an encoding that extends ASCII.</param>
    /// <param name="maxBytes">Largest text taken.</param>
    public static EdiEnvelope Read(ReadOnlySpan<byte> text, int maxBytes = DefaultMaxBytes)
    {
        if (text.Length > maxBytes)
        {
            return EdiReport.Unreadable("edi-size", $"found {text.Length} bytes, allowed {maxBytes}; ask the partner for smaller interchanges.");
        }

        var start = text.IndexOfAnyExcept(" \t\r\n"u8);
        var body = start < 0 ? default : text[start..];
        var envelope = body.StartsWith("ISA"u8) ? X12Envelope.Read(body)
            : body.StartsWith("UNA"u8) || body.StartsWith("UNB"u8) ? EdifactEnvelope.Read(body)
            : EdiReport.Unreadable("edi-syntax", "found neither ISA nor UNA nor UNB at the beginning; this is no X12 or EDIFACT interchange in an ASCII encoding.");
        return envelope.Length == 0 ? envelope with { Length = text.Length } : envelope with { Length = envelope.Length + Math.Max(start, 0) };
    }
}
