namespace Crossdock.Runtime.Tests.Support;

/// <summary>A wall clock that is set; time passes as it did.</summary>
internal sealed class SetClock(TimeProvider real) : TimeProvider
{
    /// <summary>How far it is ahead.</summary>
    public TimeSpan By { get; set; }

    public override long TimestampFrequency => real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + By;

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => real.CreateTimer(callback, state, dueTime, period);
}
