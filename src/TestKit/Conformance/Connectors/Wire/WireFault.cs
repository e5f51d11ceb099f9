namespace Crossdock.TestKit.Conformance;

/// <summary>A fault that waits for its exchange.</summary>
/// <param name="Kind">How the wire fails.</param>
public sealed record WireFault(WireFaultKind Kind)
{
    /// <summary>True: only writes; false: only reads; null: whatever comes first.</summary>
    public bool? Writes { get; init; }

    /// <summary>How many exchanges are hit.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How many exchanges of that class pass before.</summary>
    public int After { get; init; }

    /// <summary>The HTTP status of <see cref="WireFaultKind.ErrorAfterwards"/> and <see cref="WireFaultKind.Refused"/>.</summary>
    public int Status { get; init; } = 500;

    /// <summary>The <c>Retry-After</c> header of <see cref="WireFaultKind.Refused"/>; null for none.</summary>
    public string? RetryAfter { get; init; }
}
