namespace Crossdock;

/// <summary>What a connector declares about itself; the runtime and the conformance tests act on it.</summary>
public sealed record ConnectorManifest
{
    /// <summary>Lower-case system name, e.g. <c>vendure</c>.</summary>
    public required string System { get; init; }

    /// <summary>Business role.</summary>
    public required ConnectorRole Role { get; init; }

    /// <summary>Documents whose changes it reads.</summary>
    public IReadOnlyList<SourceManifest> Sources { get; init; } = [];

    /// <summary>Effects it performs.</summary>
    public IReadOnlyList<EffectManifest> Effects { get; init; } = [];

    /// <summary>Names of documents it looks up by key.</summary>
    public IReadOnlyList<string> Lookups { get; init; } = [];

    /// <summary>Names of documents it enumerates for reconciliation.</summary>
    public IReadOnlyList<string> Snapshots { get; init; } = [];

    /// <summary>Its webhooks; null when it has none.</summary>
    public WebhookManifest? Webhooks { get; init; }

    /// <summary>Status axes it reports.</summary>
    public IReadOnlyList<StatusAxisManifest> StatusAxes { get; init; } = [];

    /// <summary>Most requests under way at once per connection; 0 = no limit known.</summary>
    public int MaxConcurrency { get; init; }

    /// <summary>True when effects on the same document must not run in parallel at this remote.</summary>
    public bool SerialisePerDocument { get; init; }

    /// <summary>How much the remote lets one connection do; null = no limit known.</summary>
    public QuotaManifest? Quota { get; init; }
}
