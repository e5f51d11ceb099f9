using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Runtime.Tests;

/// <summary>A connection is asked for no more than its quota lets it do, and nothing is lost or worn out by waiting for it.</summary>
public sealed class QuotaTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_bucket_gives_at_any_time_what_it_holds_and_what_came_back_since_and_not_a_point_more()
    {
        const int Seed = 20260302;
        var random = new Random(Seed);
        for (var round = 0; round < 200; round++)
        {
            var quota = new QuotaManifest(random.Next(1, 50), random.Next(1, 20), TimeSpan.FromMilliseconds(random.Next(1, 5000)));
            var start = World.Start;
            var bucket = new TokenBucket(quota, start);
            var (now, taken) = (start, 0L);
            for (var step = 0; step < 200; step++)
            {
                now += TimeSpan.FromTicks(random.Next(0, 20_000_000));
                var cost = random.Next(1, quota.Capacity + 1);
                var there = bucket.HasAt(cost, now);
                if (bucket.TryTake(cost, now))
                {
                    there.ShouldBe(now, $"seed {Seed}, round {round}");
                    taken += cost;
                }
                else
                {
                    there.ShouldBeGreaterThan(now);
                    bucket.TryTake(cost, there - TimeSpan.FromTicks(1)).ShouldBeFalse($"seed {Seed}, round {round}: it was there before the time it named");
                    bucket.TryTake(cost, there).ShouldBeTrue($"seed {Seed}, round {round}: it was not there at the time it named");
                    (now, taken) = (there, taken + cost);
                }

                (taken - quota.Capacity).ShouldBeLessThanOrEqualTo((long)((now - start) / quota.Per * quota.Refill) + 1, $"seed {Seed}, round {round}");
            }
        }
    }

    [Fact]
    public void A_clock_that_jumps_fills_a_bucket_once_and_never_empties_it()
    {
        var bucket = new TokenBucket(new QuotaManifest(3, 1, TimeSpan.FromSeconds(1)), World.Start);
        bucket.TryTake(3, World.Start).ShouldBeTrue();
        bucket.Points(World.Start.AddYears(10)).ShouldBe(3);
        bucket.Points(World.Start.AddYears(-10)).ShouldBe(3);
        bucket.TryTake(3, World.Start.AddYears(-10)).ShouldBeTrue();
        bucket.HasAt(1, World.Start.AddYears(-10)).ShouldBe(World.Start.AddYears(-10).AddSeconds(1));
    }

    [Fact]
    public async Task Effects_draw_from_the_quota_and_wait_for_it_without_a_busy_loop_and_without_wearing_out_attempts()
    {
        _world.Erp.Quota = new QuotaManifest(5, 1, TimeSpan.FromSeconds(2));
        for (var number = 1; number <= 40; number++)
        {
            _world.Orders.Add(Docs.Order($"SO-{number}"), $"SO-{number}", 1);
        }

        CountingStore? store = null;
        await using var host = await TestHost.StartAsync(
            _world,
            _folder.Store,
            flow => flow.On<Order>("shop").Submit("erp"),
            decorate: inner => store = new CountingStore(inner));
        var began = _world.Time.GetUtcNow();
        var status = await host.SettleAsync(TimeSpan.FromMilliseconds(500));
        _world.Erp.Ledger.Count.ShouldBe(40);
        ShouldKeep(_world.Erp, _world.Erp.Quota);
        status.Totals.Retries.ShouldBe(0, "waiting for points is no failed attempt");
        status.Connections.Single(one => one.Connection == "erp").QuotaCapacity.ShouldBe(5);
        var seconds = (_world.Time.GetUtcNow() - began).TotalSeconds;
        ((double)store!.Claims).ShouldBeLessThan((10 * seconds) + 100, "a connection without points is not asked for over and over");
        store.Released.ShouldBeLessThan(20, "what cannot be sent is not claimed");
    }

    [Fact]
    public async Task Reads_draw_from_the_same_quota_and_neither_side_starves()
    {
        _world.Shop.Quota = new QuotaManifest(3, 1, TimeSpan.FromSeconds(1));
        for (var number = 1; number <= 60; number++)
        {
            _world.Orders.Add(Docs.Order($"SO-{number}"), $"SO-{number}", 1);
        }

        await using var host = await TestHost.StartAsync(
            _world,
            _folder.Store,
            flow => flow.On<Order>("shop").Submit("erp").Acknowledge("shop"),
            options => options.PageSize = 1);
        await host.UntilAsync(() => _world.Shop.Ledger.Count >= 10, TimeSpan.FromMilliseconds(250));
        _world.Orders.Reads.ShouldBeInRange(10, 50, "effects get their turn while pages are still to be read");
        await host.SettleAsync(TimeSpan.FromMilliseconds(500));
        _world.Shop.Ledger.Count.ShouldBe(60);
        var elapsed = (_world.Time.GetUtcNow() - World.Start).TotalSeconds;
        (_world.Orders.Reads + _world.Shop.CallTimes.Count).ShouldBeLessThanOrEqualTo((int)elapsed + 4, "reads and effects together keep the quota");
    }

    [Fact]
    public void What_costs_much_gets_its_turn_among_what_costs_little()
    {
        var time = new FakeTimeProvider(World.Start);
        var seam = NewSeam(time, new QuotaManifest(10, 1, TimeSpan.FromSeconds(1)));
        seam.TryEnter(10, out _)!.Spend(10);
        seam.TryEnter(8, out var dear).ShouldBeNull();
        for (var second = 1; second < 8; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            seam.TryEnter(1, out var cheap).ShouldBeNull("the points are promised");
            cheap.ShouldBe(dear);
        }

        time.Advance(TimeSpan.FromSeconds(1));
        seam.TryEnter(8, out _).ShouldNotBeNull();
    }

    [Fact]
    public void What_was_not_spent_goes_back()
    {
        var seam = NewSeam(new FakeTimeProvider(World.Start), new QuotaManifest(4, 1, TimeSpan.FromSeconds(1)));
        using (var pass = seam.TryEnter(3, out _))
        {
            pass!.Spend(1);
        }

        seam.RoomAt(World.Start).ShouldBe(3);
    }

    [Fact]
    public async Task A_probe_is_paid_for_together_with_the_send_that_may_follow()
    {
        _world.Erp.Quota = new QuotaManifest(3, 1, TimeSpan.FromSeconds(1));
        _world.Erp.Cost = 2;
        _world.Erp.Script = call => call is { Verb: "execute", Number: 1 } ? Fault.LostBefore : Fault.None;
        for (var number = 1; number <= 5; number++)
        {
            _world.Orders.Add(Docs.Order($"SO-{number}"), $"SO-{number}", 1);
        }

        await using var host = await TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Order>("shop").Submit("erp"));
        await host.SettleAsync(TimeSpan.FromMilliseconds(500));
        _world.Erp.Ledger.Count.ShouldBe(5);
        _world.Erp.Calls.Count(call => call.Verb == "probe").ShouldBe(5);
    }

    [Fact]
    public async Task A_host_sets_other_figures_and_is_told_when_they_cannot_work()
    {
        _world.Erp.Quota = new QuotaManifest(10, 10, TimeSpan.FromSeconds(1));
        _world.Erp.Cost = 3;
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => TestHost.StartAsync(_world, _folder.Store, configure: options =>
        {
            options.Connections["erp"] = new FlowControlOptions { MaxConcurrency = 0, Quota = { Capacity = 3 } };
            options.Connections["shop"] = new FlowControlOptions { Quota = { Capacity = 3 } };
            options.Connections["warehouse"] = new FlowControlOptions { Quota = { Capacity = 0, Refill = 0, Per = TimeSpan.Zero } };
            options.Connections["sohp"] = new FlowControlOptions();
            options.Circuit.Failures = -1;
            options.Circuit.MaxBreak = TimeSpan.FromSeconds(1);
        }));
        var problems = failure.Failures.ToList();
        problems.ShouldContain("Crossdock:Connections:sohp: no connection of that name is registered; correct the name or remove the section.");
        problems.ShouldContain("Crossdock:Connections:erp:MaxConcurrency is 0; it must be 1 to 1024.");
        problems.ShouldContain(text => text.StartsWith("Crossdock:Connections:erp:Quota:Capacity is 3, but 'submit-order' costs 3 and a probe of it 1", StringComparison.Ordinal));
        problems.ShouldContain(text => text.StartsWith("Crossdock:Connections:shop:Quota needs both Capacity and Refill", StringComparison.Ordinal));
        problems.ShouldContain(text => text.StartsWith("Crossdock:Connections:warehouse:Quota:Capacity is 0", StringComparison.Ordinal));
        problems.ShouldContain(text => text.StartsWith("Crossdock:Connections:warehouse:Quota:Refill is 0", StringComparison.Ordinal));
        problems.ShouldContain(text => text.StartsWith("Crossdock:Connections:warehouse:Quota:Per is 00:00:00", StringComparison.Ordinal));
        problems.ShouldContain(text => text.StartsWith("Crossdock:Circuit:Failures is -1", StringComparison.Ordinal));
        problems.ShouldContain(text => text.StartsWith("Crossdock:Circuit:MaxBreak (00:00:01) must not be shorter", StringComparison.Ordinal));
    }

    private static void ShouldKeep(Remote remote, QuotaManifest quota)
    {
        var times = remote.CallTimes;
        for (var first = 0; first < times.Count; first++)
        {
            for (var last = first; last < times.Count; last++)
            {
                (last - first + 1).ShouldBeLessThanOrEqualTo(quota.Capacity + (int)((times[last] - times[first]) / quota.Per * quota.Refill) + 1);
            }
        }
    }

    private static ConnectionSeam NewSeam(TimeProvider time, QuotaManifest quota) => new(
        "erp",
        quota,
        cheapest: 1,
        new SeamServices(new CircuitOptions(), new RetrySchedule(new RetryOptions { JitterSeed = 1 }), new CrossdockMetrics(new EmptyServices()), time, NullLogger.Instance));

    private sealed class EmptyServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }

    private sealed class CountingStore(ICrossdockStore inner) : ForwardingStore(inner)
    {
        private int _claims;
        private int _released;

        public int Claims => _claims;

        public int Released => _released;

        public override Task<IReadOnlyList<ClaimedWork>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _claims);
            return base.ClaimAsync(request, cancellationToken);
        }

        public override Task<CommitOutcome> CommitAsync(WorkCommit commit, CancellationToken cancellationToken)
        {
            Interlocked.Add(ref _released, commit is { State: WorkState.Ready, CountsAsAttempt: false } ? 1 : 0);
            return base.CommitAsync(commit, cancellationToken);
        }
    }
}
