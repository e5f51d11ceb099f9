using System.Globalization;

namespace Crossdock.Runtime;

/// <summary>How much of an input is taken in and kept.</summary>
internal static class DocumentSize
{
    /// <summary>How much is kept of a text that is too large: enough to see whose it is and what it was to be.</summary>
    public const int KeptOfTooLarge = 64 * 1024;

    /// <summary>The part of a received text that is kept: all of it, unless it is larger than a document may be.</summary>
    public static ReadOnlyMemory<byte> Kept(ReadOnlyMemory<byte> raw, PlanContext context) =>
        raw.Length <= context.MaxDocumentBytes ? raw : raw[..Math.Min(KeptOfTooLarge, context.MaxDocumentBytes)];

    public static DocumentProblem TooLarge(int bytes, PlanContext context) => new(
        "",
        "maxBytes",
        string.Create(
            CultureInfo.InvariantCulture,
            $"found {bytes} bytes, allowed {context.MaxDocumentBytes}; split the document, or raise Crossdock:MaxDocumentBytes. Only the beginning of the text is kept."));
}
