using Crossdock.Storage;

namespace Crossdock.TestKit.Conformance;

/// <summary>A work row of the model.</summary>
internal sealed class ModelWork
{
    /// <summary>Place in the order of acceptance, from 1.</summary>
    public required long Id { get; init; }

    /// <summary>What the store calls it; null as long as the store has not said.</summary>
    public long? StoreId { get; set; }

    public required WorkState State { get; set; }

    public required Envelope Envelope { get; set; }

    public required IdempotencyKey Key { get; set; }

    /// <summary>Null for refused input.</summary>
    public PlannedWork? Plan { get; set; }

    public required (string Tenant, string Connection, string Name) Lane { get; init; }

    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? WaitUntil { get; set; }

    public DateTimeOffset LeaseUntil { get; set; }

    public int Attempts { get; set; }

    public long Token { get; set; }

    public HashSet<FactKey> Unmet { get; set; } = [];

    /// <summary>True as long as refused input blocks its key.</summary>
    public bool IsBlocking { get; set; }

    public bool StandsInLane => Plan is not null
        && State is WorkState.Ready or WorkState.Held or WorkState.Claimed or WorkState.Parked or WorkState.DeadLettered;
}
