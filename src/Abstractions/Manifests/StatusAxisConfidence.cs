namespace Crossdock;

/// <summary>How a connector knows a status.</summary>
public enum StatusAxisConfidence
{
    /// <summary>The remote says so.</summary>
    Asserted,

    /// <summary>The connector concludes it from other fields.</summary>
    Inferred,
}
