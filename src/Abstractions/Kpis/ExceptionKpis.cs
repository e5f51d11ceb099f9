namespace Crossdock;

/// <summary>Names of the KPIs that stores write themselves, since a person's action ends them.</summary>
public static class ExceptionKpis
{
    /// <summary>
    /// Seconds from work becoming an exception (parked, dead-lettered, refused) to being resolved; outcome <c>confirmed</c>, <c>rejected</c>,
    /// <c>superseded</c> or <c>discarded</c>. A replay that fails again goes on with the same exception.
    /// </summary>
    public const string ResolutionDuration = "crossdock.exception.resolution.duration";

    /// <summary>
    /// Items of replay plans, 1 each: <c>replayed</c> or <c>skipped</c> when the plan comes to it, then for each replayed one <c>confirmed</c>,
    /// <c>failed</c> (an exception again) or <c>ended</c> (rejected, superseded, discarded).
    /// </summary>
    public const string ReplayItems = "crossdock.replay.items";
}
