using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>We stop while a remote works on our request, which it does all the same: it is not asked before it must be done, so nothing is sent again.</summary>
public sealed class LateCommitTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public LateCommitTests()
    {
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        _world.Erp.Delay = TimeSpan.FromSeconds(25); // within the remote time-out of 30 s
        _world.Erp.Script = call => call is { Verb: "execute", Number: 1 } ? Fault.DoneLate : Fault.None;
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Done_after_a_polite_stop_gave_up_the_call()
    {
        await using (var host = await StartAsync())
        {
            await host.UntilAsync(() => _world.Erp.Calls.Count == 1, TimeSpan.FromMilliseconds(50));
            await host.StopAsync();
        }

        await FinishAsync();
    }

    [Fact]
    public async Task Done_after_the_process_died()
    {
        var life = new CrashPlan(-1);
        _world.Erp.Begun = () => life.Die("the ERP works on it");
        await using (var host = await StartAsync(store => new CrashingStore(store, life)))
        {
            for (var look = 0; look < 100 && !life.IsDead; look++)
            {
                await host.PassAsync(TimeSpan.FromMilliseconds(50));
            }

            life.IsDead.ShouldBeTrue();
        }

        await FinishAsync();
    }

    [Fact]
    public async Task Done_after_a_stop_that_left_it_to_a_person_who_replays_at_once()
    {
        await using (var host = await StartAsync(configure: options => options.Retry.MaxAttempts = 1))
        {
            await host.UntilAsync(() => _world.Erp.Calls.Count == 1, TimeSpan.FromMilliseconds(50));
            await host.StopAsync();
        }

        await using (var host = await StartAsync())
        {
            var parked = (await host.ExceptionsAsync(WorkState.Parked)).ShouldHaveSingleItem();
            (await host.Store.ReplayAsync("default", parked.Id, "anna", "try again", _world.Time.GetUtcNow(), TestContext.Current.CancellationToken)).ShouldBeTrue();
            await host.StopAsync();
        }

        await FinishAsync();
    }

    /// <summary>Nothing keeps such a remote from taking it twice, which does no harm; a newer state that an older one follows would.</summary>
    [Fact]
    public async Task A_state_without_a_key_is_told_again_only_when_the_first_cannot_come_after_it()
    {
        _world.Shop.Mode = IdempotencyMode.None;
        _world.Shop.Delay = TimeSpan.FromSeconds(25);
        _world.Shop.Script = call => call is { Verb: "execute", Number: 1 } ? Fault.DoneLate : Fault.None;
        await using (var host = await StartAsync())
        {
            await host.Intake.AcceptAsync("warehouse", Docs.Stock("SKU-1", 5, World.Start), cancellationToken: TestContext.Current.CancellationToken);
            await host.UntilAsync(() => _world.Shop.Calls.Count == 1, TimeSpan.FromMilliseconds(50));
            await host.StopAsync();
        }

        await using var next = await StartAsync();
        await next.Intake.AcceptAsync("warehouse", Docs.Stock("SKU-1", 7, World.Start.AddSeconds(1)), cancellationToken: TestContext.Current.CancellationToken);
        await next.SettleAsync();

        _world.Shop.Ledger.Select(entry => entry.Revision).ShouldBe([1, 1, 2], "the shop is never told something older again");
    }

    [Fact]
    public async Task Done_after_the_time_out_and_a_replay_that_comes_at_once()
    {
        _world.Erp.Delay = TimeSpan.FromSeconds(32); // past the remote time-out of 30 s, within the grace
        await using var host = await TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Order>("shop").Submit("erp"), options =>
        {
            options.InDoubtGrace = TimeSpan.FromSeconds(5);
            options.Retry.MaxAttempts = 1;
            options.IdleInterval = TimeSpan.FromMilliseconds(100); // so that the replay is seen at once
        });
        IReadOnlyList<WorkItem> parked = [];
        for (var look = 0; look < 500 && parked.Count == 0; look++)
        {
            await host.PassAsync(TimeSpan.FromMilliseconds(250));
            parked = await host.ExceptionsAsync(WorkState.Parked);
        }

        _world.Erp.Ledger.ShouldBeEmpty("the ERP is not done yet");
        await host.Store.ReplayAsync("default", parked.ShouldHaveSingleItem().Id, "anna", "again", _world.Time.GetUtcNow(), TestContext.Current.CancellationToken);
        await host.SettleAsync(TimeSpan.FromSeconds(1));
        await host.PassAsync(_world.Erp.Delay);

        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
    }

    [Fact]
    public async Task Stock_done_after_the_time_out_does_not_come_after_newer_stock()
    {
        _world.Shop.Mode = IdempotencyMode.None;
        _world.Shop.Delay = TimeSpan.FromSeconds(32);
        _world.Shop.Script = call => call.Number == 1 ? Fault.DoneLate : Fault.None;
        await using var host = await TestHost.StartAsync(
            _world, _folder.Store, flow => flow.On<Inventory>("warehouse").Pushed().Publish("shop"), options => options.InDoubtGrace = TimeSpan.FromSeconds(5));
        await host.Intake.AcceptAsync("warehouse", Docs.Stock("SKU-1", 5, World.Start), cancellationToken: TestContext.Current.CancellationToken);
        await host.UntilAsync(() => _world.Shop.Calls.Count == 1, TimeSpan.FromMilliseconds(100));
        await host.Intake.AcceptAsync("warehouse", Docs.Stock("SKU-1", 7, World.Start.AddMinutes(1)), cancellationToken: TestContext.Current.CancellationToken);

        await host.SettleAsync(TimeSpan.FromMilliseconds(250));
        await host.PassAsync(_world.Shop.Delay);
        await host.PassAsync(TimeSpan.Zero);

        Inventory.Codec.Parse(_world.Shop.Ledger[^1].Document).Value!.Positions[0].Buckets!.Available.ShouldBe(7, "the last word is the newest");
    }

    private async Task FinishAsync()
    {
        _world.Erp.Ledger.ShouldBeEmpty("the ERP is not done yet when the next host starts");
        await using var next = await StartAsync();
        await next.SettleAsync();
        await next.PassAsync(_world.Erp.Delay); // time for a second one to show
        await next.PassAsync(TimeSpan.Zero);

        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
        _world.Erp.Calls.Select(call => call.Verb).ShouldBe(["execute", "probe"]);
    }

    private Task<TestHost> StartAsync(Func<ICrossdockStore, ICrossdockStore>? decorate = null, Action<CrossdockOptions>? configure = null) => TestHost.StartAsync(
        _world,
        _folder.Store,
        flow =>
        {
            flow.On<Order>("shop").Submit("erp");
            flow.On<Inventory>("warehouse").Pushed().Publish("shop");
        },
        options =>
        {
            options.ShutdownTimeout = TimeSpan.FromSeconds(1);
            configure?.Invoke(options);
        },
        decorate);
}
