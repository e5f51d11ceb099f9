using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>
/// Makes the invoice of a shipment from its order. Amounts are shares of the order's amounts by quantity, rounded cumulatively over the shipments,
/// so that the invoices of a wholly shipped order add up to its totals. What belongs to no goods (shipping, services) is on the first invoice.
/// </summary>
internal static class ShipmentInvoices
{
    /// <summary>A shipment leaves for a customer and still stands; returns, transfers and cancelled shipments are not invoiced.</summary>
    public static bool IsInvoiceable(Shipment shipment) =>
        shipment.Dates?.Cancelled is null
        && shipment.Type?.Kind is null or ShipmentTypeKind.Outbound or ShipmentTypeKind.DropShip;

    /// <summary>What was shipped of what; tracking, packing and dates make no other invoice.</summary>
    public static byte[] RevisionOf(Shipment shipment) => Shipment.Codec.ToCanonicalBytes(new Shipment
    {
        Number = shipment.Number,
        Orders = shipment.Orders,
        Lines = shipment.Lines.Select(line => new ShipmentLine
        {
            Id = line.Id,
            Order = line.Order,
            FulfilmentRequest = line.FulfilmentRequest,
            Item = line.Item,
            SubstitutedItem = line.SubstitutedItem,
            Quantity = line.Quantity,
        }).ToValueList(),
    });

    public static async ValueTask<Invoice?> MakeAsync(Shipment shipment, MappingContext context, CancellationToken cancellationToken)
    {
        var order = await FindOrderAsync(shipment, context, cancellationToken).ConfigureAwait(false);
        var earlier = new List<Invoice>();
        foreach (var key in (await context.FindAsync<Shipment>(cancellationToken).ConfigureAwait(false))
            .Select(other => other.Envelope.DocumentKey)
            .Where(key => key != context.Envelope.DocumentKey)
            .Distinct(StringComparer.Ordinal))
        {
            earlier.AddRange(await context.FindSentAsync<Invoice>(key, cancellationToken).ConfigureAwait(false));
        }

        return new OrderInvoice(order, shipment, new InvoicedSoFar(earlier, order.Number)).Make(DateOnly.FromDateTime(context.Now.UtcDateTime));
    }

    private static async Task<Order> FindOrderAsync(Shipment shipment, MappingContext context, CancellationToken cancellationToken)
    {
        var numbers = OrderReferences.Of(shipment);
        if (numbers.Count != 1)
        {
            throw ShippedQuantities.Invalid("/orders", numbers.Count == 0
                ? "The shipment names no order, so it cannot be invoiced; name it, or supply a mapping for PostInvoice."
                : "The shipment is for several orders; supply a mapping for PostInvoice.");
        }

        return await OrderReferences.FindAsync(numbers[0], context, cancellationToken).ConfigureAwait(false)
            ?? throw new ConnectorException(new ConnectorError
            {
                Kind = ErrorKind.NotFound,
                Message = $"Order {numbers[0]} of this shipment was not taken in; let its source send it, then replay.",
                Pointer = "/orders",
            });
    }
}
