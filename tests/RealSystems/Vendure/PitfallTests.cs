using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Vendure;

/// <summary>Each thing about the shop that a connector stumbles over, shown to be so and to be handled.</summary>
[Collection(SharedVendure.Name)]
public class PitfallTests(LiveVendure live)
{
    [Fact]
    public async Task UpdatedAt_misses_settling_shipping_delivering_and_refunding_so_open_orders_are_read_again()
    {
        var shop = live.System;
        using var desk = new ShopDesk(shop);
        await using var host = new ShopConnection(shop);
        var placed = await VendureShopper.BuyAsync(shop, "cursor@example.test", null, ("SKU-1002", 2));
        var (first, after) = await host.ReadAllAsync<Order>(Checkpoint.Start);
        var order = first.Last(change => change.DocumentKey == placed.Code).Document!;
        var stamp = await desk.UpdatedAtAsync(placed);
        string? fulfilment = null;
        (string Status, Func<Task> Step)[] steps =
        [
            ("paid", () => desk.SettleAsync(placed)),
            ("shipped", async () => fulfilment = (await host.ExecuteAsync(ShopDocuments.Shipment("SHP-C", order, "C-1", ("SKU-1002", 2)), "SHP-C")).Remote!.Id),
            ("delivered", () => desk.DeliverAsync(fulfilment!)),
            ("partiallyRefunded", () => host.ExecuteAsync(ShopDocuments.Refund("RF-C", order, 1.50m), "RF-C")),
        ];
        foreach (var (status, step) in steps)
        {
            await step();
            if (status == "partiallyRefunded")
            {
                var pending = await desk.OneAsync("""SELECT id FROM refund WHERE reason LIKE '%(RF-C)'""");
                await desk.Api.SendAsync(
                    """mutation($i: SettleRefundInput!) { settleRefund(input: $i) { __typename ... on Refund { id } ... on ErrorResult { errorCode message } } }""",
                    new JsonObject { ["i"] = new JsonObject { ["id"] = pending, ["transactionId"] = "bank-1" } });
            }

            (await desk.UpdatedAtAsync(placed)).ShouldBe(stamp, $"{status} does not move updatedAt");
            host.Time.Advance(TimeSpan.FromMinutes(6));
            (var changes, after) = await host.ReadAllAsync<Order>(after);
            changes.Last(change => change.DocumentKey == placed.Code).Document!.Statuses.Select(fact => fact.Code).ShouldContain(status);
        }
    }

