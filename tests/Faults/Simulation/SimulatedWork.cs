using Crossdock.Storage;

namespace Crossdock.Faults.Simulation;

/// <summary>A work row of the simulated store.</summary>
internal sealed class SimulatedWork
{
    public required long Id { get; init; }

    public required WorkState State { get; set; }

    public required InboxEntry Entry { get; set; }

    public required IdempotencyKey Key { get; set; }

    /// <summary>Null for refused input.</summary>
    public PlannedWork? Plan { get; set; }

    /// <summary>Rows of one lane run one after the other.</summary>
    public required (string Tenant, string Connection, string Name) Lane { get; init; }

    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset LeaseUntil { get; set; }

    public int Attempts { get; set; }

    public long Token { get; set; }

    public ConnectorError? Error { get; set; }

    /// <summary>Facts it still waits for.</summary>
    public List<FactKey> Unmet { get; set; } = [];

    /// <summary>True as long as refused input blocks its key.</summary>
    public bool IsBlocking { get; set; }

    /// <summary>The version it keeps until the one before it comes; null for work of steps and refused input.</summary>
    public long? EarlyVersion { get; set; }

    public string? HoldReason { get; set; }

    /// <summary>The longest it waits; null without end.</summary>
    public DateTimeOffset? WaitUntil { get; set; }

    public WorkPriority Priority => Plan?.Priority ?? WorkPriority.Normal;

    public Envelope Envelope => Entry.Envelope;

    public bool IsFinal => !IsBlocking && State is WorkState.Confirmed or WorkState.Rejected or WorkState.Superseded or WorkState.Discarded;

    public bool StandsInLane => Plan is not null
        && State is WorkState.Ready or WorkState.Held or WorkState.Claimed or WorkState.Parked or WorkState.DeadLettered;

    public WorkItem ToItem() => new()
    {
        Id = Id,
        State = State,
        Flow = Plan?.Flow ?? "",
        Step = Plan?.Step ?? "intake",
        Key = Key,
        Envelope = Envelope,
        Attempts = Attempts,
        DueAt = DueAt,
        Error = Error,
        Problems = Entry.Problems,
        Priority = Priority,
        HoldReason = HoldReason,
    };

    public ClaimedWork ToClaim(EffectRecord? effect) => new()
    {
        Id = Id,
        State = State,
        Flow = Plan!.Flow,
        Step = Plan.Step,
        Key = Key,
        Envelope = Envelope,
        Attempts = Attempts,
        DueAt = DueAt,
        Error = Error,
        Priority = Priority,
        HoldReason = HoldReason,
        Document = Entry.Document,
        FencingToken = Token,
        LeaseUntil = LeaseUntil,
        Effect = effect,
    };
}
