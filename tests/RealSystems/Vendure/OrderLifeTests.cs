using Crossdock.Canonical;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Vendure;

/// <summary>An order from the checkout to the refund, with answers lost after the commit and shop and host restarted in between.</summary>
[Collection(SharedVendure.Name)]
public class OrderLifeTests(LiveVendure live)
{
    [Fact]
    public async Task Each_step_is_exactly_once_in_the_shops_own_records_though_every_answer_is_lost_and_everything_restarts()
    {
        var shop = live.System;
        await shop.ResetAsync();
        using var desk = new ShopDesk(shop);
        var placed = await VendureShopper.BuyAsync(shop, "zoe@example.test", VendureSeed.Coupon, ("SKU-1001", 3), ("SKU-1003", 2), ("BOOK-1", 1));

        Order order;
        await using (var host = new ShopConnection(shop))
        {
            var (changes, _) = await host.ReadAllAsync<Order>(Checkpoint.Start);
            order = changes.Last(change => change.DocumentKey == placed.Code).Document!; // an open order is read again with each pass
            order.Number.ShouldBe(placed.Code);
            order.Totals!.PayableAmount.ShouldBe(Money.Of(placed.TotalWithTax / 100m, "EUR"));

            await OnceAsync(host, "CrossdockAddNote", ShopDocuments.Acknowledgement(placed.Code), placed.Code);
        }

        await desk.SettleAsync(placed);
        var shipment = ShopDocuments.Shipment("SHP-1", order, "JJD-0001", ("SKU-1001", 2), ("BOOK-1", 1));
        await using (var host = new ShopConnection(shop))
        {
            host.Network.Lose("CrossdockAddFulfilment");
            (await Should.ThrowAsync<ConnectorException>(() => host.ExecuteAsync(shipment, "SHP-1"))).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        }

        await shop.RestartAsync();
        await using (var host = new ShopConnection(shop))
        {
            // It was added and not moved on, so it has not happened yet; sending again finishes it, and adds nothing.
            (await host.ProbeAsync(shipment, "SHP-1")).Outcome.ShouldBe(ProbeOutcome.NotFound);
            await OnceAsync(host, "CrossdockMoveFulfilment", shipment, "SHP-1");
        }

        (await shop.QueryAsync("""SELECT state, "trackingCode" FROM fulfillment""")).ShouldHaveSingleItem().ShouldBe(["Shipped", "JJD-0001"]);
        await desk.CancelAsync(placed, "SKU-1003", 1);
        var refund = ShopDocuments.Refund("RF-1", order, 107.99m, ("SKU-1003", 1));
        await using (var host = new ShopConnection(shop))
        {
            var cancelled = (await host.FindAsync(placed.Code)).Lines.Single(line => line.Item!.SellerItemId == "SKU-1003");
            cancelled.Quantities!.Ordered.ShouldBe(2m);
            cancelled.Quantities.Cancelled.ShouldBe(1m);
            cancelled.Quantity.Value.ShouldBe(1m);
            host.Network.Lose("CrossdockAddRefund");
            (await Should.ThrowAsync<ConnectorException>(() => host.ExecuteAsync(refund, "RF-1"))).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        }

        await shop.RestartAsync();
        await using (var host = new ShopConnection(shop))
        {
            (await host.ProbeAsync(refund, "RF-1")).Outcome.ShouldBe(ProbeOutcome.Found);
            (await host.ExecuteAsync(refund, "RF-1")).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);
            await OnceAsync(host, "CrossdockSetStock", ShopDocuments.Stock(("SKU-1001", "WH", 77), ("SKU-1001", VendureSeed.SecondLocation, 5)), "stock");

            var seen = await host.FindAsync(placed.Code);
            seen.Refunds.ShouldHaveSingleItem().Amount.ShouldBe(Money.Of(107.99m, "EUR"));
            seen.Lines.Single(line => line.Item!.SellerItemId == "SKU-1001").Quantities!.Shipped.ShouldBe(2m);
        }

        (await shop.QueryAsync("""SELECT COUNT(*), SUM(total) FROM refund""")).ShouldHaveSingleItem().ShouldBe(["1", "10799"]);
        (await shop.QueryAsync("""SELECT COUNT(*) FROM fulfillment"""))[0][0].ShouldBe("1");
        (await desk.OneAsync("""SELECT COUNT(*) FROM history_entry WHERE type = 'ORDER_NOTE'""")).ShouldBe("1");
        (await desk.StockAsync("SKU-1001")).ShouldBe(77);
        (await desk.StockAsync("SKU-1001", "2")).ShouldBe(5);
    }

    /// <summary>Performs an effect whose answer is lost, asks for it, and sends it again: it has happened once.</summary>
    private static async Task OnceAsync<T>(ShopConnection host, string operation, T command, string document)
        where T : class, IEffectCommand
    {
        var lost = host.Network.Lost;
        host.Network.Lose(operation);
        (await Should.ThrowAsync<ConnectorException>(() => host.ExecuteAsync(command, document))).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        host.Network.Lost.ShouldBe(lost + 1);
        (await host.ProbeAsync(command, document)).Outcome.ShouldBe(ProbeOutcome.Found);
        await host.ExecuteAsync(command, document);
    }
}
