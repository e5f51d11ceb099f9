namespace Crossdock;

/// <summary>The result of a probe.</summary>
/// <param name="Outcome">The answer.</param>
/// <param name="Remote">The remote's document when found.</param>
public sealed record ProbeResult(ProbeOutcome Outcome, RemoteReference? Remote = null)
{
    /// <summary>It happened, and this is the remote's document.</summary>
    public static ProbeResult Found(RemoteReference? remote = null) => new(ProbeOutcome.Found, remote);

    /// <summary>It did not happen.</summary>
    public static ProbeResult NotFound { get; } = new(ProbeOutcome.NotFound);

    /// <summary>The remote cannot tell.</summary>
    public static ProbeResult Unknown { get; } = new(ProbeOutcome.Unknown);
}
