using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton.Tests;

/// <summary>Order to credit note as recorded from a real Tryton 6.0.29: what is sent, and what the answers become.</summary>
public class Replayed
{
    [Fact]
    public async Task A_check_tells_the_warehouses()
    {
        await using var erp = Erp("check");

        var health = await erp.Connector.CheckAsync(TestErp.Stop);

        health.IsHealthy.ShouldBeTrue(health.Detail);
        health.Detail.ShouldContain("E-WH, WH");
    }

    [Fact]
    public async Task An_order_is_booked_and_acknowledged_with_Trytons_own_figures()
    {
        await using var erp = Erp("submit-order");

        var result = await erp.DoAsync(Recorded.Order, "REC-1");

        result.Outcome.ShouldBe(EffectOutcome.Applied);
        var answer = result.Acknowledgement!;
        answer.Code.ShouldBe(AcknowledgementCode.Accepted);
        answer.Number.ShouldBe(result.Remote!.DisplayNumber);
        answer.Totals!.PayableAmount.ShouldBe(Recorded.Order.Document.Totals!.PayableAmount);
        answer.Lines.Select(line => line.OrderLineId).ShouldBe(["1", "2", "3", null], "Tryton's line for shipping belongs to no order line");
        answer.Lines[0].Price!.Amount.Amount.ShouldBe(10.125m);
        answer.Lines[2].Acknowledgements[0].Quantity.ShouldBe(Quantity.Of(0.25m, "KGM"));
        OrderAcknowledgement.Codec.Validate(OrderAcknowledgement.Codec.ToUtf8Bytes(answer)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_order_again_makes_nothing_and_is_acknowledged_alike()
    {
        await using var first = Erp("submit-order");
        await using var again = Erp("submit-order-again");

        var (one, two) = (await first.DoAsync(Recorded.Order, "REC-1"), await again.DoAsync(Recorded.Order, "REC-1"));

        two.Outcome.ShouldBe(EffectOutcome.AlreadyApplied);
        two.Acknowledgement.ShouldBe(one.Acknowledgement);
    }

    [Fact]
    public async Task A_part_shipment_is_split_off_assigned_and_done()
    {
        await using var erp = Erp("report-shipment");

        (await erp.DoAsync(Recorded.Shipment, "REC-SHP-1")).Outcome.ShouldBe(EffectOutcome.Applied);
    }

    [Fact]
    public async Task An_invoice_and_a_credit_note_are_posted()
    {
        await using var invoicing = Erp("post-invoice");
        await using var crediting = Erp("post-credit-note");

        (await invoicing.DoAsync(Recorded.Invoice, "REC-INV-1")).Remote!.DisplayNumber.ShouldBe("INV-2026-1");
        (await crediting.DoAsync(Recorded.Credit, "REC-CN-1")).Remote!.DisplayNumber.ShouldBe("INV-2026-2");
    }

    [Fact]
    public async Task Items_are_read_with_units_prices_and_kinds()
    {
        await using var erp = Erp("items");

        var items = (await erp.ReadAsync<Item>(Checkpoint.Start)).Changes;

        items.ShouldAllBe(change => change.Problems.Count == 0);
        var cable = items.Single(change => change.DocumentKey == "CABLE-1").Document!;
        (cable.BaseUnit, cable.Prices[0].Price.Amount, cable.Type).ShouldBe(("KGM", Money.Of(3.20m, "EUR"), ItemType.Goods));
        items.Single(change => change.DocumentKey == "SHIPPING").Document!.Type.ShouldBe(ItemType.Service);
    }

    [Fact]
    public async Task Stock_is_read_by_warehouse()
    {
        await using var erp = Erp("stock");

        var stock = (await erp.ReadAsync<Inventory>(Checkpoint.Start)).Changes;

        var positions = stock.Single(change => change.DocumentKey == "SKU-1001").Document!.Positions;
        positions.Select(position => (position.Location.Code, position.Buckets.OnHand, position.Buckets.Available, position.Buckets.AvailableToPromise))
            .OrderBy(position => position.Code, StringComparer.Ordinal).Select(position => FormattableString.Invariant($"{position.Code} {position.OnHand} {position.Available} {position.AvailableToPromise}")).ShouldBe(["E-WH 40 40 40", "WH 997 997 995"], "2 of 5 ordered are still to be shipped, and nobody has assigned them");
    }

    [Fact]
    public async Task The_shipment_is_read_with_the_order_it_is_for()
    {
        await using var erp = Erp("shipments");

        var shipment = (await erp.ReadAsync<Shipment>(Checkpoint.Start)).Changes.ShouldHaveSingleItem().Document!;

        shipment.Orders.ShouldHaveSingleItem().Id.ShouldBe("REC-1");
        shipment.References.ShouldHaveSingleItem().Id.ShouldBe("REC-SHP-1");
        shipment.Location!.Code.ShouldBe("WH");
        shipment.Lines.Select(line => (line.Order!.LineId, line.Item!.SellerItemId, line.Quantity.Value)).ShouldBe([("1", "SKU-1001", 3m), ("2", "BOOK-1", 2m)], ignoreOrder: true);
    }

    [Fact]
    public async Task Invoice_and_credit_note_are_read_exactly_and_positive()
    {
        await using var erp = Erp("invoices");

        var invoices = (await erp.ReadAsync<Invoice>(Checkpoint.Start)).Changes.Select(change => change.Document!).ToList();

        var invoice = invoices.Single(one => one.TypeCode == InvoiceTypeCode.Code380);
        invoice.Totals.TaxInclusiveAmount.ShouldBe(Recorded.Invoice.Document.Totals.TaxInclusiveAmount);
        invoice.Orders.ShouldHaveSingleItem().Id.ShouldBe("REC-1");
        invoice.Despatches.ShouldHaveSingleItem();
        invoice.Taxes.Select(tax => (tax.Rate, tax.Amount!.Value.Amount)).OrderBy(tax => tax.Rate).ShouldBe([(7m, 2.09m), (20m, 6.08m)]);
        var credit = invoices.Single(one => one.TypeCode == InvoiceTypeCode.Code381);
        credit.Totals.TaxInclusiveAmount.ShouldBe(Recorded.Credit.Document.Totals.TaxInclusiveAmount);
        credit.PrecedingInvoices.ShouldHaveSingleItem().Id.ShouldBe(invoice.Number);
        credit.Lines.ShouldHaveSingleItem().Order!.LineId.ShouldBe("2");
    }

    private static TestErp Erp(string capture) => new(
        RpcHandler.Replaying(capture),
        options =>
        {
            options.ChargeItems["shipping"] = "SHIPPING";
            options.ChargeItems["discount"] = "DISCOUNT";
        },
        Recorded.Now);
}