    [Fact]
    public async Task A_cart_is_no_order()
    {
        var shop = live.System;
        using var customer = new VendureApi(shop.ShopApi, apiKey: null);
        using var desk = new ShopDesk(shop);
        var variant = await VendureShopper.VariantIdAsync(desk.Api, "BOOK-1");
        var cart = await customer.SendAsync(
            "mutation($v: ID!) { addItemToOrder(productVariantId: $v, quantity: 1) { __typename ... on Order { code } ... on ErrorResult { errorCode message } } }",
            new JsonObject { ["v"] = variant });
        await using var host = new ShopConnection(shop);

        var (changes, _) = await host.ReadAllAsync<Order>(Checkpoint.Start);

        changes.ShouldNotContain(change => change.DocumentKey == (string)cart!["code"]!);
        (await host.Connector.FindAsync((string)cart!["code"]!, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task Asking_for_more_than_there_is_is_refused_and_yet_adds_what_there_is_so_the_order_says_how_many()
    {
        var shop = live.System;
        using var desk = new ShopDesk(shop);
        await using var host = new ShopConnection(shop);
        await host.ExecuteAsync(ShopDocuments.Stock(("FREE-1", "WH", 3), ("FREE-1", VendureSeed.SecondLocation, 0)), "stock-3");
        (await Should.ThrowAsync<InvalidOperationException>(() => VendureShopper.BuyAsync(shop, "many@example.test", null, ("FREE-1", 50))))
            .Message.ShouldContain("INSUFFICIENT_STOCK_ERROR");

        (await desk.OneAsync("""SELECT l.quantity FROM order_line l JOIN product_variant v ON v.id = l."productVariantId" WHERE v.sku = 'FREE-1' ORDER BY l.id DESC""")).ShouldBe("3");
    }

    [Fact]
    public async Task A_full_cancel_of_an_authorised_order_leaves_the_payment_authorised()
    {
        var shop = live.System;
        using var desk = new ShopDesk(shop);
        await using var host = new ShopConnection(shop);
        var placed = await VendureShopper.BuyAsync(shop, "cancel@example.test", null, ("BOOK-1", 2));
        await desk.CancelAsync(placed);

        var order = await host.FindAsync(placed.Code);

        order.Statuses.Select(fact => fact.Code).ShouldBe(["cancelled", "authorized", "cancelled"], ignoreOrder: true);
        order.Lines.ShouldAllBe(line => line.Quantity.Value == 0 && line.Quantities!.Cancelled == 2);
    }

    [Fact]
    public async Task The_shop_takes_the_same_full_fulfilment_in_parallel_so_one_order_is_worked_on_at_a_time()
    {
        var shop = live.System;
        using var desk = new ShopDesk(shop);
        await using var host = new ShopConnection(shop);
        var placed = await VendureShopper.BuyAsync(shop, "race@example.test", null, ("SKU-1001", 4));
        await desk.SettleAsync(placed);
        var shipment = ShopDocuments.Shipment("SHP-R", await host.FindAsync(placed.Code), "R-1", ("SKU-1001", 4));

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => host.ExecuteAsync(shipment, "SHP-R")));

        results.Count(result => result.Outcome == EffectOutcome.Applied).ShouldBe(1);
        (await desk.OneAsync("""SELECT COUNT(*) FROM fulfillment WHERE "trackingCode" = 'R-1'""")).ShouldBe("1");
    }

    [Fact]
    public async Task The_shop_pays_a_full_refund_back_twice_so_one_order_is_worked_on_at_a_time()
    {
        var shop = live.System;
        using var desk = new ShopDesk(shop);
        await using var host = new ShopConnection(shop);
        var placed = await VendureShopper.BuyAsync(shop, "back@example.test", null, ("BOOK-1", 1));
        await desk.SettleAsync(placed);
        var refund = ShopDocuments.Refund("RF-R", await host.FindAsync(placed.Code), placed.TotalWithTax / 100m);

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => host.ExecuteAsync(refund, "RF-R")));

        results.Count(result => result.Outcome == EffectOutcome.Applied).ShouldBe(1);
        results.Count(result => result.Outcome == EffectOutcome.AlreadyApplied).ShouldBe(4);
        (await desk.OneAsync($"""SELECT SUM(r.total) FROM refund r JOIN payment p ON p.id = r."paymentId" WHERE p."orderId" = {placed.Id}""")).ShouldBe($"{placed.TotalWithTax}");

