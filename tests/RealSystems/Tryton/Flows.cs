using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Tryton;

/// <summary>What the single ports do on a real Tryton.</summary>
[Collection(nameof(SqliteTryton))]
public class Flows(SqliteTryton live)
{
    [Fact]
    public async Task A_fulfilment_request_reserves_a_part_and_the_shipment_comes_back_with_lots_and_tracking()
    {
        using var rpc = await live.System.LogInAsync();
        var product = await rpc.FindAsync("product.product", "code", "LOT-1");
        foreach (var number in (string[])["L-1", "L-2"])
        {
            await rpc.CreateAsync("stock.lot", new JsonObject { ["number"] = number, ["product"] = product });
        }

        await LotStockAsync(rpc, product, ("L-1", 5), ("L-2", 5));
        await rpc.CreateAsync("stock.package.type", new JsonObject { ["name"] = "Carton" });
        await using var erp = new Erp(live.System, options => options.PackageType = "Carton");
        await erp.DoAsync(Documents.Order("FLOW-1", ("1", "LOT-1", 6, 30.00m), ("2", "SKU-1002", 4, 12.50m)));

        var request = Documents.Request("FR-1", "FLOW-1", ("2", "SKU-1002", 1));
        (await erp.DoAsync(request)).Outcome.ShouldBe(EffectOutcome.Applied);
        (await erp.DoAsync(request)).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);
        (await erp.ProbeAsync(request)).Outcome.ShouldBe(ProbeOutcome.Found);
        var stock = (await erp.FindAsync<Inventory>("SKU-1002"))!.Document!.Positions.Single(position => position.Location.Code == "WH").Buckets;
        stock.Allocated.ShouldBe(1);
        stock.Available.ShouldBe(stock.OnHand - 1);

        var reported = Documents.Shipment("SHP-LOTS", "FLOW-1", ("1", "LOT-1", 4));
        reported = new ReportShipment(reported.Document with
        {
            TrackingNumbers = [new TrackingNumber { Number = "TRACK-77" }],
            Lines =
            [
                reported.Document.Lines[0] with
                {
                    Instances = [new ItemInstance { LotNumber = "L-1", Quantity = Quantity.Of(3) }, new ItemInstance { LotNumber = "L-2", Quantity = Quantity.Of(1) }],
                },
            ],
        });
        var done = await erp.DoAsync(reported);
        done.Outcome.ShouldBe(EffectOutcome.Applied);

        var shipment = (await erp.FindAsync<Shipment>(done.Remote!.DisplayNumber!))!.Document!;
        shipment.Orders.ShouldHaveSingleItem().Id.ShouldBe("FLOW-1");
        shipment.References.ShouldHaveSingleItem().Id.ShouldBe("SHP-LOTS");
        shipment.TrackingNumbers.ShouldHaveSingleItem().Number.ShouldBe("TRACK-77");
        shipment.Lines.Select(line => (line.Order!.LineId, line.Instances[0].LotNumber, line.Quantity.Value)).OrderBy(one => one.LotNumber).ShouldBe([("1", "L-1", 3m), ("1", "L-2", 1m)]);

