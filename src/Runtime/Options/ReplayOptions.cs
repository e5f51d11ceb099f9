namespace Crossdock;

/// <summary>How replay plans are approved and executed; configuration path <c>Crossdock:Replay</c>.</summary>
public sealed class ReplayOptions
{
    /// <summary>True when somebody other than who made a plan has to approve it. It counts for plans made from then on.</summary>
    public bool NeedsOtherApprover { get; set; }

    /// <summary>Most items of one plan, those that failed first; 1 to 100,000. The rest takes another plan.</summary>
    public int MaxItems { get; set; } = 10_000;

    /// <summary>Items put back to work in one step, which is one transaction; 1 to 1000.</summary>
    public int ItemsPerStep { get; set; } = 100;

    /// <summary>Pause between two steps, so that a replay leaves room for the day's work. Zero goes on at once.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(1);
}
