using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>Faults 23, 24 and 53: whatever people do with what is stuck, a remote gets each effect once.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Twenty_clicks_of_two_people_at_once_are_one_replay_and_one_effect()
    {
        await using var host = await StartAsync();
        var dead = await GetStuckAsync(host, call => Fault.Invalid, WorkState.DeadLettered);
        _world.Erp.Script = _ => Fault.None;

        var clicks = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => ReplayAsync(host, dead, number % 2 == 0 ? "anna" : "ben"))));
        await host.SettleAsync();

        clicks.Count(isDone => isDone).ShouldBe(1);
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
        (await host.AuditAsync()).Count(entry => entry.Action == "work.replayed").ShouldBe(1, "who did it is known");
    }

    [Fact]
    public async Task A_click_after_success_does_nothing()
    {
        await using var host = await StartAsync();
        var dead = await GetStuckAsync(host, call => call.Number == 1 ? Fault.Invalid : Fault.None, WorkState.DeadLettered);
        (await ReplayAsync(host, dead, "anna")).ShouldBeTrue();
        await host.SettleAsync();
        var calls = _world.Erp.Calls.Count;

        (await ReplayAsync(host, dead, "anna")).ShouldBeFalse();
        await host.SettleAsync();

        _world.Erp.Calls.Count.ShouldBe(calls);
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
    }

    [Fact]
    public async Task A_replay_of_what_happened_without_our_knowing_finds_it()
    {
        await using var host = await StartAsync(options => options.Retry.MaxAttempts = 3);
        var parked = await GetStuckAsync(host, call => call is { Verb: "execute", Number: 1 } ? Fault.LostAfter : Fault.Transient, WorkState.Parked);
        _world.Erp.Script = _ => Fault.None;

        (await ReplayAsync(host, parked, "anna")).ShouldBeTrue();
        await host.SettleAsync();

        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
        _world.Erp.Calls.Count(call => call.Verb == "execute").ShouldBe(1);
    }

    [Fact]
    public async Task A_replay_past_the_remotes_key_window_asks_before_it_sends()
    {
        (_world.Erp.Mode, _world.Erp.KeyWindow) = (IdempotencyMode.NativeKey, TimeSpan.FromMinutes(10));
        await using var host = await StartAsync(options => options.Retry.MaxAttempts = 3);
        var parked = await GetStuckAsync(host, call => call is { Verb: "execute", Number: 1 } ? Fault.LostAfter : Fault.Transient, WorkState.Parked);
        await host.PassAsync(TimeSpan.FromDays(1));
        _world.Erp.Script = _ => Fault.None;
        _world.Erp.Calls.Clear();

        (await ReplayAsync(host, parked, "anna")).ShouldBeTrue();
        await host.SettleAsync();

        _world.Erp.Calls.Select(call => call.Verb).ShouldBe(["probe"]);
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
    }

    [Fact]
    public async Task What_was_given_up_for_a_corrected_version_is_not_sent_any_more()
    {
        await using var host = await StartAsync();
        var dead = await GetStuckAsync(host, call => Fault.Invalid, WorkState.DeadLettered);
        _world.Erp.Script = _ => Fault.None;
        (await host.Intake.AcceptAsync("portal", Docs.Order("SO-1", ("SKU-2", 1, 5)), 2, Cancel)).WorkCreated.ShouldBe(1);

        (await host.Store.DiscardAsync("default", dead.Id, "anna", "version 2 is right", _world.Time.GetUtcNow(), Cancel)).ShouldBeTrue();
        await host.SettleAsync();
        (await ReplayAsync(host, dead, "ben")).ShouldBeFalse();
        await host.SettleAsync();

        _world.Erp.Ledger.Select(entry => entry.Revision).ShouldBe([2]);
    }

    [Fact]
    public async Task A_replay_of_the_old_version_comes_before_the_corrected_one()
    {
        await using var host = await StartAsync();
        var dead = await GetStuckAsync(host, call => Fault.Invalid, WorkState.DeadLettered);
        _world.Erp.Script = _ => Fault.None;
        await host.Intake.AcceptAsync("portal", Docs.Order("SO-1", ("SKU-2", 1, 5)), 2, Cancel);

        (await ReplayAsync(host, dead, "anna")).ShouldBeTrue();
        await host.SettleAsync();

        _world.Erp.Ledger.Select(entry => entry.Revision).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_key_that_stands_for_another_command_is_a_conflict_and_nothing_is_sent()
    {
        await using var host = await StartAsync(decorate: store => new TakenStore(store));
        await host.Intake.AcceptAsync("portal", Docs.Order("SO-1"), 1, Cancel);
        await host.SettleAsync();

        var dead = (await host.ExceptionsAsync(WorkState.DeadLettered)).ShouldHaveSingleItem();
        dead.Error!.Kind.ShouldBe(ErrorKind.Conflict);
        dead.Error.Message.ShouldBe("The idempotency key is taken by another command; two steps or two documents share one natural key. Tell them apart with KeyBy.");
        _world.Erp.Calls.ShouldBeEmpty();
    }

    private async Task<WorkItem> GetStuckAsync(TestHost host, Func<RemoteCall, Fault> script, WorkState state)
    {
        _world.Erp.Script = script;
        await host.Intake.AcceptAsync("portal", Docs.Order("SO-1"), 1, Cancel);
        await host.SettleAsync();
        return (await host.ExceptionsAsync(state)).ShouldHaveSingleItem();
    }

    private Task<bool> ReplayAsync(TestHost host, WorkItem item, string actor) =>
        host.Store.ReplayAsync("default", item.Id, actor, "again", _world.Time.GetUtcNow(), Cancel);

    private Task<TestHost> StartAsync(Action<CrossdockOptions>? configure = null, Func<ICrossdockStore, ICrossdockStore>? decorate = null) =>
        TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Order>("portal").Pushed().Submit("erp"), configure, decorate);

    /// <summary>Says of every key that another command has it.</summary>
    private sealed class TakenStore(ICrossdockStore inner) : ForwardingStore(inner)
    {
        public override Task<CommitOutcome> CommitAsync(WorkCommit commit, CancellationToken cancellationToken) =>
            commit.Effect?.State == EffectState.Sending ? Task.FromResult(CommitOutcome.KeyConflict) : base.CommitAsync(commit, cancellationToken);
    }
}
