namespace Crossdock.Faults.Simulation;

/// <summary>The clock as one virtual process sees it: its timers stand still while it is frozen and never fire once it is dead.</summary>
internal sealed class ProcessClock(SimClock clock, VirtualProcess process) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => clock.UtcNow;

    public override long GetTimestamp() => clock.Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(clock, process, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(SimClock clock, VirtualProcess process, TimerCallback callback, object? state) : ITimer
    {
        private long _setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var setting = ++_setting;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                clock.In(dueTime, () => Fire(setting));
            }

            return true;
        }

        public void Dispose() => _setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Fire(long setting)
        {
            if (setting != _setting || process.IsDead)
            {
                return;
            }

            if (process.FrozenUntil > clock.Elapsed)
            {
                clock.In(process.FrozenUntil - clock.Elapsed, () => Fire(setting));
                return;
            }

            callback(state);
        }
    }
}
