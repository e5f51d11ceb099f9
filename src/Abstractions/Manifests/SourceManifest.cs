namespace Crossdock;

/// <summary>A change source as declared.</summary>
/// <param name="DocumentType">Canonical document name, e.g. <c>order</c>.</param>
/// <param name="Cursor">How far its cursor can be trusted.</param>
/// <param name="DeclaredLateness">How late a change may show up behind the cursor.</param>
/// <param name="MissedChanges">What the cursor does not see.</param>
public sealed record SourceManifest(
    string DocumentType,
    CursorReliability Cursor,
    TimeSpan DeclaredLateness,
    string? MissedChanges)
{
    /// <summary>Points that one read takes from the quota.</summary>
    public int Cost { get; init; } = 1;
}
