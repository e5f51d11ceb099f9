using System.Globalization;
using Crossdock.Canonical;
using Crossdock.RealSystems.Tryton;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Odoo;

/// <summary>What the single ports do on a real Odoo.</summary>
[Collection(nameof(LiveOdoo))]
public class Flows(LiveOdoo live)
{
    [Fact]
    public async Task A_fulfilment_request_reserves_a_part_and_the_shipment_comes_back_with_lots_and_tracking()
    {
        using var rpc = live.System.LogIn();
        await OdooSeed.StockAsync(rpc, "WH", "LOT-1", 5, "L-1");
        await OdooSeed.StockAsync(rpc, "WH", "LOT-1", 5, "L-2");
        await using var erp = new Erp(live.System);
        var before = await StockAsync(erp, "SKU-1002");
        await erp.DoAsync(Documents.Order("FLOW-1", ("1", "LOT-1", 6, 30.00m), ("2", "SKU-1002", 4, 12.50m)));

        var request = Documents.Request("FR-1", "FLOW-1", ("2", "SKU-1002", 1));
        (await erp.DoAsync(request)).Outcome.ShouldBe(EffectOutcome.Applied);
        (await erp.DoAsync(request)).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);
        (await erp.ProbeAsync(request)).Outcome.ShouldBe(ProbeOutcome.Found);
        (await erp.ProbeAsync(request, revision: 2)).Outcome.ShouldBe(ProbeOutcome.NotFound);
        var stock = await StockAsync(erp, "SKU-1002");
        (stock.OnHand, stock.Available).ShouldBe((before.OnHand, before.Available - 4), "the rest is reserved too, by Odoo itself");
        (await live.System.QueryAsync("SELECT ROUND(m.product_uom_qty), m.state FROM stock_move m JOIN ir_model_data d ON d.res_id = m.picking_id AND d.name = 'request:acme/FR-1/1'"))
            .ShouldHaveSingleItem().ShouldBe(["1", "assigned"]);

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
        (await erp.ProbeAsync(reported)).Outcome.ShouldBe(ProbeOutcome.Found);
        (await erp.ProbeAsync(Documents.Shipment("SHP-LOTS", "FLOW-1", ("1", "LOT-1", 5)), revision: 2)).Outcome.ShouldBe(ProbeOutcome.NotFound, "a revision with other quantities is not the one that left");

        var shipment = (await erp.FindAsync<Shipment>(done.Remote!.DisplayNumber!))!.Document!;
        shipment.Orders.ShouldHaveSingleItem().Id.ShouldBe("FLOW-1");
        shipment.References.ShouldHaveSingleItem().Id.ShouldBe("SHP-LOTS");
        shipment.Location!.Code.ShouldBe("WH");
        shipment.TrackingNumbers.ShouldHaveSingleItem().Number.ShouldBe("TRACK-77");
        var line = shipment.Lines.ShouldHaveSingleItem();
        (line.Order!.LineId, line.Quantity.Value).ShouldBe(("1", 4m));
        line.Instances.Select(instance => (instance.LotNumber, instance.Quantity!.Value.Value)).OrderBy(one => one.LotNumber).ShouldBe([("L-1", 3m), ("L-2", 1m)]);

