using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.RealSystems.Tryton;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Odoo;

/// <summary>What a real Odoo does that its screens do not show, and what the connector makes of it. One test per pitfall.</summary>
[Collection(nameof(LiveOdoo))]
public class Pitfalls(LiveOdoo live)
{
    [Fact]
    public async Task A_check_tells_the_warehouses_and_a_wrong_key_or_database_is_named()
    {
        await using var erp = new Erp(live.System);
        await using var wrongKey = new Erp(live.System, options => options.ApiKey = new SecretReference("insecure-literal-for-tests:canary-key"));
        await using var wrongDatabase = new Erp(live.System, options => options.Database = "nosuch");

        var health = await erp.Connector.CheckAsync(Erp.Stop);
        var refused = await Should.ThrowAsync<ConnectorException>(() => wrongKey.FindAsync<Item>("SKU-1001"));
        var missing = await Should.ThrowAsync<ConnectorException>(() => wrongDatabase.FindAsync<Item>("SKU-1001"));

        health.IsHealthy.ShouldBeTrue(health.Detail);
        health.Detail.ShouldContain("E-WH");
        refused.Kind.ShouldBe(ErrorKind.Auth);
        refused.ToString().ShouldNotContain("canary-key");
        missing.Kind.ShouldBe(ErrorKind.Permanent);
        missing.Message.ShouldContain("Crossdock:Connections:erp:Database");
    }

    [Fact]
    public async Task Client_order_ref_is_not_unique_so_external_ids_of_header_and_lines_make_one_order_of_eight_processes_at_once()
    {
        var order = Documents.Order("RACE-1", ("1", "SKU-1001", 1, 10.00m), ("2", "SKU-1002", 1, 12.50m));
        var erps = Enumerable.Range(0, 8).Select(_ => new Erp(live.System)).ToList();

        var results = await Task.WhenAll(erps.Select(erp => erp.UntilDoneAsync(order)));

        results.Select(result => result.Remote!.Id).Distinct().ShouldHaveSingleItem();
        (await live.System.QueryAsync("SELECT COUNT(DISTINCT s.id), COUNT(*) FROM sale_order s JOIN sale_order_line l ON l.order_id = s.id WHERE s.client_order_ref = 'RACE-1'"))[0].ShouldBe(["1", "2"]);
        foreach (var erp in erps)
        {
            await erp.DisposeAsync();
        }

        // What must not be relied on: the reference alone.
        using var rpc = live.System.LogIn();
        var first = await rpc.FindAsync("sale.order", "client_order_ref", "RACE-1");
        await rpc.CallAsync("sale.order", "copy", new JsonObject { ["ids"] = OdooRpc.Ids(first), ["default"] = new JsonObject { ["client_order_ref"] = "RACE-1" } });
        (await live.System.QueryAsync("SELECT COUNT(*) FROM sale_order WHERE client_order_ref = 'RACE-1'"))[0][0].ShouldBe("2");
        await using var asking = new Erp(live.System);
        (await asking.DoAsync(order)).Remote!.Id.ShouldBe(results[0].Remote!.Id);
    }

    [Fact]
    public async Task Odoo_sets_a_price_to_its_list_s_when_a_quantity_changes_so_it_is_written_with_it_and_marked_as_agreed()
    {
        await using var erp = new Erp(live.System);
        await erp.DoAsync(Documents.Order("PRICE-1", ("1", "SKU-1001", 5, 8.37m)));

        await erp.DoAsync(Documents.Order("PRICE-1", ("1", "SKU-1001", 3, 8.37m)), revision: 2);
        (await PriceAsync()).ShouldBe("3 8.37");

        // The same at the screen.
        using var rpc = live.System.LogIn();
        var line = await rpc.FindAsync("sale.order.line", "order_id", await rpc.FindAsync("sale.order", "client_order_ref", "PRICE-1"));
        await rpc.WriteAsync("sale.order.line", line, new JsonObject { ["product_uom_qty"] = 4 });
        (await PriceAsync()).ShouldBe("4 8.37");

        async Task<string> PriceAsync() => string.Join(' ', (await live.System.QueryAsync(
            "SELECT ROUND(l.product_uom_qty), ROUND(l.price_unit::numeric, 4)::float FROM sale_order_line l JOIN sale_order s ON s.id = l.order_id WHERE s.client_order_ref = 'PRICE-1'"))[0]);
    }

