namespace Crossdock;

/// <summary>How urgent work is. Higher priority is claimed first; of eight rows claimed, one comes from the lowest priority that waits.</summary>
/// <remarks>Priority never changes the order of one key at one connection: an urgent item waits for what stands in front of it there.</remarks>
public enum WorkPriority
{
    /// <summary>Before everything else, e.g. cancellations.</summary>
    High,

    /// <summary>The default.</summary>
    Normal,

    /// <summary>Bulk, e.g. item data and first loads.</summary>
    Low,
}