        var (changes, _) = await erp.ReadAllAsync<Shipment>(Checkpoint.Start);
        changes.Single(change => change.DocumentKey == shipment.Number).Document.ShouldBe(shipment);
        changes.ShouldAllBe(change => change.Problems.Count == 0);
    }

    [Fact]
    public async Task A_lot_that_is_not_in_stock_is_not_shipped()
    {
        using var rpc = live.System.LogIn();
        await OdooSeed.StockAsync(rpc, "WH", "LOT-1", 2, "L-SHORT");
        await OdooSeed.StockAsync(rpc, "WH", "LOT-1", 20, "L-PLENTY");
        await using var erp = new Erp(live.System);
        await erp.DoAsync(Documents.Order("LOT-SHORT", ("1", "LOT-1", 6, 30.00m)));
        var reported = Documents.Shipment("SHP-SHORT", "LOT-SHORT", ("1", "LOT-1", 6));
        reported = new ReportShipment(reported.Document with { Lines = [reported.Document.Lines[0] with { Instances = [new ItemInstance { LotNumber = "L-SHORT", Quantity = Quantity.Of(6) }] }] });

        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(reported));

        (error.Kind, error.Error.Pointer).ShouldBe((ErrorKind.Conflict, "/lines/0/instances"));
        (await erp.ProbeAsync(reported)).Outcome.ShouldBe(ProbeOutcome.NotFound);
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
            SELECT p.default_code, m.state, ROUND(SUM(m.product_uom_qty)) FROM stock_move m JOIN product_product p ON p.id = m.product_id JOIN sale_order_line l ON l.id = m.sale_line_id
            JOIN sale_order s ON s.id = l.order_id WHERE s.client_order_ref = 'CUT-1' AND m.state <> 'cancel' GROUP BY p.default_code, m.state ORDER BY p.default_code, m.state
            """)).Select(row => string.Join(' ', row)).ShouldBe(["SKU-1001 assigned 2", "SKU-1001 done 1"]);

        // More than is left cannot be taken back, and a price cannot be changed any more.
        var tooMuch = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Documents.Order("CUT-1", ("1", "SKU-1001", 0, 10.00m)), revision: 3));
        tooMuch.Kind.ShouldBe(ErrorKind.Conflict);
        var dearer = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Documents.Order("CUT-1", ("1", "SKU-1001", 3, 11.00m)), revision: 3));
        (dearer.Kind, dearer.Error.Pointer).ShouldBe((ErrorKind.Conflict, "/lines/0"));
    }

    [Fact]
    public async Task A_cancelled_order_ships_nothing_and_one_that_was_never_booked_books_nothing()
    {
        await using var erp = new Erp(live.System);
        var order = Documents.Order("STOP-1", ("1", "SKU-1001", 5, 10.00m));
        await erp.DoAsync(order);
        var never = Documents.Of("NEVER-1", ("1", "SKU-1001", 5, 10.00m));

        var cancelled = new SubmitOrder(order.Document with { Dates = order.Document.Dates with { Cancelled = TimeProvider.System.GetUtcNow() } });
        await erp.DoAsync(cancelled, revision: 2);
        (await erp.DoAsync(cancelled, revision: 2)).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);
        (await erp.DoAsync(new SubmitOrder(never with { Dates = never.Dates with { Cancelled = TimeProvider.System.GetUtcNow() } }))).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);

        (await live.System.QueryAsync("SELECT DISTINCT p.state, s.state FROM stock_picking p JOIN sale_order s ON s.id = p.sale_id WHERE s.client_order_ref = 'STOP-1'")).ShouldHaveSingleItem().ShouldBe(["cancel", "cancel"]);
        (await live.System.QueryAsync("SELECT COUNT(*) FROM sale_order WHERE client_order_ref = 'NEVER-1'"))[0][0].ShouldBe("0");
        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Documents.Shipment("SHP-STOP", "STOP-1", ("1", "SKU-1001", 1))));
        error.Kind.ShouldBe(ErrorKind.Conflict);
    }

    [Fact]
    public async Task Shipping_and_addresses_are_booked_and_invoiced_once()
    {
        await using var erp = new Erp(live.System);
        var order = Documents.Of("SHIP-1", ("1", "SKU-1001", 2, 10.00m));
        var totals = new MonetaryTotal { TaxExclusiveAmount = Money.Of(25, "EUR"), TaxAmount = Money.Of(5, "EUR"), TaxInclusiveAmount = Money.Of(30, "EUR"), PayableAmount = Money.Of(30, "EUR") };
        ValueList<AllowanceCharge> charges = [new AllowanceCharge { IsCharge = true, Type = AllowanceChargeType.Shipping, Amount = Money.Of(5, "EUR") }];
        var address = new Address { Lines = ["7 Side St"], City = "Hamburg", PostalCode = "20095", ContactName = "Jo Doe", CountryCode = "DE" };
        await erp.DoAsync(new SubmitOrder(order with { AllowanceCharges = charges, Totals = totals, Parties = [new Party { Role = PartyRole.ShipTo, Address = address }] }));
        await erp.DoAsync(Documents.Shipment("SHP-SHIP", "SHIP-1", ("1", "SKU-1001", 2)));
        var invoice = Documents.Invoice("INV-SHIP", "SHIP-1", "SHP-SHIP", ("1", "SKU-1001", 2, 10.00m));
        var done = await erp.DoAsync(new PostInvoice(invoice.Document with { AllowanceCharges = charges, Totals = totals }));

        done.Outcome.ShouldBe(EffectOutcome.Applied);
        (await live.System.QueryAsync("SELECT a.city, a.name FROM sale_order s JOIN res_partner a ON a.id = s.partner_shipping_id WHERE s.client_order_ref = 'SHIP-1'"))[0].ShouldBe(["Hamburg", "Jo Doe"]);
        var twice = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Documents.Invoice("INV-SHIP-2", "SHIP-1", "SHP-SHIP", ("1", "SKU-1001", 1, 10.00m))));
        (twice.Kind, twice.Error.Pointer).ShouldBe((ErrorKind.Conflict, "/lines/0/quantity"));
        var overCredit = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Documents.Credit("CN-SHIP", "SHIP-1", ("1", "SKU-1001", 3, 10.00m))));
        overCredit.Kind.ShouldBe(ErrorKind.Conflict);
        var wrong = Documents.Credit("CN-WRONG", "SHIP-1", ("1", "SKU-1001", 1, 10.00m)).Document;
        var difference = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(new PostCreditNote(wrong with { Totals = wrong.Totals with { TaxAmount = Money.Of(1.90m, "EUR") } })));
        (difference.Kind, difference.Error.Pointer).ShouldBe((ErrorKind.Conflict, "/totals/taxAmount"));
        (await live.System.QueryAsync("SELECT COUNT(*) FROM account_move WHERE ref = 'CN-WRONG'"))[0][0].ShouldBe("0");
        (await erp.ProbeAsync(new PostInvoice(invoice.Document))).Outcome.ShouldBe(ProbeOutcome.NotFound, "a revision with other amounts is not the one that was posted");

        var credit = await erp.DoAsync(Documents.Credit("CN-SHIP-1", "SHIP-1", ("1", "SKU-1001", 1, 10.00m)));
        var read = (await erp.FindAsync<Invoice>(done.Remote!.DisplayNumber!))!.Document!;
        read.References.ShouldHaveSingleItem().Id.ShouldBe("INV-SHIP");
        read.Orders.ShouldHaveSingleItem().Id.ShouldBe("SHIP-1");
        read.Lines[0].Order!.LineId.ShouldBe("1");
        read.Totals.TaxInclusiveAmount.ShouldBe(Money.Of(30.00m, "EUR"));
        read.Totals.OutstandingAmount.ShouldBe(Money.Of(18.00m, "EUR"), "Odoo settles the credit note with its invoice");
        read.Taxes.ShouldHaveSingleItem().Rate.ShouldBe(20);
        read.Taxes[0].Amount.ShouldBe(Money.Of(5.00m, "EUR"));
        var note = (await erp.FindAsync<Invoice>(credit.Remote!.DisplayNumber!))!.Document!;
        (note.TypeCode, note.Totals.TaxInclusiveAmount).ShouldBe((InvoiceTypeCode.Code381, Money.Of(12.00m, "EUR")));
        note.PrecedingInvoices.ShouldHaveSingleItem().Id.ShouldBe(read.Number);
        var (changes, _) = await erp.ReadAllAsync<Invoice>(Checkpoint.Start);
        changes.ShouldAllBe(change => change.Problems.Count == 0);
        changes.Select(change => change.DocumentKey).ShouldContain(read.Number);
    }

    [Fact]
    public async Task Money_and_units_are_exact_to_the_last_digit()
    {
        await using var erp = new Erp(live.System);
        var order = new Order
        {
            Number = "EXACT-1",
            Currency = "EUR",
            Dates = new OrderDates { Placed = TimeProvider.System.GetUtcNow() },
            Lines =
            [
                Line("1", "SKU-1001", 3, 86.13m, "C62"),
                Line("2", "CABLE-1", 0.25m, 0.80m, "KGM"),
                Line("3", "BOOK-1", 7, 104.65m, "C62"),
                Line("4", "FREE-1", 1, 0.01m, "C62"),
            ],
            Totals = new MonetaryTotal
            {
                TaxExclusiveAmount = Money.Of(191.59m, "EUR"),
                TaxAmount = Money.Of(24.72m, "EUR"),
                TaxInclusiveAmount = Money.Of(216.31m, "EUR"),
                PayableAmount = Money.Of(216.31m, "EUR"),
            },
        };

        var result = await erp.DoAsync(new SubmitOrder(order));

        result.Acknowledgement!.Totals!.PayableAmount.ShouldBe(Money.Of(216.31m, "EUR"));
        result.Acknowledgement.Lines.Select(line => line.LineExtensionAmount!.Value.Amount).ShouldBe([86.13m, 0.80m, 104.65m, 0.01m]);
        result.Acknowledgement.Lines[1].Acknowledgements[0].Quantity.ShouldBe(Quantity.Of(0.25m, "KGM"));

        static OrderLine Line(string id, string sku, decimal quantity, decimal amount, string unit) => new()
        {
            Id = id,
            Type = OrderLineType.Item,
            Item = new ItemReference { SellerItemId = sku },
            Quantity = Quantity.Of(quantity, unit),
            LineExtensionAmount = Money.Of(amount, "EUR"),
        };
    }

    [Fact]
    public async Task Stock_is_told_for_each_warehouse_and_for_days_to_come()
    {
        await using var erp = new Erp(live.System, options =>
        {
            options.Warehouses["OST"] = "E-WH";
            options.PromiseDays.Add(7);
        });

        var item = (await erp.FindAsync<Inventory>("SKU-1003"))!.Document!;
        item.Positions.Single(position => position.Location.Code == "OST").Buckets.OnHand.ShouldBe(40);
        item.Positions.ShouldAllBe(position => position.AvailableToPromise.Count == 1);

        var (first, checkpoint) = await erp.ReadAllAsync<Inventory>(Checkpoint.Start, pageSize: 3);
        first.Select(change => change.DocumentKey).ShouldContain("CABLE-1");
        first.ShouldAllBe(change => change.Problems.Count == 0);
        await erp.DoAsync(Documents.Order("STOCK-1", ("1", "SKU-1003", 1, 99.99m)));
        await erp.DoAsync(Documents.Shipment("SHP-STOCK", "STOCK-1", ("1", "SKU-1003", 1)));
        var (changes, _) = await erp.ReadAllAsync<Inventory>(checkpoint);
        changes.Last(change => change.DocumentKey == "SKU-1003").Document!.Positions.Single(position => position.Location.Code == "WH").Buckets.OnHand
            .ShouldBe(item.Positions.Single(position => position.Location.Code == "WH").Buckets.OnHand - 1);
    }

    private static async Task<(decimal? OnHand, decimal? Available)> StockAsync(Erp erp, string sku)
    {
        var buckets = (await erp.FindAsync<Inventory>(sku))!.Document!.Positions.Single(position => position.Location.Code == "WH").Buckets;
        return (buckets.OnHand, buckets.Available);
    }
}
