using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <summary>What Odoo made of an order, told back line by line: its own number, prices and totals.</summary>
internal static class AcknowledgementMapping
{
    public static OrderAcknowledgement Map(Order order, OdooSale sale, IReadOnlyList<OdooSaleLine> lines, MasterData.Snapshot master, UnitMapping units, string connection)
    {
        var isCancelled = sale.State == "cancel";
        return new OrderAcknowledgement
        {
            Number = sale.Number,
            OrderNumber = order.Number,
            Code = isCancelled ? AcknowledgementCode.Rejected : AcknowledgementCode.Accepted,
            Reason = isCancelled ? "The sales order was cancelled." : null,
            Currency = sale.Currency,
            ExternalIds = [ExternalId.Of(connection, Wire.Number(sale.Id), OdooSale.Model) with { DisplayNumber = sale.Number }],
            Statuses = [StatusFact.Of(isCancelled ? OrderStatus.Cancelled : OrderStatus.Confirmed, sale.State, StatusConfidence.Asserted)],
            Lines = [.. lines.Where(line => isCancelled || line.Quantity != 0).Select(line => Line(order, line, isCancelled, sale.Currency, master, units, connection))],
            Totals = new MonetaryTotal
            {
                TaxExclusiveAmount = Money.Of(sale.Untaxed, sale.Currency),
                TaxAmount = Money.Of(sale.Tax, sale.Currency),
                TaxInclusiveAmount = Money.Of(sale.Total, sale.Currency),
                PayableAmount = Money.Of(sale.Total, sale.Currency),
            },
        };
    }

    private static AcknowledgedLine Line(Order order, OdooSaleLine line, bool isCancelled, string currency, MasterData.Snapshot master, UnitMapping units, string connection)
    {
        var ordered = order.Lines.FirstOrDefault(one => one.Id == line.LineId);
        var unit = ordered?.Quantity.Unit ?? units.CodeOf(master.Units.GetValueOrDefault(line.Unit ?? 0)) ?? Canonical.CodeLists.UnitCodes.One;
        var code = isCancelled ? AcknowledgementCode.Rejected : ordered is null ? AcknowledgementCode.Added : AcknowledgementCode.Accepted;
        return new AcknowledgedLine
        {
            Id = line.LineId,
            OrderLineId = ordered?.Id,
            Item = new ItemReference { SellerItemId = line.Sku, Name = line.Description ?? ordered?.Item?.Name },
            OrderedQuantity = ordered?.Quantity,
            Acknowledgements = [new LineAcknowledgement { Code = code, Quantity = Quantity.Of(line.Quantity, unit) }],
            Price = new Price { Amount = Money.Of(line.UnitPrice, currency) },
            LineExtensionAmount = Money.Of(line.Amount, currency),
            ExternalIds = [ExternalId.Of(connection, Wire.Number(line.Id), OdooSale.LineModel)],
        };
    }
}
