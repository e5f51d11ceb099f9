namespace Crossdock;

/// <summary>States of a replay plan.</summary>
public enum ReplayPlanState
{
    /// <summary>The selection is frozen.</summary>
    Created,

    /// <summary>A dry run is asked for or under way; the running host does it.</summary>
    DryRun,

    /// <summary>The dry run is complete: a person may approve.</summary>
    Checked,

    /// <summary>Approved; the running host, or whoever asks for it, executes.</summary>
    Approved,

    /// <summary>Some items were put back to work.</summary>
    Running,

    /// <summary>Every item was put back to work or skipped. Final.</summary>
    Completed,

    /// <summary>Given up; items that were put back by then go on. Final.</summary>
    Cancelled,
}
