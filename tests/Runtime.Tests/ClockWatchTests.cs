namespace Crossdock.Runtime.Tests;

/// <summary>A wall clock that is set is told from time that passes.</summary>
public sealed class ClockWatchTests
{
    private readonly TwoClocks _time = new();

    [Fact]
    public void Time_that_passes_is_not_a_clock_that_is_set()
    {
        var watch = new ClockWatch(_time);
        for (var hour = 0; hour < 100; hour++)
        {
            _time.Pass(TimeSpan.FromHours(1));
            _time.Set(TimeSpan.FromMilliseconds(400)); // drawn right bit by bit

            watch.SinceSetForward.ShouldBeNull();
        }

        watch.SetBack.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Set_forward_is_noticed_and_counted_from_no_earlier_than_it_was()
    {
        var watch = new ClockWatch(_time);
        _time.Pass(TimeSpan.FromMinutes(5));
        _time.Set(TimeSpan.FromHours(1));
        _time.Pass(TimeSpan.FromSeconds(2));

        watch.SinceSetForward.ShouldBe(TimeSpan.Zero);
        _time.Pass(TimeSpan.FromSeconds(30));
        watch.SinceSetForward.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void What_it_was_set_back_by_adds_up()
    {
        var watch = new ClockWatch(_time);
        _time.Set(TimeSpan.FromSeconds(-20));
        watch.SetBack.ShouldBe(TimeSpan.FromSeconds(20));
        _time.Pass(TimeSpan.FromMinutes(1));
        _time.Set(TimeSpan.FromHours(-1));

        watch.SetBack.ShouldBe(TimeSpan.FromSeconds(3620));
        watch.SinceSetForward.ShouldBeNull();
    }

    private sealed class TwoClocks : TimeProvider
    {
        private DateTimeOffset _wall = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
        private TimeSpan _elapsed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _wall;

        public override long GetTimestamp() => _elapsed.Ticks;

        public void Pass(TimeSpan time) => (_wall, _elapsed) = (_wall + time, _elapsed + time);

        public void Set(TimeSpan by) => _wall += by;
    }
}
