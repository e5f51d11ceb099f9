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

    /// <summary>It breaks schema or rules; recorded with its problems and raw text.</summary>
    Refused,
}
