using Crossdock.Canonical;
using Crossdock.Canonical.Rules;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Medusa;

/// <summary>From checkout to refund through a real shop.</summary>
[Collection(SharedMedusa.Name)]
public class OrderLifeTests(LiveMedusa live)
{
    [Fact]
    public async Task An_order_is_read_shipped_in_parts_and_refunded_to_the_last_digit()
    {
        var shop = live.System;
        await using var connection = new ShopConnection(shop);
        var (_, after) = await connection.ReadAllAsync<Order>(Checkpoint.Start);
        var placed = await MedusaShopper.BuyAsync(shop, "zoe@example.test", MedusaSeed.Coupon, ("SKU-1001", 3), ("BOOK-1", 2));

        (var changes, after) = await connection.ReadAllAsync<Order>(after);
        var order = changes.Single(change => change.DocumentKey == placed.Id).Document!;
        CanonicalRules.Check(order).ShouldBeEmpty();
        order.Totals!.PayableAmount.Amount.ShouldBe(decimal.Round(placed.Total, 2, MidpointRounding.AwayFromZero));
        order.Taxes.Select(tax => tax.Rate).ShouldBe([7m, 20m]);

        // Captured at the shop: no time-stamp of the order moves, and it is found.
        await CaptureAsync(shop, placed.Id);
        connection.Time.Advance(TimeSpan.FromMinutes(6));
        (changes, after) = await connection.ReadAllAsync<Order>(after);
        changes.Last(change => change.DocumentKey == placed.Id).Document!.Statuses.On(StatusAxis.Payment)!.Code.ShouldBe(PaymentStatus.Paid.Value);

        (await connection.ExecuteAsync(ShopDocuments.Shipment("LIFE-1", placed.Id, ("SKU-1001", 2)), "LIFE-1")).Outcome.ShouldBe(EffectOutcome.Applied);
        (await connection.FindAsync(placed.Id)).Statuses.On(StatusAxis.Fulfilment)!.Code.ShouldBe(FulfilmentStatus.PartiallyShipped.Value);
        (await connection.ExecuteAsync(ShopDocuments.Shipment("LIFE-2", placed.Id, ("SKU-1001", 1), ("BOOK-1", 2)), "LIFE-2")).Outcome.ShouldBe(EffectOutcome.Applied);
        (await connection.FindAsync(placed.Id)).Statuses.On(StatusAxis.Fulfilment)!.Code.ShouldBe(FulfilmentStatus.Shipped.Value);

        (await connection.ExecuteAsync(ShopDocuments.Refund("LIFE-RF-1", placed.Id, 5m), "LIFE-RF-1")).Outcome.ShouldBe(EffectOutcome.Applied);
        var rest = order.Totals.PayableAmount.Amount - 5m;
        (await connection.ExecuteAsync(ShopDocuments.Refund("LIFE-RF-2", placed.Id, rest), "LIFE-RF-2")).Outcome.ShouldBe(EffectOutcome.Applied);

        var final = await connection.FindAsync(placed.Id);
        final.Statuses.On(StatusAxis.Payment)!.Code.ShouldBe(PaymentStatus.Refunded.Value, "fractions of a cent went back too");
        final.Refunds.Select(refund => refund.Amount.Amount).ShouldBe([5m, rest]);
        CanonicalRules.Check(final).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_order_comes_as_cancelled()
    {
        var shop = live.System;
        await using var connection = new ShopConnection(shop);
        var placed = await MedusaShopper.BuyAsync(shop, "zoe@example.test", null, ("BOOK-1", 1));
        var (_, after) = await connection.ReadAllAsync<Order>(Checkpoint.Start);
        using (var desk = shop.Administer())
        {
            await desk.PostAsync($"admin/orders/{placed.Id}/cancel");
        }

        var (changes, _) = await connection.ReadAllAsync<Order>(after);

        var order = changes.Last(change => change.DocumentKey == placed.Id).Document!;
        order.Dates.Cancelled.ShouldNotBeNull();
        order.Statuses.On(StatusAxis.Order)!.Code.ShouldBe(OrderStatus.Cancelled.Value);
    }

    [Fact]
    public async Task Items_are_read_with_their_prices()
    {
        await using var connection = new ShopConnection(live.System);

        var (changes, _) = await connection.ReadAllAsync<Item>(Checkpoint.Start);

        changes.ShouldAllBe(change => change.Problems.Count == 0);
        changes.Select(change => change.DocumentKey).Distinct().ShouldBe(MedusaSeed.Goods.Select(item => item.Sku), ignoreOrder: true);
        changes.First(change => change.DocumentKey == "SKU-1001").Document!.Prices.ShouldHaveSingleItem().Price.Amount
            .ShouldBe(Money.Of(MedusaSeed.Goods.Single(item => item.Sku == "SKU-1001").Price, "EUR"));
    }

    internal static async Task CaptureAsync(MedusaServer shop, string order)
    {
        using var desk = shop.Administer();
        var payment = (await desk.GetAsync($"admin/orders/{order}?fields=id,*payment_collections.payments"))["order"]!["payment_collections"]![0]!["payments"]![0]!["id"];
        await desk.PostAsync($"admin/payments/{payment}/capture");
    }
}
