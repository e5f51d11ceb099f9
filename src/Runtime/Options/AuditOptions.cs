namespace Crossdock;

/// <summary>When the heads of audit chains are anchored; configuration path <c>Crossdock:Audit</c>. It counts where the host has an <see cref="IAuditAnchor"/>.</summary>
public sealed class AuditOptions
{
    /// <summary>How often all chains are verified and their heads anchored, from the start of the host on. Up to 31 days.</summary>
    public TimeSpan AnchorEvery { get; set; } = TimeSpan.FromDays(1);
}
