namespace Crossdock.Storage;

/// <summary>Dispositions of an input.</summary>
public enum AcceptDisposition
{
    /// <summary>Recorded; its work is durable.</summary>
    Accepted,

    /// <summary>The same business event was recorded before.</summary>
    Duplicate,

    /// <summary>A newer version of every affected stream was seen before; recorded, no work.</summary>
    Stale,

    /// <summary>A new event whose content changes nothing for any step; recorded, no work.</summary>
    Unchanged,

    /// <summary>Every step would have written back what the source was told by us; recorded, no work.</summary>
    Echo,

    /// <summary>A version before it is missing; recorded, its work is planned when that one comes.</summary>
    OutOfOrder,

    /// <summary>It breaks schema or rules; recorded with its problems and raw text.</summary>
    Refused,
}
