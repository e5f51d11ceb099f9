using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>What the executor does with each kind of answer, by what the remote offers against doing it twice.</summary>
public sealed class EffectTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [CombinatorialFaults(Fault.Transient, Fault.Throttled, Fault.LostBefore, Fault.LostAfter, Fault.SilentAfter, Fault.ThrowsAfter)]
    public async Task A_failure_that_passes_ends_in_exactly_one_effect(IdempotencyMode mode, Fault fault)
    {
        Offer(mode);
        _world.Erp.Script = call => call is { Verb: "execute", Number: <= 2 } ? fault : Fault.None;
        await using var host = await StartWithOrderAsync();
        var status = await host.SettleAsync();

        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
        status.Count(WorkState.Confirmed).ShouldBe(3);
        if (fault is not (Fault.Transient or Fault.Throttled))
        {
            status.Totals.InDoubtResolved.ShouldBe(status.Totals.InDoubt);
            status.Totals.InDoubt.ShouldBeGreaterThan(0);
        }
    }

    [Theory]
    [InlineData(Fault.LostAfter, 1)]
    [InlineData(Fault.LostBefore, 0)]
    [InlineData(Fault.SilentAfter, 1)]
    [InlineData(Fault.ThrowsAfter, 1)]
    public async Task With_nothing_against_doubles_an_unknown_financial_outcome_parks_and_is_never_sent_again(Fault fault, int documents)
    {
        Offer(IdempotencyMode.None);
        _world.Erp.Script = _ => fault;
        await using var host = await StartWithOrderAsync();
        await host.SettleAsync();

        var parked = (await host.ExceptionsAsync(WorkState.Parked)).Single(item => item.Key.Operation == "submit-order");
        parked.Error!.Kind.ShouldBe(ErrorKind.UnknownOutcome);
        _world.Erp.Calls.Count(call => call.Verb == "execute").ShouldBe(1);
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(documents);

        // A replay by a person asks nobody and sends nothing: there is nothing to ask, and a double would cost money.
        (await host.Store.ReplayAsync("default", parked.Id, "anna", "try again", _world.Time.GetUtcNow(), TestContext.Current.CancellationToken)).ShouldBeTrue();
        await host.SettleAsync();
        _world.Erp.Calls.Count(call => call.Verb == "execute").ShouldBe(1);
        (await host.ExceptionsAsync(WorkState.Parked)).ShouldContain(item => item.Id == parked.Id);
    }

    [Fact]
    public async Task With_nothing_against_doubles_a_failure_that_did_not_happen_is_still_repeated()
    {
        Offer(IdempotencyMode.None);
        _world.Erp.Script = call => call.Number <= 3 ? Fault.Transient : Fault.None;
        await using var host = await StartWithOrderAsync();
        (await host.SettleAsync()).Count(WorkState.Confirmed).ShouldBe(3);
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
    }

    [Fact]
    public async Task Absolute_stock_is_sent_again_whatever_the_outcome_was()
    {
        Offer(IdempotencyMode.None);
        _world.Shop.Script = call => call.Number <= 2 ? Fault.LostAfter : Fault.None;
        _world.Stock.Add(Docs.Stock("SKU-1", 7, World.Start), "SKU-1@WH1");
        await using var host = await TestHost.StartAsync(_world, _folder.Store);
        (await host.SettleAsync()).Count(WorkState.Confirmed).ShouldBe(1);
        _world.Shop.Calls.Count(call => call.Verb == "execute").ShouldBe(3);
    }

    [Fact]
    public async Task A_remote_whose_search_lags_is_probed_only_after_its_settle_time()
    {
        Offer(IdempotencyMode.NaturalKeyLookup);
        _world.Erp.SearchLag = TimeSpan.FromSeconds(20);
        _world.Erp.SettleTime = TimeSpan.FromSeconds(20);
        _world.Erp.Script = call => call is { Verb: "execute", Number: 1 } ? Fault.LostAfter : Fault.None;
        await using var host = await StartWithOrderAsync(options => options.InDoubtGrace = TimeSpan.Zero);
        await host.SettleAsync();

        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
        _world.Erp.Calls.Count(call => call.Verb == "probe").ShouldBe(1);
    }

    [Fact]
    public async Task Without_the_settle_time_the_same_remote_would_have_a_double_so_the_test_above_can_fail()
    {
        Offer(IdempotencyMode.NaturalKeyLookup);
        _world.Erp.SearchLag = TimeSpan.FromSeconds(20);
        _world.Erp.Script = call => call is { Verb: "execute", Number: 1 } ? Fault.LostAfter : Fault.None;
        await using var host = await StartWithOrderAsync(options => options.InDoubtGrace = TimeSpan.Zero);
        await host.SettleAsync();
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(2);
    }

    [Fact]
    public async Task Past_the_remotes_key_window_it_is_looked_up_before_anything_is_sent()
    {
        Offer(IdempotencyMode.NativeKey, window: TimeSpan.FromMinutes(10));
        LoseFirstThenFailFor(TimeSpan.FromHours(1));
        await using var host = await StartWithOrderAsync(options => options.Retry.MaxAttempts = 1000);
        await host.SettleAsync(TimeSpan.FromMinutes(1));

        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
        _world.Erp.Calls.Count(call => call.Verb == "probe").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Past_the_key_window_a_remote_that_cannot_be_searched_parks_the_effect()
    {
        Offer(IdempotencyMode.NativeKey, window: TimeSpan.FromMinutes(10));
        _world.Erp.SearchIsBroken = true;
        LoseFirstThenFailFor(TimeSpan.FromHours(1));
        await using var host = await StartWithOrderAsync(options => options.Retry.MaxAttempts = 40);
        await host.SettleAsync(TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));

        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
        var parked = (await host.ExceptionsAsync(WorkState.Parked)).Single(item => item.Key.Operation == "submit-order");
        (await host.Store.FindEffectAsync(parked.Key, TestContext.Current.CancellationToken))!.State.ShouldBe(EffectState.Parked);
    }

    [Fact]
    public async Task Attempts_are_bounded_and_end_in_a_dead_letter_that_a_replay_brings_home()
    {
        _world.Erp.Script = _ => Fault.Transient;
        await using var host = await StartWithOrderAsync(options => options.Retry.MaxAttempts = 5);
        await host.SettleAsync();

        var dead = (await host.ExceptionsAsync(WorkState.DeadLettered)).Single();
        dead.Attempts.ShouldBe(5);
        _world.Erp.Calls.Count.ShouldBe(5);
        var dependent = (await host.ExceptionsAsync(WorkState.Parked)).Single();
        dependent.Key.Operation.ShouldBe("request-fulfilment");
        dependent.Error!.Message.ShouldContain("submit-order");

        _world.Erp.Script = _ => Fault.None;
        await host.Store.ReplayAsync("default", dead.Id, "anna", "ERP is back", _world.Time.GetUtcNow(), TestContext.Current.CancellationToken);
        (await host.SettleAsync()).Count(WorkState.Confirmed).ShouldBe(3);
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
    }

    [Fact]
    public async Task Content_the_remote_refuses_is_dead_lettered_at_once_naming_the_field()
    {
        _world.Erp.Script = _ => Fault.Invalid;
        await using var host = await StartWithOrderAsync();
        await host.SettleAsync();
        var dead = (await host.ExceptionsAsync(WorkState.DeadLettered)).Single();
        dead.Error!.Pointer.ShouldBe("/lines/0/item");
        _world.Erp.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(90, 90)]
    [InlineData(1_000_000_000, 3600)]
    [InlineData(-5, 0)]
    public async Task Retry_after_is_honoured_within_bounds(int asked, int waited)
    {
        var sends = new List<DateTimeOffset>();
        _world.Erp.RetryAfter = TimeSpan.FromSeconds(asked);
        _world.Erp.Script = call =>
        {
            sends.Add(_world.Time.GetUtcNow());
            return call.Number == 1 ? Fault.Throttled : Fault.None;
        };
        await using var host = await StartWithOrderAsync();
        await host.SettleAsync(TimeSpan.FromSeconds(5));
        sends.Count.ShouldBe(2);
        var gap = (sends[1] - sends[0]).TotalSeconds;
        gap.ShouldBeGreaterThanOrEqualTo(waited);
        gap.ShouldBeLessThan(waited + 60);
    }

    [Fact]
    public async Task Errors_and_logs_hold_no_text_of_a_foreign_exception()
    {
        var logs = new CapturedLogs();
        _world.Erp.Script = call => call.Verb == "execute" ? Fault.ThrowsAfter : Fault.Transient;
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        await using var host = await TestHost.StartAsync(_world, _folder.Store, logs: logs, configure: options => options.Retry.MaxAttempts = 3);
        await host.SettleAsync();
        var errors = await host.ExceptionsAsync();
        errors.ShouldNotBeEmpty();
        errors.ShouldAllBe(item => !item.Error!.ToString().Contains("canary", StringComparison.Ordinal));
        logs.Lines.ShouldNotBeEmpty();
        logs.Lines.ShouldAllBe(line => !line.Contains("canary", StringComparison.Ordinal));
    }

    private void LoseFirstThenFailFor(TimeSpan outage) => _world.Erp.Script = call =>
        call is { Verb: "execute", Number: 1 } ? Fault.LostAfter
        : _world.Time.GetUtcNow() < World.Start + outage ? Fault.Transient
        : Fault.None;

    private void Offer(IdempotencyMode mode, TimeSpan? window = null)
    {
        foreach (var remote in _world.Remotes)
        {
            remote.Mode = mode;
            remote.KeyWindow = mode == IdempotencyMode.NativeKey ? window ?? TimeSpan.FromDays(1) : null;
        }
    }

    private Task<TestHost> StartWithOrderAsync(Action<CrossdockOptions>? configure = null)
    {
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        return TestHost.StartAsync(_world, _folder.Store, configure: configure);
    }
}
