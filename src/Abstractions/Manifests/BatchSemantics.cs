namespace Crossdock;

/// <summary>What a remote does with a batch of which one item is wrong.</summary>
public enum BatchSemantics
{
    /// <summary>It does the others; the answer says what became of each.</summary>
    EachForItself,

    /// <summary>It does none. The runtime halves a refused batch until the wrong item is alone.</summary>
    AllOrNothing,
}