        var (changes, _) = await erp.ReadAllAsync<Shipment>(Checkpoint.Start);
        changes.Single(change => change.DocumentKey == shipment.Number).Document.ShouldBe(shipment);
        changes.ShouldAllBe(change => change.Problems.Count == 0);
    }

    [Fact]
    public async Task Cancelled_quantities_are_taken_back_and_what_left_stays()
    {
        await using var erp = new Erp(live.System);
        await erp.DoAsync(Documents.Order("CUT-1", ("1", "SKU-1001", 5, 10.00m), ("2", "SKU-1002", 2, 12.50m)));
        await erp.DoAsync(Documents.Shipment("SHP-CUT", "CUT-1", ("1", "SKU-1001", 1)));

        var less = Documents.Order("CUT-1", ("1", "SKU-1001", 3, 10.00m));
        (await erp.DoAsync(less, revision: 2)).Outcome.ShouldBe(EffectOutcome.Applied);
        (await erp.DoAsync(less, revision: 2)).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);
        (await erp.ProbeAsync(less, revision: 2)).Outcome.ShouldBe(ProbeOutcome.Found);

        (await live.System.QueryAsync("""
            SELECT p.code, m.state, SUM(m.quantity) FROM stock_move m JOIN product_product p ON p.id = m.product JOIN sale_line l ON m.origin = 'sale.line,' || l.id
            JOIN sale_sale s ON s.id = l.sale WHERE s.reference = 'CUT-1' GROUP BY p.code, m.state ORDER BY p.code, m.state
            """)).Select(row => $"{row[0]} {row[1]} {decimal.Parse(row[2]!, CultureInfo.InvariantCulture):0}")
            .ShouldBe(["SKU-1001 cancelled 2", "SKU-1001 done 1", "SKU-1001 draft 2", "SKU-1002 cancelled 2"]);
        (await live.System.QueryAsync("SELECT shipment_state FROM sale_sale WHERE reference = 'CUT-1'"))[0][0].ShouldBe("waiting");

        // More than is left cannot be taken back, and a price cannot be changed any more.
        var tooMuch = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Documents.Order("CUT-1", ("1", "SKU-1001", 0, 10.00m)), revision: 3));
        tooMuch.Kind.ShouldBe(ErrorKind.Conflict);
        var dearer = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Documents.Order("CUT-1", ("1", "SKU-1001", 3, 11.00m)), revision: 3));
        (dearer.Kind, dearer.Error.Pointer).ShouldBe((ErrorKind.Conflict, "/lines/0"));
    }

    [Theory]
    [InlineData("model.stock.shipment.out.draft")]
    [InlineData("wizard.stock.move.split.execute")]
    [InlineData("model.stock.move.cancel")]
    [InlineData("model.stock.shipment.out.assign_try")]
    [InlineData("wizard.sale.handle.shipment.exception.execute")]
    [InlineData("model.sale.sale.write")]
    public async Task What_is_taken_back_is_taken_back_once_wherever_the_answer_is_lost(string method)
    {
        var number = "HALF-" + method.Split('.')[^2] + method.Split('.')[^1];
        await using var erp = new Erp(live.System);
        await erp.DoAsync(Documents.Order(number, ("1", "SKU-1001", 5, 10.00m), ("2", "SKU-1002", 2, 12.50m)));
        var less = Documents.Order(number, ("1", "SKU-1001", 3, 10.00m));
        await using (var dying = new Erp(live.System, handler: Erp.LosingOnce(method)))
        {
            (await Should.ThrowAsync<ConnectorException>(() => dying.DoAsync(less, revision: 2))).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        }

        await erp.UntilDoneAsync(less, revision: 2);

        (await erp.ProbeAsync(less, revision: 2)).Outcome.ShouldBe(ProbeOutcome.Found);
        (await live.System.QueryAsync($"""
            SELECT p.code, m.state, SUM(m.quantity) FROM stock_move m JOIN product_product p ON p.id = m.product JOIN sale_line l ON m.origin = 'sale.line,' || l.id
            JOIN sale_sale s ON s.id = l.sale WHERE s.reference = '{number}' GROUP BY p.code, m.state ORDER BY p.code, m.state
            """)).Select(row => $"{row[0]} {row[1]} {decimal.Parse(row[2]!, CultureInfo.InvariantCulture):0}")
            .ShouldBe(["SKU-1001 cancelled 2", "SKU-1001 draft 3", "SKU-1002 cancelled 2"]);
        (await live.System.QueryAsync($"SELECT shipment_state FROM sale_sale WHERE reference = '{number}'"))[0][0].ShouldBe("waiting");
        (await live.System.QueryAsync($"""
            SELECT DISTINCT h.state FROM stock_shipment_out h JOIN stock_move m ON m.shipment = 'stock.shipment.out,' || h.id JOIN sale_line l ON m.origin = 'sale.line,' || l.id
            JOIN sale_sale s ON s.id = l.sale WHERE s.reference = '{number}'
            """)).ShouldHaveSingleItem()[0].ShouldBe("assigned", "the warehouse gets to see the rest again");
    }

    [Fact]
    public async Task A_cancelled_order_ships_nothing()
    {
        await using var erp = new Erp(live.System);
        var order = Documents.Order("STOP-1", ("1", "SKU-1001", 5, 10.00m));
        await erp.DoAsync(order);

        var cancelled = new SubmitOrder(order.Document with { Dates = order.Document.Dates with { Cancelled = TimeProvider.System.GetUtcNow() } });
        await erp.DoAsync(cancelled, revision: 2);

        (await live.System.QueryAsync("SELECT h.state FROM stock_shipment_out h JOIN stock_move m ON m.shipment = 'stock.shipment.out,' || h.id JOIN sale_line l ON m.origin = 'sale.line,' || l.id JOIN sale_sale s ON s.id = l.sale WHERE s.reference = 'STOP-1'"))
            .Select(row => row[0]).Distinct().ShouldBe(["cancelled"]);
        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Documents.Shipment("SHP-STOP", "STOP-1", ("1", "SKU-1001", 1))));
        error.Kind.ShouldBe(ErrorKind.Conflict);
    }

    [Fact]
    public async Task An_order_that_was_cancelled_before_it_was_booked_books_nothing()
    {
        await using var erp = new Erp(live.System);
        var order = Documents.Of("NEVER-1", ("1", "SKU-1001", 5, 10.00m));

        (await erp.DoAsync(new SubmitOrder(order with { Dates = order.Dates with { Cancelled = TimeProvider.System.GetUtcNow() } }))).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);

        (await live.System.QueryAsync("SELECT COUNT(*) FROM sale_sale WHERE reference = 'NEVER-1'"))[0][0].ShouldBe("0");
    }

    [Fact]
    public async Task Shipping_and_addresses_are_booked_and_invoiced_once()
    {
        await using var erp = new Erp(live.System);
        var order = Documents.Of("SHIP-1", ("1", "SKU-1001", 2, 10.00m));
        var totals = new MonetaryTotal { TaxExclusiveAmount = Money.Of(25, "EUR"), TaxAmount = Money.Of(5, "EUR"), TaxInclusiveAmount = Money.Of(30, "EUR"), PayableAmount = Money.Of(30, "EUR") };
        ValueList<AllowanceCharge> charges = [new AllowanceCharge { IsCharge = true, Type = AllowanceChargeType.Shipping, Amount = Money.Of(5, "EUR") }];
        var address = new Address { Lines = ["7 Side St"], City = "Hamburg", PostalCode = "20095", ContactName = "Jo Doe" };
        await erp.DoAsync(new SubmitOrder(order with { AllowanceCharges = charges, Totals = totals, Parties = [new Party { Role = PartyRole.ShipTo, Address = address }] }));
        await erp.DoAsync(Documents.Shipment("SHP-SHIP", "SHIP-1", ("1", "SKU-1001", 2)));
        var invoice = Documents.Invoice("INV-SHIP", "SHIP-1", "SHP-SHIP", ("1", "SKU-1001", 2, 10.00m));
        var done = await erp.DoAsync(new PostInvoice(invoice.Document with { AllowanceCharges = charges, Totals = totals }));

        done.Outcome.ShouldBe(EffectOutcome.Applied);
        (await live.System.QueryAsync("SELECT a.city, a.party_name FROM sale_sale s JOIN party_address a ON a.id = s.shipment_address WHERE s.reference = 'SHIP-1'"))[0].ShouldBe(["Hamburg", "Jo Doe"]);
        var twice = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Documents.Invoice("INV-SHIP-2", "SHIP-1", "SHP-SHIP", ("1", "SKU-1001", 1, 10.00m))));
        (twice.Kind, twice.Error.Pointer).ShouldBe((ErrorKind.Conflict, "/lines/0/quantity"));
        var overCredit = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Documents.Credit("CN-SHIP", "SHIP-1", ("1", "SKU-1001", 3, 10.00m))));
        overCredit.Kind.ShouldBe(ErrorKind.Conflict);

        var read = (await erp.FindAsync<Invoice>(done.Remote!.DisplayNumber!))!.Document!;
        read.References.ShouldHaveSingleItem().Id.ShouldBe("INV-SHIP");
        read.Orders.ShouldHaveSingleItem().Id.ShouldBe("SHIP-1");
        read.Despatches.Count.ShouldBe(1);
        read.Totals.TaxInclusiveAmount.ShouldBe(Money.Of(30.00m, "EUR"));
        read.Taxes.ShouldHaveSingleItem().Rate.ShouldBe(20);
    }

    [Fact]
    public async Task A_draft_that_Tryton_makes_by_itself_is_posted_and_not_made_again()
    {
        await using var erp = new Erp(live.System, options => options.InvoiceMethod = Connectors.Tryton.TrytonInvoiceMethod.Shipment);
        await erp.DoAsync(Documents.Order("OWN-1", ("1", "SKU-1001", 2, 10.00m)));
        await erp.DoAsync(Documents.Shipment("SHP-OWN", "OWN-1", ("1", "SKU-1001", 2)));

        (await erp.DoAsync(Documents.Invoice("INV-OWN", "OWN-1", "SHP-OWN", ("1", "SKU-1001", 2, 10.00m)))).Outcome.ShouldBe(EffectOutcome.Applied);

        (await live.System.QueryAsync("SELECT i.reference, i.state FROM account_invoice i JOIN account_invoice_line l ON l.invoice = i.id JOIN sale_line s ON l.origin = 'sale.line,' || s.id JOIN sale_sale h ON h.id = s.sale WHERE h.reference = 'OWN-1'"))
            .ShouldHaveSingleItem().ShouldBe(["INV-OWN", "posted"]);
    }

    [Fact]
    public async Task Stock_is_told_for_each_warehouse_and_location_and_for_days_to_come()
    {
        await live.System.ResetAsync();
        await using var whole = new Erp(live.System, options =>
        {
            options.Warehouses["EAST"] = "E-WH";
            options.PromiseDays.Add(7);
        });
        await using var apart = new Erp(live.System, options => options.StockPerLocation = true);

        var item = (await whole.FindAsync<Inventory>("SKU-1003"))!.Document!;
        item.Positions.Single(position => position.Location.Code == "EAST").Buckets.OnHand.ShouldBe(40);
        item.Positions.ShouldAllBe(position => position.AvailableToPromise.Count == 1);
        var bins = (await apart.FindAsync<Inventory>("SKU-1003"))!.Document!;
        bins.Positions.Single(position => position.Bin == "E-STO").Buckets.OnHand.ShouldBe(40);

        var (first, checkpoint) = await whole.ReadAllAsync<Inventory>(Checkpoint.Start, pageSize: 3);
        first.Select(change => change.DocumentKey).ShouldContain("CABLE-1");
        first.ShouldAllBe(change => change.Problems.Count == 0);
        await whole.DoAsync(Documents.Order("STOCK-1", ("1", "SKU-1003", 1, 99.99m)));
        await whole.DoAsync(Documents.Shipment("SHP-STOCK", "STOCK-1", ("1", "SKU-1003", 1)));
        var (changes, _) = await whole.ReadAllAsync<Inventory>(checkpoint);
        changes.Last(change => change.DocumentKey == "SKU-1003").Document!.Positions.Single(position => position.Location.Code == "WH").Buckets.OnHand
            .ShouldBe(item.Positions.Single(position => position.Location.Code == "WH").Buckets.OnHand - 1);
    }

    private static async Task LotStockAsync(TrytonRpc rpc, int product, params (string Lot, int Quantity)[] lots)
    {
        var from = await rpc.FindAsync("stock.location", "type", "lost_found");
        var to = await rpc.FindAsync("stock.location", "code", "STO");
        foreach (var (lot, quantity) in lots)
        {
            var move = await rpc.CreateAsync("stock.move", new JsonObject
            {
                ["product"] = product,
                ["lot"] = await rpc.FindAsync("stock.lot", "number", lot),
                ["quantity"] = (double)quantity,
                ["uom"] = await rpc.FindAsync("product.uom", "name", "Unit"),
                ["from_location"] = from,
                ["to_location"] = to,
            });
            await rpc.PressAsync("stock.move", "do", move);
        }
    }
}
