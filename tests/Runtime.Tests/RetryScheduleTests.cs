namespace Crossdock.Runtime.Tests;

/// <summary>How long is waited before the next attempt.</summary>
public sealed class RetryScheduleTests
{
    [Fact]
    public void A_share_of_the_base_delay_doubled_per_failure_up_to_the_bound()
    {
        var shares = new Random(7);
        var schedule = New();
        foreach (var (failures, bound) in new[] { (1, 2), (2, 4), (3, 8), (5, 32), (6, 60), (40, 60), (0, 2) })
        {
            schedule.DelayAfter(failures, null).TotalMilliseconds.ShouldBe(bound * 1000 * shares.NextDouble(), 0.001, $"after {failures}");
        }

        (schedule.MaxAttempts, schedule.MaxRetryAfter).ShouldBe((9, TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void Delays_grow_to_their_bound_are_never_zero_and_repeat_from_their_seed()
    {
        RetrySchedule Seeded() => new(new RetryOptions { JitterSeed = 42, BaseDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(60) });
        var (one, same) = (Seeded(), Seeded());
        for (var failures = 1; failures < 200; failures++)
        {
            var delay = one.DelayAfter(failures, null);
            delay.ShouldBe(same.DelayAfter(failures, null));
            delay.ShouldBeGreaterThan(TimeSpan.Zero);
            delay.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, failures - 1))));
        }
    }

    [Fact]
    public void At_least_a_millisecond() =>
        new RetrySchedule(new RetryOptions { JitterSeed = 7, BaseDelay = TimeSpan.FromTicks(1), MaxDelay = TimeSpan.FromTicks(1) }).DelayAfter(1, null).ShouldBe(TimeSpan.FromMilliseconds(1));

    [Fact]
    public void What_the_remote_asks_for_counts_when_it_is_longer_and_up_to_its_bound()
    {
        var schedule = New();
        schedule.DelayAfter(1, TimeSpan.FromMinutes(2)).ShouldBe(TimeSpan.FromMinutes(2));
        schedule.DelayAfter(1, TimeSpan.FromMinutes(5)).ShouldBe(TimeSpan.FromMinutes(5));
        schedule.DelayAfter(1, TimeSpan.FromHours(2)).ShouldBe(TimeSpan.FromMinutes(5));
        var alone = New(seed: 3).DelayAfter(4, null);
        New(seed: 3).DelayAfter(4, TimeSpan.FromMilliseconds(1)).ShouldBe(alone, "it is shorter than ours");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(-5, null)]
    [InlineData(0, null)]
    [InlineData(1, 1)]
    [InlineData(300, 300)]
    [InlineData(301, 300)]
    public void Nothing_sensible_counts_as_nothing(int? asked, int? granted) =>
        New().CapRetryAfter(asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null).ShouldBe(granted is { } bound ? TimeSpan.FromSeconds(bound) : null);

    private static RetrySchedule New(int seed = 7) => new(new RetryOptions
    {
        JitterSeed = seed,
        MaxAttempts = 9,
        BaseDelay = TimeSpan.FromSeconds(2),
        MaxDelay = TimeSpan.FromSeconds(60),
        MaxRetryAfter = TimeSpan.FromMinutes(5),
    });
}
