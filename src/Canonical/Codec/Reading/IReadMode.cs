namespace Crossdock.Canonical.Codec;

/// <summary>Chooses at JIT or AOT compile time what one generated reading method does, so that parsing and validating cannot drift apart.</summary>
public interface IReadMode
{
    /// <summary>True when values are built; false when they are only checked.</summary>
    static abstract bool Materialises { get; }
}

/// <summary>Checks every keyword and builds the document.</summary>
public readonly struct Materialise : IReadMode
{
    /// <inheritdoc />
    public static bool Materialises => true;
}

/// <summary>Checks every keyword and builds nothing; the values returned by reading methods are defaults.</summary>
public readonly struct ValidateOnly : IReadMode
{
    /// <inheritdoc />
    public static bool Materialises => false;
}
