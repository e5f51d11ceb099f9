using System.Globalization;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <summary>What Tryton made of an order, told back line by line: its own number, prices, dates and totals.</summary>
internal static class AcknowledgementMapping
{
    public static OrderAcknowledgement Map(
        Order order, TrytonSale sale, IReadOnlyList<TrytonSaleLine> lines, MasterData.Snapshot master, UnitMapping units, string connection) => new()
    {
        Number = sale.Number,
        OrderNumber = order.Number,
        Code = sale.State == "cancelled" ? AcknowledgementCode.Rejected : AcknowledgementCode.Accepted,
        Reason = sale.State == "cancelled" ? "The sale was cancelled." : null,
        Currency = sale.Currency,
        ExternalIds = [ExternalId.Of(connection, sale.Id.ToString(CultureInfo.InvariantCulture), "sale.sale") with { DisplayNumber = sale.Number }],
        Statuses = [StatusFact.Of(sale.State == "cancelled" ? OrderStatus.Cancelled : OrderStatus.Confirmed, sale.State, StatusConfidence.Asserted)],
        Lines = [.. lines.Select(line => Line(order, line, sale, master, units, connection))],
        Totals = new MonetaryTotal
        {
            TaxExclusiveAmount = Money.Of(sale.Untaxed, sale.Currency),
            TaxAmount = Money.Of(sale.Tax, sale.Currency),
            TaxInclusiveAmount = Money.Of(sale.Total, sale.Currency),
            PayableAmount = Money.Of(sale.Total, sale.Currency),
        },
    };

    private static AcknowledgedLine Line(Order order, TrytonSaleLine line, TrytonSale sale, MasterData.Snapshot master, UnitMapping units, string connection)
    {
        var ordered = order.Lines.FirstOrDefault(one => one.Id == line.LineId);
        var unit = ordered?.Quantity.Unit ?? units.CodeOf(master.Units.GetValueOrDefault(line.Unit ?? 0)?.Symbol ?? "") ?? Canonical.CodeLists.UnitCodes.One;
        var code = sale.State == "cancelled" ? AcknowledgementCode.Rejected : ordered is null ? AcknowledgementCode.Added : AcknowledgementCode.Accepted;
        return new AcknowledgedLine
        {
            Id = line.LineId,
            OrderLineId = ordered?.Id,
            Item = new ItemReference { SellerItemId = line.Sku, Name = line.Description ?? ordered?.Item?.Name },
            OrderedQuantity = ordered?.Quantity,
            Acknowledgements =
            [
                new LineAcknowledgement
                {
                    Code = code,
                    Quantity = Quantity.Of(line.Quantity, unit),
                    PromisedShip = line.ShippingDate is { } day ? Day(day) : null,
                },
            ],
            Price = new Price { Amount = Money.Of(line.UnitPrice, sale.Currency) },
            LineExtensionAmount = Money.Of(line.Amount, sale.Currency),
            ExternalIds = [ExternalId.Of(connection, line.Id.ToString(CultureInfo.InvariantCulture), "sale.line")],
        };
    }

    private static TimeWindow Day(DateOnly day)
    {
        var midnight = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        return new TimeWindow { From = midnight, To = midnight, IsDateOnly = true };
    }
}
