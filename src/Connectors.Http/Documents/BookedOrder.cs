using Crossdock.Canonical;

namespace Crossdock.Connectors.Http;

/// <summary>What of an order is booked in an ERP.</summary>
public static class BookedOrder
{
    /// <summary>The lines that order something, with their place in the order.</summary>
    /// <param name="order">The order.</param>
    public static IEnumerable<(OrderLine Line, int Index)> Lines(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Lines.Select((line, index) => (line, index)).Where(pair => pair.line.Type != OrderLineType.Comment && pair.line.Quantity.Value != 0);
    }

    /// <summary>True when the order says so, or orders nothing any more.</summary>
    /// <param name="order">The order.</param>
    public static bool IsCancelled(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Dates.Cancelled is not null || order.Statuses.On(StatusAxis.Order)?.Code == OrderStatus.Cancelled.Value || !Lines(order).Any();
    }
}
