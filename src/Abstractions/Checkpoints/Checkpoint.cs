namespace Crossdock;

/// <summary>Our place in a remote's stream of changes; wraps the vendor's opaque cursor.</summary>
/// <param name="Cursor">The vendor's cursor; empty at the start of the stream.</param>
public sealed record Checkpoint(string Cursor)
{
    /// <summary>The start of the stream.</summary>
    public static Checkpoint Start { get; } = new("");

    /// <summary>True at the start of the stream.</summary>
    public bool IsStart => Cursor.Length == 0;
}
