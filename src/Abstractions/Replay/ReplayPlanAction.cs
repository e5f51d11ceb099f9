namespace Crossdock;

/// <summary>What a person does with a replay plan.</summary>
public enum ReplayPlanAction
{
    /// <summary>Asks for a (new) dry run; before approval.</summary>
    DryRun,

    /// <summary>Approves what the dry run found.</summary>
    Approve,

    /// <summary>Gives up what was not put back yet.</summary>
    Cancel,
}
