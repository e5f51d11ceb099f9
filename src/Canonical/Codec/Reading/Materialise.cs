namespace Crossdock.Canonical.Codec;

/// <summary>Checks every keyword and builds the document.</summary>
public readonly struct Materialise : IReadMode
{
    /// <inheritdoc />
    public static bool Materialises => true;
}
