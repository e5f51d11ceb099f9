namespace Crossdock.Faults.Processes;

/// <summary>When a kill point is armed.</summary>
internal enum KillMoment
{
    /// <summary>Before new orders come.</summary>
    AtWork,

    /// <summary>In a process that starts on what a killed one left.</summary>
    AtStart,

    /// <summary>Before a person replays and discards.</summary>
    AtFinish,

    /// <summary>Before a person makes a replay plan of what failed, and runs it.</summary>
    AtPlan,

    /// <summary>Before SIGTERM, with work in flight.</summary>
    AtStop,

    /// <summary>Not at all: the kill comes from outside, at any time.</summary>
    FromOutside,
}
