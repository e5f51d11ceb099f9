namespace Crossdock;

/// <summary>A replay plan: a frozen selection of exceptions on its way from dry run over approval to execution.</summary>
public sealed record ReplayPlan
{
    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The state.</summary>
    public required ReplayPlanState State { get; init; }

    /// <summary>What it was made of, as text.</summary>
    public required string Selection { get; init; }

    /// <summary>Why it was made.</summary>
    public required string Reason { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>True when somebody other than <see cref="CreatedBy"/> has to approve.</summary>
    public bool NeedsOtherApprover { get; init; }

    /// <summary>Number of the newest dry run; 0 before the first.</summary>
    public int DryRun { get; init; }

    /// <summary>Who approved it; null before.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>When it was approved.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>When it was completed or cancelled.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Counts of its items.</summary>
    public required ReplayProgress Progress { get; init; }
}
