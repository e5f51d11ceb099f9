namespace Crossdock.Storage;

/// <summary>One state change of claimed work, with everything that belongs to it.</summary>
public sealed record WorkCommit
{
    /// <summary>The work row.</summary>
    public required long WorkId { get; init; }

    /// <summary>The token of the claim.</summary>
    public required long FencingToken { get; init; }

    /// <summary>The next state; <see cref="WorkState.Claimed"/> keeps the claim.</summary>
    public required WorkState State { get; init; }

    /// <summary>When the change happened.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Not before this time; for <see cref="WorkState.Ready"/> and <see cref="WorkState.Held"/>.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Why it is kept back, and until when; set exactly when <see cref="State"/> is <see cref="WorkState.Held"/>.</summary>
    public string? HoldReason { get; init; }

    /// <summary>
    /// What it waits for, outside of its lane, until each became true after this commit: that it was true before does not count. Set exactly when
    /// <see cref="State"/> is <see cref="WorkState.Waiting"/>.
    /// </summary>
    public IReadOnlyList<FactKey> Awaited { get; init; } = [];

    /// <summary>When it has waited long enough and parks, naming what is missing; for <see cref="WorkState.Waiting"/>, null = never.</summary>
    public DateTimeOffset? WaitUntil { get; init; }

    /// <summary>New end of the lease; for <see cref="WorkState.Claimed"/>.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>True when this counts as a failed attempt.</summary>
    public bool CountsAsAttempt { get; init; }

    /// <summary>The error to store; null clears it.</summary>
    public ConnectorError? Error { get; init; }

    /// <summary>The change of the effect's ledger row; null leaves it.</summary>
    public EffectRecord? Effect { get; init; }

    /// <summary>Facts that are now true: waiting work becomes ready in the same transaction.</summary>
    public IReadOnlyList<FactKey> Established { get; init; } = [];

    /// <summary>Facts that will not become true by themselves: waiting work parks, naming the fact.</summary>
    public IReadOnlyList<FactKey> Failed { get; init; } = [];

    /// <summary>Documents this change produces, e.g. an acknowledgement, with their work.</summary>
    public IReadOnlyList<InboxEntry> Produced { get; init; } = [];

    /// <summary>KPI samples.</summary>
    public IReadOnlyList<KpiSample> Kpis { get; init; } = [];

    /// <summary>Links of the audit chain.</summary>
    public IReadOnlyList<AuditDraft> Audit { get; init; } = [];
}
