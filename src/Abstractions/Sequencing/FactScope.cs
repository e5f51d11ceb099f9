namespace Crossdock;

/// <summary>What a fact is true for.</summary>
public enum FactScope
{
    /// <summary>Everything under the same sequence key.</summary>
    SequenceKey,

    /// <summary>Only the same document.</summary>
    Document,
}
