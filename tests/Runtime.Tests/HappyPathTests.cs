using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

public sealed class HappyPathTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_order_goes_all_the_way_to_its_posted_and_published_invoice()
    {
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        await using var host = await TestHost.StartAsync(_world, _folder.Store);
        await host.SettleAsync();

        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
        _world.Shop.CountOf("acknowledge-order", "SO-1").ShouldBe(1);
        _world.Warehouse.CountOf("request-fulfilment", "SO-1").ShouldBe(1);

        _world.Shipments.Add(Docs.Shipment("SH-1", "SO-1"), "SH-1", 1);
        await host.UntilAsync(() => _world.Erp.CountOf("post-invoice", "SH-1") == 1);
        await host.SettleAsync();
        _world.Shop.CountOf("report-shipment", "SH-1").ShouldBe(1);
        _world.Erp.CountOf("report-shipment", "SH-1").ShouldBe(1);

        var posted = Invoice.Codec.Parse(_world.Erp.Ledger.Single(entry => entry.Operation == "post-invoice").Document).Value!;
        posted.Totals.PayableAmount.ShouldBe(Docs.Eur(20));
        _world.Invoices.Add(posted with { Number = "INV-1" }, "INV-1", 1);
        await host.UntilAsync(() => _world.Shop.CountOf("publish-invoice", "INV-1") == 1);

        var status = await host.SettleAsync();
        status.Count(WorkState.Confirmed).ShouldBe(7);
        status.Totals.EffectsConfirmed.ShouldBe(7);
        (await host.ExceptionsAsync()).ShouldBeEmpty();
    }
}
