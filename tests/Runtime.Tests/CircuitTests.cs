using System.Collections.Concurrent;
using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>A remote that fails for everybody is left alone, and what waits for it loses nothing by waiting.</summary>
public sealed class CircuitTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Breaks_grow_to_their_bound_with_jitter_and_one_trial_goes_out_per_break()
    {
        var options = new CircuitOptions { Failures = 3, FirstBreak = TimeSpan.FromSeconds(4), MaxBreak = TimeSpan.FromSeconds(30) };
        var random = new Random(7);
        var circuit = new Circuit(options, random.NextDouble);
        var now = World.Start;
        circuit.Report(isTrial: false, isFailure: true, now).ShouldBeNull();
        circuit.Report(isTrial: false, isFailure: false, now).ShouldBeNull();
        circuit.Report(isTrial: false, isFailure: true, now).ShouldBeNull();
        circuit.Report(isTrial: false, isFailure: true, now).ShouldBeNull();
        circuit.Report(isTrial: false, isFailure: true, now).ShouldBe(true);
        for (var number = 0; number < 8; number++)
        {
            var bound = TimeSpan.FromSeconds(Math.Min(30, 4 * Math.Pow(2, number)));
            var opens = circuit.OpensAt(now)!.Value;
            (opens - now).ShouldBeInRange(bound / 2, bound, "seed 7");
            circuit.RoomAt(opens - TimeSpan.FromTicks(1)).ShouldBe(0);
            circuit.Report(isTrial: false, isFailure: false, now).ShouldBeNull("what started before it opened closes nothing");
            now = opens;
            circuit.TryStartTrial(now).ShouldBeTrue();
            circuit.TryStartTrial(now).ShouldBeFalse();
            circuit.Report(isTrial: true, isFailure: true, now).ShouldBe(true);
        }

        now = circuit.OpensAt(now)!.Value;
        circuit.TryStartTrial(now).ShouldBeTrue();
        circuit.AbandonTrial();
        circuit.TryStartTrial(now).ShouldBeTrue();
        circuit.Report(isTrial: true, isFailure: false, now).ShouldBe(false);
        circuit.RoomAt(now).ShouldBe(int.MaxValue);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(0.5, 3)]
    [InlineData(1, 4)]
    public void A_break_lasts_between_half_of_its_bound_and_all_of_it(double share, int seconds)
    {
        var circuit = new Circuit(new CircuitOptions { Failures = 1, FirstBreak = TimeSpan.FromSeconds(4), MaxBreak = TimeSpan.FromSeconds(30) }, () => share);
        circuit.IsOpen.ShouldBeFalse();
        circuit.Report(isTrial: false, isFailure: true, World.Start).ShouldBe(true);
        circuit.IsOpen.ShouldBeTrue();
        circuit.OpensAt(World.Start).ShouldBe(World.Start.AddSeconds(seconds));
        circuit.RoomAt(World.Start.AddSeconds(seconds)).ShouldBe(1);
        circuit.TryStartTrial(World.Start.AddSeconds(seconds).AddTicks(-1)).ShouldBeFalse();
        circuit.Report(isTrial: false, isFailure: true, World.Start.AddSeconds(1)).ShouldBeNull("it started before");
        circuit.OpensAt(World.Start.AddSeconds(1)).ShouldBe(World.Start.AddSeconds(seconds));
    }

    [Fact]
    public void Once_closed_it_counts_failures_and_breaks_anew()
    {
        var circuit = new Circuit(new CircuitOptions { Failures = 2, FirstBreak = TimeSpan.FromSeconds(4), MaxBreak = TimeSpan.FromSeconds(30) }, () => 1);
        var now = World.Start;
        for (var round = 0; round < 2; round++)
        {
            circuit.Report(isTrial: false, isFailure: true, now).ShouldBeNull();
            circuit.Report(isTrial: false, isFailure: true, now).ShouldBe(true);
            circuit.OpensAt(now).ShouldBe(now.AddSeconds(4));
            now = now.AddSeconds(4);
            circuit.TryStartTrial(now).ShouldBeTrue();
            circuit.Report(isTrial: true, isFailure: false, now).ShouldBe(false);
            circuit.OpensAt(now).ShouldBeNull();
            circuit.TryStartTrial(now).ShouldBeFalse("there is nothing to try");
        }
    }

    [Fact]
    public void At_no_failures_it_never_opens_and_a_break_of_nothing_is_a_millisecond()
    {
        var never = new Circuit(new CircuitOptions { Failures = 0 }, () => 1);
        for (var failures = 0; failures < 100; failures++)
        {
            never.Report(isTrial: false, isFailure: true, World.Start).ShouldBeNull();
        }

        var eager = new Circuit(new CircuitOptions { Failures = 1, FirstBreak = TimeSpan.Zero, MaxBreak = TimeSpan.FromSeconds(1) }, () => 1);
        eager.Report(isTrial: false, isFailure: true, World.Start).ShouldBe(true);
        eager.OpensAt(World.Start).ShouldBe(World.Start.AddMilliseconds(1));
    }

    [Fact]
    public void A_clock_set_back_does_not_leave_a_circuit_open_for_years()
    {
        var circuit = new Circuit(new CircuitOptions { Failures = 1 }, () => 0.5);
        circuit.Report(isTrial: false, isFailure: true, World.Start.AddYears(10)).ShouldBe(true);
        circuit.OpensAt(World.Start).ShouldBe(World.Start + new CircuitOptions().MaxBreak);
    }

    [Theory]
    [InlineData(Fault.Transient)]
    [InlineData(Fault.LostBefore)]
    [InlineData(Fault.LostAfter)]
    public async Task A_ten_minute_storm_costs_few_calls_and_nothing_else(Fault answer)
    {
        const int Items = 500;
        var storm = World.Start.AddMinutes(10);
        var order = new ConcurrentQueue<(string Key, int Revision)>();
        _world.Erp.Script = call => _world.Time.GetUtcNow() < storm ? answer : Fault.None;
        _world.Erp.AfterApply = call => order.Enqueue((call.Key, call.Revision));
        for (var number = 1; number <= Items; number++)
        {
            // Some keys have two revisions, so that there is an order to keep.
            var key = $"SO-{(number > 450 ? number - 450 : number)}";
            _world.Orders.Add(Docs.Order(key, ("SKU-1", number > 450 ? 3m : 2m, 10m)), key, number);
        }

        using var logs = new CapturedLogs();
        await using var host = await TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Order>("shop").Submit("erp"), logs: logs);
        await host.UntilAsync(() => _world.Erp.Calls.Count > 0, TimeSpan.FromMilliseconds(100));
        var isSeen = false;
        while (_world.Time.GetUtcNow() < storm)
        {
            await host.PassAsync(TimeSpan.FromSeconds(5));
            isSeen |= (await host.Monitor.ReadStatusAsync(TestContext.Current.CancellationToken)).Connections.Any(one => one is { Connection: "erp", CircuitOpenUntil: not null });
        }

        // Ten failures open it, seven more calls may be under way then; after that one trial per break, and breaks of 5, 10, 20, 40, 80, 120, 120 … seconds,
        // each cut at most by half, are at most 14 in ten minutes.
        var sends = _world.Erp.Calls.Count(call => call.Verb == "execute");
        sends.ShouldBeLessThanOrEqualTo(10 + 7 + 14);
        _world.Erp.Calls.Count.ShouldBeLessThanOrEqualTo(2 * sends, "each send that may have worked is asked for once");
        isSeen.ShouldBeTrue();
        logs.Lines.ShouldContain(line => line.StartsWith("Connection 'erp': left alone after failures in a row", StringComparison.Ordinal));

        var status = await host.SettleAsync(TimeSpan.FromSeconds(2));
        status.Work.Where(entry => entry.Value > 0).ShouldBe([new KeyValuePair<WorkState, long>(WorkState.Confirmed, Items)]);
        status.Totals.Retries.ShouldBeLessThanOrEqualTo(2 * (10 + 7 + 14));
        _world.Erp.Ledger.GroupBy(entry => (entry.Key, entry.Revision)).ShouldAllBe(group => group.Count() == 1);
        order.GroupBy(entry => entry.Key).ShouldAllBe(group => group.Select(entry => entry.Revision).SequenceEqual(group.Select(entry => entry.Revision).Order()));
        logs.Lines.ShouldContain(line => line.StartsWith("Connection 'erp': answers again", StringComparison.Ordinal));
        status.Connections.Single(one => one.Connection == "erp").CircuitOpenUntil.ShouldBeNull();
    }

    [Fact]
    public async Task Opening_and_closing_is_counted()
    {
        using var changes = new Counted("crossdock.connection.circuit");
        _world.Erp.Script = call => call.Number <= 1 ? Fault.Transient : Fault.None;
        for (var number = 1; number <= 3; number++)
        {
            _world.Orders.Add(Docs.Order($"SO-{number}"), $"SO-{number}", 1);
        }

        await using var host = await TestHost.StartAsync(
            _world, _folder.Store, flow => flow.On<Order>("shop").Submit("erp"), options => options.Circuit.Failures = 3, maxConcurrency: 1);
        await host.SettleAsync(TimeSpan.FromSeconds(1));
        changes.Of(host.Meters, "state", ("connection", "erp")).Take(2).ShouldBe(["open", "closed"]);
    }

    [Fact]
    public async Task Documents_that_a_remote_refuses_do_not_open_it()
    {
        _world.Erp.Script = _ => Fault.Invalid;
        for (var number = 1; number <= 40; number++)
        {
            _world.Orders.Add(Docs.Order($"SO-{number}"), $"SO-{number}", 1);
        }

        await using var host = await TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Order>("shop").Submit("erp"));
        var status = await host.SettleAsync(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        status.Count(WorkState.DeadLettered).ShouldBe(40);
    }
}
