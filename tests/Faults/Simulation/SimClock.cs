namespace Crossdock.Faults.Simulation;

/// <summary>The time of one simulation. It moves only from one event to the next, and runs the event on the caller's thread.</summary>
internal sealed class SimClock
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _events = new();
    private long _order;

    /// <summary>Time since the start that really passed, whatever wall clocks say.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>How far the processes' wall clock is off.</summary>
    public TimeSpan Offset { get; set; }

    public DateTimeOffset UtcNow => Start + Elapsed + Offset;

    public void In(TimeSpan delay, Action action) =>
        _events.Enqueue(action, (Elapsed + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero), _order++));

    /// <summary>Moves to the next event and runs it; false when there is none.</summary>
    public bool Advance()
    {
        if (!_events.TryDequeue(out var action, out var at))
        {
            return false;
        }

        Elapsed = at.At;
        action();
        return true;
    }
}