        var second = await host.ExecuteAsync(ShopDocuments.Refund("RF-R2", await host.FindAsync(placed.Code), 0.01m), "RF-R2");
        (second.Outcome, second.Error!.Pointer).ShouldBe((EffectOutcome.Rejected, "/amount/amount"));
    }

    [Fact]
    public async Task A_refund_by_amount_alone_fails_on_PostgreSQL_so_zeros_are_sent_too()
    {
        var shop = live.System;
        using var desk = new ShopDesk(shop);
        await using var host = new ShopConnection(shop);
        var placed = await VendureShopper.BuyAsync(shop, "zeros@example.test", null, ("SKU-1002", 1));
        await desk.SettleAsync(placed);
        var payment = await desk.OneAsync($"""SELECT id FROM payment WHERE "orderId" = {placed.Id}""");
        await Should.ThrowAsync<InvalidOperationException>(() => desk.Api.SendAsync(
            "mutation($i: RefundOrderInput!) { refundOrder(input: $i) { __typename ... on Refund { id } ... on ErrorResult { errorCode message } } }",
            new JsonObject { ["i"] = new JsonObject { ["paymentId"] = payment, ["amount"] = 100 } }));

        (await host.ExecuteAsync(ShopDocuments.Refund("RF-Z", await host.FindAsync(placed.Code), 1.00m), "RF-Z")).Outcome.ShouldBe(EffectOutcome.Applied);
    }

    [Fact]
    public async Task One_unknown_id_rolls_a_stock_batch_back_and_below_zero_is_sent_as_none()
    {
        var shop = live.System;
        using var desk = new ShopDesk(shop);
        await using var host = new ShopConnection(shop);
        var category = await desk.OneAsync("SELECT id FROM tax_category LIMIT 1");
        var gone = await VendureSeed.AddItemAsync(desk.Api, "GONE-1", "Deleted soon", 1, category);
        (await host.ExecuteAsync(ShopDocuments.Stock(("SKU-1003", "WH", 41), ("GONE-1", "WH", 1)), "s1")).Outcome.ShouldBe(EffectOutcome.Applied);
        await desk.Api.SendAsync("mutation($i: ID!) { deleteProductVariant(id: $i) { result } }", new JsonObject { ["i"] = gone });

        await Should.ThrowAsync<ConnectorException>(() => host.ExecuteAsync(ShopDocuments.Stock(("SKU-1003", "WH", 12), ("GONE-1", "WH", 2)), "s2"));
        (await desk.StockAsync("SKU-1003")).ShouldBe(41, "nothing of the batch was set");

        var again = await host.ExecuteAsync(ShopDocuments.Stock(("SKU-1003", "WH", 12), ("GONE-1", "WH", 2)), "s2");
        (again.Outcome, again.Error!.Kind).ShouldBe((EffectOutcome.Rejected, ErrorKind.NotFound));
        again.Error.Message.ShouldContain("GONE-1");

        await host.ExecuteAsync(ShopDocuments.Stock(("SKU-1003", "WH", -5)), "s3");
        (await desk.StockAsync("SKU-1003")).ShouldBe(0);
    }

    [Fact]
    public async Task A_product_switched_off_moves_no_stamp_of_its_variants_so_all_items_are_read_again()
    {
        var shop = live.System;
        using var desk = new ShopDesk(shop);
        await using var host = new ShopConnection(shop, options => options.Overlap = TimeSpan.FromSeconds(1));

        // The variant's last change is behind what each poll reads again.
        await host.ExecuteAsync(ShopDocuments.Stock(("BOOK-1", "WH", 1000)), "stock-book");
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, TestContext.Current.CancellationToken);
        host.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        var (items, after) = await host.ReadAllAsync<Item>(Checkpoint.Start);
        foreach (var (sku, name, price, tax) in VendureSeed.Goods)
        {
            var item = items.Single(change => change.DocumentKey == sku).Document!;
            (item.Name, item.Prices[0].Price.Amount, item.Taxes[0].Rate).ShouldBe((name, Money.Of(price, "EUR"), tax));
        }

        var product = await desk.OneAsync("""SELECT "productId" FROM product_variant WHERE sku = 'BOOK-1'""");
        await SwitchAsync(isOn: false);
        host.Time.Advance(TimeSpan.FromMinutes(30));
        (var soon, after) = await host.ReadAllAsync<Item>(after);
        host.Time.Advance(TimeSpan.FromMinutes(31));
        (var later, _) = await host.ReadAllAsync<Item>(after);
        await SwitchAsync(isOn: true);

        soon.ShouldNotContain(change => change.Document!.Statuses[0].Status == StatusFact.Of(ItemStatus.Inactive));
        later.Last(change => change.DocumentKey == "BOOK-1").Document!.Statuses[0].Status.ShouldBe(StatusFact.Of(ItemStatus.Inactive));

        Task SwitchAsync(bool isOn) => desk.Api.SendAsync(
            "mutation($i: UpdateProductInput!) { updateProduct(input: $i) { id } }",
            new JsonObject { ["i"] = new JsonObject { ["id"] = product, ["enabled"] = isOn } });
    }

    [Fact]
    public async Task Each_error_shape_is_one_kind()
    {
        var shop = live.System;
        await using var host = new ShopConnection(shop);
        await using var stranger = new ShopConnection(shop, options => options.ApiKey = new SecretReference("insecure-literal-for-tests:wrong"));

        (await host.Connector.FindAsync("NO-SUCH-ORDER", TestContext.Current.CancellationToken)).ShouldBeNull();
        (await Should.ThrowAsync<ConnectorException>(() => stranger.ReadAllAsync<Order>(Checkpoint.Start))).Kind.ShouldBe(ErrorKind.Auth);
        (await host.Connector.CheckAsync(TestContext.Current.CancellationToken)).IsHealthy.ShouldBeTrue();
    }
}
