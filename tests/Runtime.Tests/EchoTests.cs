using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>Our own write that comes back as a change goes nowhere; a change that somebody else made does.</summary>
public sealed class EchoTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_echo_of_our_write_is_dropped()
    {
        await using var host = await StartAsync();
        await TellAsync(host, "warehouse", 5, at: 1);
        await host.SettleAsync();

        var echo = await TellAsync(host, "shop", 5, at: 2);

        echo.Disposition.ShouldBe(AcceptDisposition.Echo);
        await host.SettleAsync();
        _world.Warehouse.Ledger.ShouldBeEmpty();
        (await host.Store.ReadTotalsAsync(Cancel)).Echoes.ShouldBe(1);
    }

    [Fact]
    public async Task A_late_echo_does_not_undo_what_the_origin_says_now()
    {
        await using var host = await StartAsync();
        await TellAsync(host, "warehouse", 5, at: 1);
        await host.SettleAsync();
        await TellAsync(host, "warehouse", 6, at: 2);
        await host.SettleAsync();

        (await TellAsync(host, "shop", 5, at: 3)).Disposition.ShouldBe(AcceptDisposition.Echo);
        (await TellAsync(host, "shop", 6, at: 4)).Disposition.ShouldBe(AcceptDisposition.Echo);

        await host.SettleAsync();
        _world.Warehouse.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_made_at_the_target_goes_back_to_the_origin()
    {
        await using var host = await StartAsync();
        await TellAsync(host, "warehouse", 5, at: 1);
        await host.SettleAsync();

        await TellAsync(host, "shop", 4, at: 2);
        await host.SettleAsync();

        Available(_world.Warehouse).ShouldBe([4]);
        Available(_world.Shop).ShouldBe([5]);
    }

    [Fact]
    public async Task A_return_to_an_earlier_state_that_was_echoed_before_is_a_change()
    {
        await using var host = await StartAsync();
        foreach (var (from, available) in new[] { ("warehouse", 5), ("shop", 5), ("warehouse", 6), ("shop", 6) })
        {
            await TellAsync(host, from, available, _at++);
            await host.SettleAsync();
        }

        await TellAsync(host, "shop", 5, _at++);
        await host.SettleAsync();

        Available(_world.Warehouse).ShouldBe([5]);
    }

    [Fact]
    public async Task What_a_third_system_wrote_is_news_to_the_origin()
    {
        await using var host = await StartAsync(flow => flow.On<Inventory>("erp").Pushed().Publish("shop"));
        await TellAsync(host, "erp", 9, at: 1);
        await host.SettleAsync();

        await TellAsync(host, "shop", 9, at: 2);
        await host.SettleAsync();

        Available(_world.Warehouse).ShouldBe([9]);
    }

    [Fact]
    public async Task Two_systems_that_tell_each_other_everything_come_to_rest()
    {
        await using var host = await StartAsync();
        for (var round = 0; round < 10; round++)
        {
            await TellAsync(host, round % 2 == 0 ? "warehouse" : "shop", 10 + round, _at++);
            await host.SettleAsync();

            // Each system reports whatever it was told.
            foreach (var (remote, name) in new[] { (_world.Shop, "shop"), (_world.Warehouse, "warehouse") })
            {
                if (Available(remote) is [.., var newest])
                {
                    await TellAsync(host, name, (int)newest, _at++);
                    await host.SettleAsync();
                }
            }
        }

        // One write per change, each to the other system.
        _world.Shop.Ledger.Count.ShouldBe(5);
        _world.Warehouse.Ledger.Count.ShouldBe(5);
    }

    private int _at = 1;

    private Task<TestHost> StartAsync(Action<FlowBuilder>? more = null) => TestHost.StartAsync(_world, _folder.Store, flow =>
    {
        flow.On<Inventory>("warehouse").Pushed().Publish("shop");
        flow.On<Inventory>("shop").Pushed().Publish("warehouse");
        more?.Invoke(flow);
    });

    private static Task<IntakeResult> TellAsync(TestHost host, string from, int available, int at) =>
        host.Intake.AcceptAsync(from, Docs.Stock("SKU-1", available, World.Start.AddSeconds(at)), cancellationToken: Cancel);

    private static List<decimal> Available(Remote remote) =>
        [.. remote.Ledger.Select(entry => Inventory.Codec.Parse(entry.Document).Value!.Positions[0].Buckets.Available!.Value)];
}
