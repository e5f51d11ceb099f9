namespace Crossdock.Canonical.Codec;

/// <summary>Chooses at JIT or AOT compile time what one generated reading method does, so that parsing and validating cannot drift apart.</summary>
public interface IReadMode
{
    /// <summary>True when values are built; false when they are only checked.</summary>
    static abstract bool Materialises { get; }
}
