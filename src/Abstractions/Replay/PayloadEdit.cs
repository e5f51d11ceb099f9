namespace Crossdock;

/// <summary>One edit of a payload.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Original">The original's envelope.</param>
/// <param name="Copy">The copy's envelope.</param>
/// <param name="Before">The original's document, or raw input where that was refused.</param>
/// <param name="After">The copy's document.</param>
public sealed record PayloadEdit(
    DateTimeOffset At,
    string Actor,
    string Reason,
    Envelope Original,
    Envelope Copy,
    ReadOnlyMemory<byte> Before,
    ReadOnlyMemory<byte> After);
