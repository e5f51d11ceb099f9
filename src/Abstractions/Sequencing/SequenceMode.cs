namespace Crossdock;

/// <summary>How documents of one key follow each other.</summary>
public enum SequenceMode
{
    /// <summary>First in, first out per key and target; a failed item blocks the ones behind it.</summary>
    Ordered,

    /// <summary>Absolute state: only the newest matters, older ones are dropped.</summary>
    LatestWins,
}
