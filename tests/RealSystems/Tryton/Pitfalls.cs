using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Tryton;

/// <summary>What a real Tryton does that its screens do not show, and what the connector makes of it. One test per pitfall.</summary>
[Collection(nameof(SqliteTryton))]
public class Pitfalls(SqliteTryton live)
{
    private static readonly TimeSpan s_overlap = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Adding_jsonrpc_changes_the_protocol_so_a_check_with_exactly_three_members_works()
    {
        await using var erp = new Erp(live.System);

        var health = await erp.Connector.CheckAsync(Erp.Stop);

        health.IsHealthy.ShouldBeTrue(health.Detail);
        health.Detail.ShouldContain("E-WH");
    }

    [Fact]
    public async Task Transitions_silently_do_nothing_so_each_state_is_read_again()
    {
        using var rpc = await live.System.LogInAsync();
        await using var erp = new Erp(live.System);
        var sale = await SaleAsync(erp, "SILENT-1");

        await rpc.ModelAsync("sale.sale", "quote", TrytonRpc.Ids(sale));

        (await rpc.ReadAsync("sale.sale", sale, "state"))["state"]!.ToString().ShouldBe("processing", "quoting a processed sale is no error, and does nothing");
    }

    [Fact]
    public async Task Web_id_is_unique_so_eight_processes_at_once_make_one_sale()
    {
        var order = Documents.Order("RACE-1", ("1", "SKU-1001", 1, 10.00m));
        var erps = Enumerable.Range(0, 8).Select(_ => new Erp(live.System)).ToList();

        var results = await Task.WhenAll(erps.Select(erp => erp.UntilDoneAsync(order)));

        results.Select(result => result.Remote!.Id).Distinct().ShouldHaveSingleItem();
        (await live.System.QueryAsync("SELECT COUNT(*) FROM sale_sale WHERE reference = 'RACE-1'"))[0][0].ShouldBe("1");
        foreach (var erp in erps)
        {
            await erp.DisposeAsync();
        }
    }

