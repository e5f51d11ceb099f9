namespace Crossdock;

/// <summary>A replay plan to make.</summary>
public sealed record ReplayPlanDraft
{
    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The plan's id, given by who asks: the same click has the same id. 1 to 64 characters.</summary>
    public required string PlanId { get; init; }

    /// <summary>What it is made of.</summary>
    public required ReplaySelection Selection { get; init; }

    /// <summary>Who makes it.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>True when somebody other than <see cref="Actor"/> has to approve.</summary>
    public bool NeedsOtherApprover { get; init; }

    /// <summary>At most this many items, those of the lowest work ids; 1 to 100,000. Make another plan for the rest.</summary>
    public int MaxItems { get; init; } = 10_000;

    /// <summary>The caller's clock.</summary>
    public required DateTimeOffset Now { get; init; }
}
