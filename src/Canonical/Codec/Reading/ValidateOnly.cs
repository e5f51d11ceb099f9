namespace Crossdock.Canonical.Codec;

/// <summary>Checks every keyword and builds nothing; the values returned by reading methods are defaults.</summary>
public readonly struct ValidateOnly : IReadMode
{
    /// <inheritdoc />
    public static bool Materialises => false;
}