    [Fact]
    public async Task Reference_is_not_unique_so_without_web_id_two_sales_of_one_reference_are_refused()
    {
        using var rpc = await live.System.LogInAsync();
        await using var erp = new Erp(live.System, options => options.UseWebId = false);
        var order = Documents.Order("TWICE-1", ("1", "SKU-1001", 1, 10.00m));
        await erp.DoAsync(order);
        (await erp.DoAsync(order)).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);
        var first = await rpc.FindAsync("sale.sale", "reference", "TWICE-1");
        await rpc.ModelAsync("sale.sale", "copy", TrytonRpc.Ids(first), new JsonObject { ["reference"] = "TWICE-1" });

        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(order));

        error.Kind.ShouldBe(ErrorKind.Conflict);
        error.Error.Pointer.ShouldBe("/number");
    }

    [Fact]
    public async Task Pick_on_an_unassigned_shipment_drives_stock_negative_so_it_is_never_picked()
    {
        await live.System.ResetAsync();
        using var rpc = await live.System.LogInAsync();
        await using var erp = new Erp(live.System);
        await erp.DoAsync(Untaxed(Documents.Order("HUGE-1", ("1", "BOOK-1", 100_000, 1.00m))));

        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Documents.Shipment("SHP-HUGE", "HUGE-1", ("1", "BOOK-1", 100_000))));

        error.Kind.ShouldBe(ErrorKind.Conflict);
        error.Message.ShouldContain("BOOK-1");
        (await OnHandAsync(rpc, "BOOK-1", "STO")).ShouldBe(1000);
        var shipment = await rpc.FindAsync("stock.shipment.out", "reference", "SHP-HUGE");
        (await rpc.ReadAsync("stock.shipment.out", shipment, "state"))["state"]!.ToString().ShouldBe("waiting");

        // The same call on the server, without the guard: this is what must not happen.
        await rpc.PressAsync("stock.shipment.out", "pick", shipment);
        (await OnHandAsync(rpc, "BOOK-1", "STO")).ShouldBe(-99_000);
        await live.System.ResetAsync();
    }

    [Fact]
    public async Task Raw_create_runs_no_on_change_so_taxes_and_terms_are_asked_for()
    {
        using var rpc = await live.System.LogInAsync();
        await using var erp = new Erp(live.System);

        var sale = await SaleAsync(erp, "TAX-1");

        var row = await rpc.ReadAsync("sale.sale", sale, "tax_amount", "payment_term");
        row["tax_amount"]!["decimal"]!.ToString().ShouldBe("2.00");
        row["payment_term"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Amounts_that_Tryton_computes_differently_are_refused_and_the_draft_is_taken_back()
    {
        await using var erp = new Erp(live.System);
        var order = Documents.Of("WRONG-1", ("1", "SKU-1001", 1, 10.00m));
        order = order with { Totals = order.Totals! with { TaxAmount = Money.Of(1.90m, "EUR"), TaxInclusiveAmount = Money.Of(11.90m, "EUR"), PayableAmount = Money.Of(11.90m, "EUR") } };

        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(new SubmitOrder(order)));

        (error.Kind, error.Error.Pointer).ShouldBe((ErrorKind.Conflict, "/totals/taxAmount"));
        error.Message.ShouldContain("2.00");
        error.Message.ShouldContain("1.90");
        (await live.System.QueryAsync("SELECT COUNT(*) FROM sale_sale WHERE reference = 'WRONG-1'"))[0][0].ShouldBe("0");
    }

    [Theory]
    [InlineData("sku", "/lines/0/item/sellerItemId", "NO-SUCH")]
    [InlineData("currency", "/currency", "CHF")]
    [InlineData("unit", "/lines/0/quantity/unit", "XYZ")]
    [InlineData("kind of unit", "/lines/0/quantity/unit", "KGM")]
    [InlineData("fraction", "/lines/0/quantity/value", "1.5")]
    [InlineData("charge", "/allowanceCharges/0/type", "giftWrap")]
    [InlineData("price", "/lines/0/lineExtensionAmount", "10.01")]
    [InlineData("warehouse", "/lines/0/location/code", "NOWHERE")]
    [InlineData("line currency", "/lines/0/lineExtensionAmount/currency", "USD")]
    public async Task An_order_that_cannot_be_mapped_is_refused_with_field_and_value_and_nothing_is_booked(string what, string pointer, string value)
    {
        await using var erp = new Erp(live.System);
        var order = Documents.Of("UNMAPPABLE-" + what, ("1", "SKU-1001", 1, 10.00m)) with { Totals = null };
        var line = order.Lines[0];
        order = what switch
        {
            "sku" => order with { Lines = [line with { Item = new ItemReference { SellerItemId = "NO-SUCH" } }] },
            "currency" => order with { Currency = "CHF", Lines = [line with { Price = null, LineExtensionAmount = Money.Of(10, "CHF") }] },
            "unit" => order with { Lines = [line with { Quantity = Quantity.Of(1, "XYZ") }] },
            "kind of unit" => order with { Lines = [line with { Quantity = Quantity.Of(1, "KGM") }] },
            "fraction" => order with { Lines = [line with { Quantity = Quantity.Of(1.5m) }] },
            "charge" => order with { AllowanceCharges = [new AllowanceCharge { IsCharge = true, Type = AllowanceChargeType.GiftWrap, Amount = Money.Of(1, "EUR") }] },
            "price" => order with { Lines = [line with { Quantity = Quantity.Of(3001), Price = null, LineExtensionAmount = Money.Of(10.01m, "EUR") }] },
            "warehouse" => order with { Lines = [line with { Location = new LocationReference { Code = "NOWHERE" } }] },
            _ => order with { Lines = [line with { LineExtensionAmount = Money.Of(10, "USD") }] },
        };

        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(new SubmitOrder(order)));

        error.Kind.ShouldBe(ErrorKind.Validation, error.Message);
        error.Error.Pointer.ShouldBe(pointer);
        error.Message.ShouldContain(value);
        (await live.System.QueryAsync("SELECT COUNT(*) FROM sale_sale WHERE reference LIKE 'UNMAPPABLE-%'"))[0][0].ShouldBe("0");
    }

    [Fact]
    public async Task Write_date_is_null_until_the_first_update_so_new_records_are_found_by_their_creation()
    {
        using var rpc = await live.System.LogInAsync();
        await using var erp = new Erp(live.System, options => options.Overlap = s_overlap);
        var (_, checkpoint) = await erp.ReadAllAsync<Item>(Checkpoint.Start);
        await PauseAsync();

        var product = await rpc.FindAsync("product.product", "code", "SKU-1003");
        var code = await rpc.CreateAsync("product.identifier", new JsonObject { ["product"] = product, ["type"] = "ean", ["code"] = "4006381333955" });

        (await rpc.ReadAsync("product.identifier", code, "write_date"))["write_date"].ShouldBeNull();
        var (changes, _) = await erp.ReadAllAsync<Item>(checkpoint);
        changes.Where(change => change.DocumentKey == "SKU-1003").ShouldHaveSingleItem().Document!.Gtin.ShouldBe("4006381333955");
    }

    [Fact]
    public async Task Child_edits_do_not_bump_the_parent_so_children_are_asked_too()
    {
        using var rpc = await live.System.LogInAsync();
        await using var erp = new Erp(live.System, options => options.Overlap = s_overlap);
        var (_, checkpoint) = await erp.ReadAllAsync<Item>(Checkpoint.Start);
        await PauseAsync();
        var product = await rpc.FindAsync("product.product", "code", "SKU-1002");
        var template = (int)(await rpc.ReadAsync("product.product", product, "template"))["template"]!;

        var before = (await rpc.ReadAsync("product.product", product, "write_date"))["write_date"]?.ToJsonString();

        await rpc.WriteAsync("product.template", template, new JsonObject { ["name"] = "Widget crimson" });

        (await rpc.ReadAsync("product.product", product, "write_date"))["write_date"]?.ToJsonString().ShouldBe(before);
        var (changes, _) = await erp.ReadAllAsync<Item>(checkpoint);
        changes.Where(change => change.DocumentKey == "SKU-1002").ShouldHaveSingleItem().Document!.Name.ShouldBe("Widget crimson");
    }

    [Fact]
    public async Task Transactions_commit_late_so_each_poll_goes_back_and_repeats_with_the_same_version()
    {
        using var rpc = await live.System.LogInAsync();
        await using var erp = new Erp(live.System, options => options.Overlap = TimeSpan.FromMinutes(2));
        await TrytonSeed.AddItemAsync(rpc, "LATE-1", "Repeated", 1, 20);
        var (first, checkpoint) = await erp.ReadAllAsync<Item>(Checkpoint.Start);

        var (second, _) = await erp.ReadAllAsync<Item>(checkpoint);

        var (one, again) = (first.Single(change => change.DocumentKey == "LATE-1"), second.Single(change => change.DocumentKey == "LATE-1"));
        again.SourceVersion.ShouldBe(one.SourceVersion);
        again.Document.ShouldBe(one.Document);
    }

    [Fact]
    public async Task Deletes_leave_nothing_so_a_deleted_item_is_not_found_and_never_reported()
    {
        using var rpc = await live.System.LogInAsync();
        await using var erp = new Erp(live.System, options => options.Overlap = s_overlap);
        var product = await TrytonSeed.AddItemAsync(rpc, "DELETED-1", "Soon gone", 1, 20);
        var deactivated = await TrytonSeed.AddItemAsync(rpc, "INACTIVE-1", "Soon inactive", 1, 20);
        var (_, checkpoint) = await erp.ReadAllAsync<Item>(Checkpoint.Start);
        await PauseAsync();

        await rpc.ModelAsync("product.product", "delete", TrytonRpc.Ids(product));
        await rpc.WriteAsync("product.product", deactivated, new JsonObject { ["active"] = false });

        var (changes, _) = await erp.ReadAllAsync<Item>(checkpoint);
        changes.ShouldNotContain(change => change.DocumentKey == "DELETED-1");
        changes.Where(change => change.DocumentKey == "INACTIVE-1").ShouldHaveSingleItem().Document!.Statuses[0].Status.Code.ShouldBe(ItemStatus.Archived.Value);
        (await erp.FindAsync<Item>("DELETED-1")).ShouldBeNull();
        TrytonManifest().ShouldContain("deletion");
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
    public async Task A_login_that_is_refused_too_often_is_throttled_and_names_no_password()
    {
        await using var erp = new Erp(live.System, options =>
        {
            options.UserName = "nobody";
            options.Password = new SecretReference("insecure-literal-for-tests:canary-password");
            options.Http.ReadRetries = 0;
        });
        ConnectorException? error = null;
        for (var attempt = 0; attempt < 12 && error?.Kind != ErrorKind.Throttled; attempt++)
        {
            error = await Should.ThrowAsync<ConnectorException>(() => erp.FindAsync<Item>("SKU-1001"));
            error.ToString().ShouldNotContain("canary-password");
        }

        error!.Kind.ShouldBe(ErrorKind.Throttled);
    }

    [Fact]
    public async Task Warnings_need_consent_and_only_those_allowed_get_it()
    {
        await using var strict = new Erp(live.System);
        await using var allowing = new Erp(live.System, options => options.AcceptedWarnings.Add("effective_date_future"));
        await SaleAsync(strict, "WARN-1");
        var shipment = Documents.Shipment("SHP-WARN", "WARN-1", ("1", "SKU-1001", 1));
        shipment = new ReportShipment(shipment.Document with { Dates = new ShipmentDates { Shipped = TimeProvider.System.GetUtcNow().AddDays(3) } });

        var error = await Should.ThrowAsync<ConnectorException>(() => strict.DoAsync(shipment));

        error.Kind.ShouldBe(ErrorKind.Conflict);
        error.Error.RemoteCode!.ShouldContain("effective_date_future");
        error.Message.ShouldContain("Crossdock:Connections:erp:AcceptedWarnings");
        (await strict.ProbeAsync(shipment)).Outcome.ShouldBe(ProbeOutcome.NotFound);
        (await allowing.DoAsync(shipment)).Outcome.ShouldBe(EffectOutcome.Applied);
    }

    private static string TrytonManifest() => Connectors.Tryton.TrytonConnector.Manifest.Sources.Single(source => source.DocumentType == "item").MissedChanges!;

    /// <summary>A time-stamp is told to the microsecond and the server's clock to the second.</summary>
    private static Task PauseAsync() => Task.Delay(TimeSpan.FromSeconds(3.2), TimeProvider.System, Erp.Stop);

    private static async Task<int> SaleAsync(Erp erp, string number) =>
        int.Parse((await erp.DoAsync(Documents.Order(number, ("1", "SKU-1001", 1, 10.00m)))).Remote!.Id, CultureInfo.InvariantCulture);

    private static SubmitOrder Untaxed(SubmitOrder order) => new(order.Document with { Totals = null });

    private static async Task<decimal> OnHandAsync(TrytonRpc rpc, string sku, string location)
    {
        var context = rpc.Context.DeepClone().AsObject();
        context["locations"] = TrytonRpc.Ids(await rpc.FindAsync("stock.location", "code", location));
        context["stock_date_end"] = TrytonRpc.Date(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var product = await rpc.FindAsync("product.product", "code", sku);
        return (decimal)(double)(await rpc.ModelAsync(context, "product.product", "read", TrytonRpc.Ids(product), TrytonRpc.Texts("quantity")))![0]!["quantity"]!;
    }
}
