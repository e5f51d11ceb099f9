using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo.Tests;

/// <summary>What Odoo holds of an earlier revision is not taken for the later one, which would then never be looked at.</summary>
public class Revisions
{
    [Fact]
    public async Task A_transfer_with_other_quantities_is_not_the_one_that_is_asked_for()
    {
        var sales = new Sales { State = "sale", PickingState = "done" };
        sales.PickingNames.Add("shipment:acme/SHP-1");
        await using var erp = new TestErp(sales.Handler());
        var shipment = Sales.Shipment().Document;
        var less = new ReportShipment(shipment with { Lines = [shipment.Lines[0] with { Quantity = Quantity.Of(1) }] });

        (await erp.ProbeAsync(Sales.Shipment(), "SHP-1")).Outcome.ShouldBe(ProbeOutcome.Found);
        (await erp.ProbeAsync(less, "SHP-1", revision: 2)).Outcome.ShouldBe(ProbeOutcome.NotFound);
        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(less, "SHP-1", revision: 2))).Kind.ShouldBe(ErrorKind.Conflict);
    }

    [Fact]
    public async Task A_quantity_that_became_less_leaves_the_price_that_was_agreed()
    {
        var sales = new Sales { State = "sale" };
        sales.Override = call =>
        {
            if (call.Method == "sale.order/write")
            {
                sales.Origin = (string)call.Body["vals"]!["origin"]!;
            }

            return null;
        };
        var handler = sales.Handler();
        await using var erp = new TestErp(handler);
        var order = Sales.Order().Document;
        var less = new SubmitOrder(order with { Lines = [order.Lines[0] with { Quantity = Quantity.Of(1), LineExtensionAmount = Money.Of(10, "EUR") }], Totals = null });

        (await erp.DoAsync(less, "SO-1", revision: 2)).Outcome.ShouldBe(EffectOutcome.Applied);

        handler.Calls.Single(call => call.Method == "sale.order/write").Body["vals"]!.ToJsonString()
            .ShouldBe("""{"origin":"SO-1 (revision 2)","order_line":[[1,5,{"product_uom_qty":1,"price_unit":10,"discount":0}]]}""");
    }

    [Fact]
    public async Task An_invoice_with_other_amounts_is_not_the_one_that_is_asked_for()
    {
        var sales = new Sales { State = "sale" };
        sales.Override = call => call.Method switch
        {
            "ir.model.data/search_read" when call.Domain.Contains("invoice:acme/INV-1", StringComparison.Ordinal) => (200, """[{"id":104,"res_id":11}]"""),
            "account.move/read" => (200, """[{"id":11,"name":"INV/2026/00001","state":"posted","move_type":"out_invoice","amount_untaxed":20.0,"amount_tax":4.0,"amount_total":24.0,"currency_id":[7,"EUR"]}]"""),
            _ => null,
        };
        await using var erp = new TestErp(sales.Handler());

        (await erp.ProbeAsync(Invoice(20, 4), "INV-1")).Outcome.ShouldBe(ProbeOutcome.Found);
        (await erp.ProbeAsync(Invoice(10, 2), "INV-1", revision: 2)).Outcome.ShouldBe(ProbeOutcome.NotFound);
        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Invoice(10, 2), "INV-1", revision: 2));
        (error.Kind, error.Error.Pointer).ShouldBe((ErrorKind.Conflict, "/totals/taxExclusiveAmount"));
    }

    private static PostInvoice Invoice(decimal net, decimal tax) => new(new Invoice
    {
        Number = "INV-1",
        TypeCode = InvoiceTypeCode.Code380,
        IssueDate = new DateOnly(2026, 11, 27),
        Currency = "EUR",
        Orders = [new DocumentReference { Id = "SO-1" }],
        Lines = [new InvoiceLine { Id = "1", Order = new DocumentReference { Id = "SO-1", LineId = "1" }, Quantity = Quantity.Of(net / 10), LineExtensionAmount = Money.Of(net, "EUR") }],
        Totals = new MonetaryTotal
        {
            TaxExclusiveAmount = Money.Of(net, "EUR"), TaxAmount = Money.Of(tax, "EUR"), TaxInclusiveAmount = Money.Of(net + tax, "EUR"), PayableAmount = Money.Of(net + tax, "EUR"),
        },
    });
}
