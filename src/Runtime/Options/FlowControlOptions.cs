namespace Crossdock;

/// <summary>What one connection may be asked to do; configuration path <c>Crossdock:Connections:NAME</c>, beside the connector's own options.</summary>
public sealed class FlowControlOptions
{
    /// <summary>Most effects under way at once; null takes what the connector declares. 1 to 1024.</summary>
    public int? MaxConcurrency { get; set; }

    /// <summary>The quota that effects, probes and reads draw from.</summary>
    public QuotaOptions Quota { get; } = new();
}
