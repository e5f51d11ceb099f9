namespace Crossdock;

/// <summary>What a remote offers against doing an effect twice.</summary>
public enum IdempotencyMode
{
    /// <summary>Nothing declared; an error for financial effects.</summary>
    Undeclared,

    /// <summary>The remote takes our key and answers a repeat with the first result, inside a window.</summary>
    NativeKey,

    /// <summary>The remote can be searched for our natural key.</summary>
    NaturalKeyLookup,

    /// <summary>Neither. A financial effect with an unknown outcome parks for a person.</summary>
    None,
}
