using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton.Tests;

/// <summary>What Tryton holds of an earlier revision is not taken for the later one, which would then never be looked at.</summary>
public class Revisions
{
    [Fact]
    public async Task A_shipment_with_other_quantities_is_not_the_one_that_is_asked_for()
    {
        await using var erp = Erp();

        (await erp.ProbeAsync(Shipment(2), "SHP-1")).Outcome.ShouldBe(ProbeOutcome.Found);
        (await erp.ProbeAsync(Shipment(1), "SHP-1", revision: 2)).Outcome.ShouldBe(ProbeOutcome.NotFound);
        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Shipment(1), "SHP-1", revision: 2));
        error.Kind.ShouldBe(ErrorKind.Conflict);
    }

    [Fact]
    public async Task An_invoice_with_other_amounts_is_not_the_one_that_is_asked_for()
    {
        await using var erp = Erp();

        (await erp.ProbeAsync(Invoice(20, 4), "INV-1")).Outcome.ShouldBe(ProbeOutcome.Found);
        (await erp.ProbeAsync(Invoice(10, 2), "INV-1", revision: 2)).Outcome.ShouldBe(ProbeOutcome.NotFound);
        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Invoice(10, 2), "INV-1", revision: 2));
        (error.Kind, error.Error.Pointer).ShouldBe((ErrorKind.Conflict, "/totals/taxExclusiveAmount"));
    }

    private static TestErp Erp() => new(RpcHandler.LoggedIn(call => call.Method switch
    {
        "model.sale.sale.search_read" or "model.sale.sale.read" => (200, RpcHandler.Result($"[{Sales.Sale("processing").Replace("\"shipments\":[]", "\"shipments\":[4]", StringComparison.Ordinal)}]")),
        "model.stock.shipment.out.read" => (200, RpcHandler.Result("""
            [{"id":4,"number":"4","state":"done","reference":"SHP-1","outgoing_moves":[7],"inventory_moves":[],"planned_date":null,"effective_date":null,"_timestamp":"1"}]
            """)),
        "model.stock.move.read" => (200, RpcHandler.Result("""
            [{"id":7,"quantity":2.0,"uom":1,"state":"done","origin":"sale.line,5","product":3,"product.":{"id":3,"code":"SKU-1"},"lot":null}]
            """)),
        "model.account.invoice.search_read" => (200, RpcHandler.Result("""
            [{"id":6,"number":"INV-2026-1","state":"posted","reference":"INV-1","type":"out","untaxed_amount":{"__class__":"Decimal","decimal":"20.00"},
              "tax_amount":{"__class__":"Decimal","decimal":"4.00"},"total_amount":{"__class__":"Decimal","decimal":"24.00"},"lines":[8],"_timestamp":"1"}]
            """)),
        _ => Sales.Answer(call, "processing"),
    }));

    private static ReportShipment Shipment(decimal quantity) => new(new Shipment
    {
        Number = "SHP-1",
        Orders = [new DocumentReference { Id = "SO-1" }],
        Lines = [new ShipmentLine { Id = "1", Order = new DocumentReference { Id = "SO-1", LineId = "1" }, Item = new ItemReference { SellerItemId = "SKU-1" }, Quantity = Quantity.Of(quantity) }],
    });

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
