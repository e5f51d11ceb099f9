using System.Globalization;
using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>Effects that go out together end one by one, each exactly once, whatever becomes of the call.</summary>
public sealed class BatchTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Due_work_of_one_step_goes_out_in_few_calls_of_the_declared_size()
    {
        _world.Erp.MaxBatch = 8;
        Place(32);
        await using var host = await StartAsync();
        await host.SettleAsync(TimeSpan.FromSeconds(1));
        ShouldHaveEachOnce(32);
        _world.Erp.Batches.ShouldAllBe(batch => batch.Count >= 2 && batch.Count <= 8 && batch.Distinct().Count() == batch.Count);
        (_world.Erp.Batches.Count + _world.Erp.Calls.Count(call => call.Verb == "execute")).ShouldBeLessThanOrEqualTo(16, "together, not one by one");
    }

    [Fact]
    public async Task Everything_is_stored_as_being_sent_before_the_call_goes_out()
    {
        _world.Erp.MaxBatch = 8;
        Place(8);
        TestHost? host = null;
        var seen = new List<EffectState?>();
        _world.Erp.BatchScript = number =>
        {
            foreach (var key in _world.Erp.Batches[number - 1])
            {
                var effect = host!.Store.FindEffectAsync(new IdempotencyKey("default", "erp", SubmitOrder.Operation.Name, key, 1), CancellationToken.None).GetAwaiter().GetResult();
                seen.Add(effect?.State);
            }

            return Fault.None;
        };
        await using var started = await TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Order>("shop").Pushed().Submit("erp"), maxConcurrency: 1);
        host = started;
        foreach (var number in Enumerable.Range(1, 8))
        {
            await host.Intake.AcceptAsync("shop", Docs.Order($"SO-{number}"), cancellationToken: TestContext.Current.CancellationToken);
        }

        await host.SettleAsync(TimeSpan.FromSeconds(1));
        seen.ShouldAllBe(state => state == EffectState.Sending);
        ShouldHaveEachOnce(8);
    }

    [Fact]
    public async Task Where_each_stands_for_itself_three_of_five_succeed_and_the_rest_ends_by_its_own_error()
    {
        _world.Erp.MaxBatch = 5;
        Place(5);
        _world.Erp.Script = call => call.Key switch
        {
            "SO-2" => Fault.Invalid,
            "SO-4" when call.Verb == "batch" => Fault.LostAfter,
            _ => Fault.None,
        };
        await using var host = await StartAsync();
        var status = await host.SettleAsync(TimeSpan.FromSeconds(1));
        _world.Erp.Batches[0].Count.ShouldBe(5);
        status.Count(WorkState.Confirmed).ShouldBe(4);
        (await host.ExceptionsAsync(WorkState.DeadLettered)).ShouldHaveSingleItem().Key.DocumentKey.ShouldBe("SO-2");
        _world.Erp.Ledger.Select(entry => entry.Key).Order(StringComparer.Ordinal).ShouldBe(["SO-1", "SO-3", "SO-4", "SO-5"]);
        _world.Erp.Calls.Where(call => call.Verb == "probe").ShouldHaveSingleItem().Key.ShouldBe("SO-4", "only the one in doubt is asked for");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_batch_that_is_refused_as_a_whole_is_halved_until_its_offenders_are_alone(int offenders)
    {
        const int Size = 32;
        _world.Erp.MaxBatch = Size;
        _world.Erp.BatchSemantics = BatchSemantics.AllOrNothing;
        var bad = new[] { "SO-5", "SO-17", "SO-30" }.Take(offenders).ToHashSet();
        _world.Erp.Script = call => bad.Contains(call.Key) ? Fault.Invalid : Fault.None;
        Place(Size);
        await using var host = await StartAsync();
        var status = await host.SettleAsync(TimeSpan.FromSeconds(1));
        status.Count(WorkState.Confirmed).ShouldBe(Size - offenders);
        (await host.ExceptionsAsync(WorkState.DeadLettered)).Select(item => item.Key.DocumentKey).ShouldBe(bad, ignoreOrder: true);
        _world.Erp.Ledger.GroupBy(entry => entry.Key).ShouldAllBe(group => group.Count() == 1);

        // One call for the whole, and two per level for each offender.
        var calls = _world.Erp.Batches.Count + _world.Erp.Calls.Count(call => call.Verb == "execute");
        calls.ShouldBeLessThanOrEqualTo(1 + (2 * offenders * 5) + 2);
    }

    [Theory]
    [InlineData(Fault.LostBefore, 0)]
    [InlineData(Fault.LostAfter, 1)]
    [InlineData(Fault.ThrowsAfter, 1)]
    [InlineData(Fault.Refused, 1)]
    public async Task When_nobody_knows_what_a_batch_did_each_is_asked_for_before_it_is_sent_again(Fault whole, int appliedBefore)
    {
        _world.Erp.MaxBatch = 6;
        _world.Erp.BatchScript = number => number == 1 ? whole : Fault.None;
        Place(6);
        await using var host = await StartAsync();
        await host.SettleAsync(TimeSpan.FromSeconds(1));
        ShouldHaveEachOnce(6);
        _world.Erp.Batches[0].Count.ShouldBe(6);
        foreach (var key in _world.Erp.Batches[0])
        {
            var verbs = _world.Erp.Calls.Where(call => call.Key == key).Select(call => call.Verb).ToList();
            verbs.ShouldBe(appliedBefore == 1 ? ["batch", "probe"] : ["batch", "probe", "execute"], $"{key} after {whole}");
        }
    }

    [Fact]
    public async Task A_batch_that_did_not_happen_is_tried_again_as_a_failed_attempt_of_each()
    {
        _world.Erp.MaxBatch = 6;
        _world.Erp.BatchScript = number => number == 1 ? Fault.Transient : Fault.None;
        Place(6);
        await using var host = await StartAsync();
        var status = await host.SettleAsync(TimeSpan.FromSeconds(1));
        ShouldHaveEachOnce(6);
        status.Totals.Retries.ShouldBe(6);
        _world.Erp.Calls.ShouldNotContain(call => call.Verb == "probe");
    }

    [Fact]
    public async Task A_quota_too_short_to_halve_a_batch_in_one_go_still_comes_to_an_end()
    {
        _world.Erp.MaxBatch = 8;
        _world.Erp.BatchSemantics = BatchSemantics.AllOrNothing;
        _world.Erp.Quota = new QuotaManifest(2, 1, TimeSpan.FromSeconds(5));
        _world.Erp.Script = call => call.Key == "SO-3" ? Fault.Invalid : Fault.None;
        Place(8);
        await using var host = await StartAsync();
        await host.SettleAsync(TimeSpan.FromSeconds(1));
        (await host.ExceptionsAsync()).ShouldHaveSingleItem().Key.DocumentKey.ShouldBe("SO-3");
        _world.Erp.Ledger.Select(entry => entry.Key).Distinct().Count().ShouldBe(7);
        _world.Erp.Ledger.Count.ShouldBe(7);
    }

    [Theory]
    [InlineData(BatchSemantics.EachForItself, 11)]
    [InlineData(BatchSemantics.AllOrNothing, 12)]
    public async Task Whatever_fails_each_effect_happens_once(BatchSemantics semantics, int seed)
    {
        var random = new Random(seed);
        var gate = new Lock();
        Fault Pick(params Fault[] faults)
        {
            lock (gate)
            {
                return random.NextDouble() < 0.35 ? faults[random.Next(faults.Length)] : Fault.None;
            }
        }

        _world.Erp.MaxBatch = 7;
        _world.Erp.BatchSemantics = semantics;
        _world.Erp.BatchScript = _ => Pick(Fault.Transient, Fault.LostBefore, Fault.LostAfter, Fault.ThrowsAfter, Fault.Refused);
        _world.Erp.Script = call => call.Verb == "probe" ? Pick(Fault.Transient) : call.Number > 4 ? Fault.None : Pick(Fault.Transient, Fault.LostBefore, Fault.LostAfter);
        Place(60);
        await using var host = await StartAsync(options => options.Retry.MaxAttempts = 200);
        await host.SettleAsync(TimeSpan.FromSeconds(2), TimeSpan.FromHours(20));
        _world.Erp.Ledger.GroupBy(entry => entry.Key).ShouldAllBe(group => group.Count() == 1, $"seed {seed}");
        _world.Erp.Ledger.Count.ShouldBe(60, $"seed {seed}");
    }

    private void Place(int orders)
    {
        for (var number = 1; number <= orders; number++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"SO-{number}");
            _world.Orders.Add(Docs.Order(key), key, 1);
        }
    }

    private Task<TestHost> StartAsync(Action<CrossdockOptions>? configure = null) =>
        TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Order>("shop").Submit("erp"), configure, maxConcurrency: 1);

    private void ShouldHaveEachOnce(int orders)
    {
        _world.Erp.Ledger.Count.ShouldBe(orders);
        _world.Erp.Ledger.Select(entry => entry.Key).Distinct().Count().ShouldBe(orders);
    }
}
