using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>Which lines of an order are goods that leave a warehouse.</summary>
internal static class OrderGoods
{
    public static IEnumerable<OrderLine> Of(Order order)
    {
        var bundles = order.Lines.Select(line => line.ParentLineId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return order.Lines.Where(line => IsGoods(line, bundles));
    }

    /// <summary>What is still to be shipped, as far as the order says.</summary>
    public static decimal Open(OrderLine line) =>
        Math.Max(0, line.Quantity.Value - Math.Max(line.Quantities?.Shipped ?? 0, line.Quantities?.Delivered ?? 0));

    // A bundle ships as its components; services, charges, comments and gift cards do not ship unless the line says so.
    private static bool IsGoods(OrderLine line, HashSet<string> bundles) =>
        !bundles.Contains(line.Id)
        && (line.RequiresShipping ?? line.Type.Kind is not (OrderLineTypeKind.Charge or OrderLineTypeKind.Comment or OrderLineTypeKind.GiftCard));
}
