namespace Crossdock.Wire;

/// <summary>How large and how deep a partner's XML may be.</summary>
public sealed record PartnerXmlLimits
{
    /// <summary>The limits that fit business documents.</summary>
    public static PartnerXmlLimits Default { get; } = new();

    /// <summary>Largest text in bytes. Default 8 MiB.</summary>
    public int MaxBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Deepest nesting of elements. Default 64; the deepest documents of UBL and CII stay below 20.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Most elements and attributes together. Default 500,000.</summary>
    public int MaxNodes { get; init; } = 500_000;
}
