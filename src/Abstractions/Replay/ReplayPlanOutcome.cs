namespace Crossdock;

/// <summary>What became of a change of a replay plan.</summary>
public enum ReplayPlanOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>It was done before: a double click, or somebody else was faster.</summary>
    Unchanged,

    /// <summary>There is no such plan.</summary>
    NotFound,

    /// <summary>The plan's id is taken by another selection: choose another id.</summary>
    OtherSelection,

    /// <summary>The plan's state does not allow it; see <see cref="ReplayPlan.State"/>.</summary>
    WrongState,

    /// <summary>The plan needs the approval of somebody other than who made it.</summary>
    NeedsOtherApprover,
}