    [Fact]
    public async Task Load_of_a_known_external_id_changes_nothing_whatever_it_says()
    {
        using var rpc = live.System.LogIn();
        await using var erp = new Erp(live.System);
        var done = await erp.DoAsync(Documents.Order("KEEP-1", ("1", "SKU-1001", 2, 10.00m)));

        var again = await rpc.CallAsync("sale.order", "load", new JsonObject
        {
            ["fields"] = OdooRpc.Texts("id", "client_order_ref", "order_line/id", "order_line/product_uom_qty"),
            ["data"] = new JsonArray(OdooRpc.Texts("__crossdock__.order:acme/KEEP-1", "CHANGED", "__crossdock__.order-line:acme/KEEP-1/1", "99")),
            ["context"] = new JsonObject { ["mode"] = "update", ["noupdate"] = true },
        });

        again!["ids"]![0]!.ToString().ShouldBe(done.Remote!.Id);
        (await live.System.QueryAsync($"SELECT s.client_order_ref, ROUND(l.product_uom_qty) FROM sale_order s JOIN sale_order_line l ON l.order_id = s.id WHERE s.id = {done.Remote.Id}"))
            .ShouldHaveSingleItem().ShouldBe(["KEEP-1", "2"]);
    }

    [Fact]
    public async Task Button_validate_with_short_stock_answers_a_wizard_and_ships_nothing_so_goods_are_reserved_first_and_the_state_is_read_again()
    {
        using var rpc = live.System.LogIn();
        await using var erp = new Erp(live.System);
        await erp.DoAsync(Untaxed(Documents.Order("HUGE-1", ("1", "BOOK-1", 100_000, 1.00m))));

        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Documents.Shipment("SHP-HUGE", "HUGE-1", ("1", "BOOK-1", 100_000))));

        error.Kind.ShouldBe(ErrorKind.Conflict);
        error.Message.ShouldContain("BOOK-1");
        (await erp.ProbeAsync(Documents.Shipment("SHP-HUGE", "HUGE-1", ("1", "BOOK-1", 100_000)))).Outcome.ShouldBe(ProbeOutcome.NotFound);

        // The same call on the server, as people press it: status 200, and nothing has left.
        var sale = await rpc.FindAsync("sale.order", "client_order_ref", "HUGE-1");
        var picking = await rpc.FindAsync("stock.picking", "sale_id", sale);
        var answer = await rpc.PressAsync("stock.picking", "button_validate", picking);
        answer!["res_model"]!.ToString().ShouldBe("stock.backorder.confirmation");
        (await rpc.ReadAsync("stock.picking", picking, "state"))["state"]!.ToString().ShouldNotBe("done");
        (await live.System.QueryAsync("SELECT COUNT(*) FROM stock_quant q JOIN stock_location l ON l.id = q.location_id WHERE l.usage = 'internal' AND q.quantity < 0"))[0][0].ShouldBe("0");
        await live.System.ResetAsync();
    }

    [Fact]
    public async Task Amounts_that_Odoo_computes_differently_are_refused_and_the_quotation_is_taken_back()
    {
        await using var erp = new Erp(live.System);
        var order = Documents.Of("WRONG-1", ("1", "SKU-1001", 1, 10.00m));
        order = order with { Totals = order.Totals! with { TaxAmount = Money.Of(1.90m, "EUR"), TaxInclusiveAmount = Money.Of(11.90m, "EUR"), PayableAmount = Money.Of(11.90m, "EUR") } };

        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(new SubmitOrder(order)));

        (error.Kind, error.Error.Pointer).ShouldBe((ErrorKind.Conflict, "/totals/taxAmount"));
        error.Message.ShouldContain("1.90");
        (await live.System.QueryAsync("SELECT COUNT(*) FROM sale_order WHERE client_order_ref = 'WRONG-1'"))[0][0].ShouldBe("0");

        // Odoo keeps the external ids of lines that went with their order; the corrected order is made all the same.
        (await live.System.QueryAsync("SELECT model FROM ir_model_data WHERE name LIKE '%WRONG-1%'")).ShouldHaveSingleItem().ShouldBe(["sale.order.line"]);
        (await erp.DoAsync(Documents.Order("WRONG-1", ("1", "SKU-1001", 1, 10.00m)))).Outcome.ShouldBe(EffectOutcome.Applied);
        (await live.System.QueryAsync("SELECT COUNT(*) FROM sale_order s JOIN sale_order_line l ON l.order_id = s.id WHERE s.client_order_ref = 'WRONG-1'"))[0][0].ShouldBe("1");
    }

    [Theory]
    [InlineData("sku", "/lines/0/item/sellerItemId", "NO-SUCH")]
    [InlineData("currency", "/currency", "CHF")]
    [InlineData("unit", "/lines/0/quantity/unit", "XYZ")]
    [InlineData("kind of unit", "/lines/0/quantity/unit", "KGM")]
    [InlineData("fraction", "/lines/0/quantity/value", "1.555")]
    [InlineData("charge", "/allowanceCharges/0/type", "giftWrap")]
    [InlineData("price", "/lines/0/lineExtensionAmount", "10.01")]
    [InlineData("warehouse", "/lines/0/location/code", "NOWHERE")]
    [InlineData("line currency", "/lines/0/lineExtensionAmount/currency", "USD")]
    public async Task An_order_that_cannot_be_mapped_is_refused_with_field_and_value_and_nothing_is_booked(string what, string pointer, string value)
    {
        await using var erp = new Erp(live.System, options => options.PriceDecimals = 2);
        var order = Documents.Of("UNMAPPABLE-" + what, ("1", "SKU-1001", 1, 10.00m)) with { Totals = null };
        var line = order.Lines[0];
        order = what switch
        {
            "sku" => order with { Lines = [line with { Item = new ItemReference { SellerItemId = "NO-SUCH" } }] },
            "currency" => order with { Currency = "CHF", Lines = [line with { Price = null, LineExtensionAmount = Money.Of(10, "CHF") }] },
            "unit" => order with { Lines = [line with { Quantity = Quantity.Of(1, "XYZ") }] },
            "kind of unit" => order with { Lines = [line with { Quantity = Quantity.Of(1, "KGM") }] },
            "fraction" => order with { Lines = [line with { Quantity = Quantity.Of(1.555m), LineExtensionAmount = Money.Of(15.55m, "EUR") }] },
            "charge" => order with { AllowanceCharges = [new AllowanceCharge { IsCharge = true, Type = AllowanceChargeType.GiftWrap, Amount = Money.Of(1, "EUR") }] },
            "price" => order with { Lines = [line with { Quantity = Quantity.Of(3001), Price = null, LineExtensionAmount = Money.Of(10.01m, "EUR") }] },
            "warehouse" => order with { Lines = [line with { Location = new LocationReference { Code = "NOWHERE" } }] },
            _ => order with { Lines = [line with { LineExtensionAmount = Money.Of(10, "USD") }] },
        };

        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(new SubmitOrder(order)));

        error.Kind.ShouldBe(ErrorKind.Validation, error.Message);
        error.Error.Pointer.ShouldBe(pointer);
        error.Message.ShouldContain(value);
        (await live.System.QueryAsync("SELECT COUNT(*) FROM sale_order WHERE client_order_ref LIKE 'UNMAPPABLE-%'"))[0][0].ShouldBe("0");
    }

    [Fact]
    public async Task Write_date_has_a_resolution_of_one_second_and_line_edits_do_not_bump_the_record_so_children_are_asked_and_each_poll_goes_back()
    {
        using var rpc = live.System.LogIn();
        await using var erp = new Erp(live.System, options => options.Overlap = TimeSpan.FromSeconds(1));
        await erp.DoAsync(Documents.Order("CHILD-1", ("1", "SKU-1001", 1, 10.00m)));
        var shipped = await erp.DoAsync(Documents.Shipment("SHP-CHILD", "CHILD-1", ("1", "SKU-1001", 1)));
        var id = int.Parse(shipped.Remote!.Id, CultureInfo.InvariantCulture);
        var (_, checkpoint) = await erp.ReadAllAsync<Shipment>(Checkpoint.Start);
        await PauseAsync();
        var before = (await rpc.ReadAsync("stock.picking", id, "write_date", "move_ids"))!;

        await rpc.WriteAsync("stock.move", (int)before["move_ids"]![0]!, new JsonObject { ["origin"] = "corrected" });

        (await rpc.ReadAsync("stock.picking", id, "write_date"))["write_date"]!.ToString().ShouldBe(before["write_date"]!.ToString());
        var (changes, next) = await erp.ReadAllAsync<Shipment>(checkpoint);
        changes.Where(change => change.DocumentKey == shipped.Remote.DisplayNumber).ShouldHaveSingleItem();

        // A change in the same second as the poll is there with the next one.
        await rpc.WriteAsync("stock.picking", id, new JsonObject { ["carrier_tracking_ref"] = "LATE-1" });
        var (later, _) = await erp.ReadAllAsync<Shipment>(next);
        later.Last(change => change.DocumentKey == shipped.Remote.DisplayNumber).Document!.TrackingNumbers.ShouldHaveSingleItem().Number.ShouldBe("LATE-1");
    }

    [Fact]
    public async Task A_template_edit_is_a_change_of_its_item_and_a_deleted_item_is_never_reported()
    {
        using var rpc = live.System.LogIn();
        await using var erp = new Erp(live.System, options => options.Overlap = TimeSpan.FromSeconds(1));
        var deleted = await OdooSeed.AddItemAsync(rpc, "DELETED-1", "Soon gone", 1, 20);
        var archived = await OdooSeed.AddItemAsync(rpc, "INACTIVE-1", "Soon archived", 1, 20);
        var (_, checkpoint) = await erp.ReadAllAsync<Item>(Checkpoint.Start);
        await PauseAsync();
        var product = await rpc.FindAsync("product.product", "default_code", "SKU-1002");
        var template = (int)(await rpc.ReadAsync("product.product", product, "product_tmpl_id"))["product_tmpl_id"]![0]!;

        await rpc.WriteAsync("product.template", template, new JsonObject { ["name"] = "Widget crimson" });
        await rpc.PressAsync("product.product", "unlink", deleted);
        await rpc.WriteAsync("product.product", archived, new JsonObject { ["active"] = false });

        var (changes, _) = await erp.ReadAllAsync<Item>(checkpoint);
        changes.Where(change => change.DocumentKey == "SKU-1002").ShouldHaveSingleItem().Document!.Name.ShouldBe("Widget crimson");
        changes.ShouldNotContain(change => change.DocumentKey == "DELETED-1");
        changes.Where(change => change.DocumentKey == "INACTIVE-1").ShouldHaveSingleItem().Document!.Statuses[0].Status.Code.ShouldBe(ItemStatus.Archived.Value);
        (await erp.FindAsync<Item>("DELETED-1")).ShouldBeNull();
    }

    [Fact]
    public async Task More_rows_than_a_page_are_walked_by_id_and_none_is_skipped_or_told_twice()
    {
        await using var erp = new Erp(live.System);

        var (changes, _) = await erp.ReadAllAsync<Item>(Checkpoint.Start, pageSize: 2);

        changes.Select(change => change.DocumentKey).ShouldBeUnique();
        changes.Count.ToString(CultureInfo.InvariantCulture).ShouldBe((await live.System.QueryAsync("SELECT COUNT(*) FROM product_product"))[0][0]);
    }

    [Fact]
    public async Task Status_500_is_not_always_transient_and_times_are_written_without_T_and_Z()
    {
        using var rpc = live.System.LogIn();
        var wrongField = await Should.ThrowAsync<OdooRpcException>(() => rpc.SearchAsync("sale.order", OdooRpc.Where("bogus", "=", 1), "id"));
        var isoTime = await Should.ThrowAsync<OdooRpcException>(() => rpc.CreateAsync(
            "sale.order", new JsonObject { ["partner_id"] = rpc.FindAsync("res.partner", "ref", "WEB").GetAwaiter().GetResult(), ["date_order"] = "2026-11-23T10:00:00Z" }));
        (wrongField.Status, isoTime.Status).ShouldBe((500, 500));

        await using var erp = new Erp(live.System);
        await erp.DoAsync(Documents.Order("TIME-1", ("1", "SKU-1001", 1, 10.00m)));
        (await live.System.QueryAsync("SELECT COUNT(*) FROM sale_order WHERE client_order_ref = 'TIME-1'"))[0][0].ShouldBe("1");
    }

    private static Task PauseAsync() => Task.Delay(TimeSpan.FromSeconds(3.2), TimeProvider.System, Erp.Stop);

    private static SubmitOrder Untaxed(SubmitOrder order) => new(order.Document with { Totals = null });
}
