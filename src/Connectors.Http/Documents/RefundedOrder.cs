using Crossdock.Canonical;

namespace Crossdock.Connectors.Http;

/// <summary>The one order that a refund belongs to.</summary>
public static class RefundedOrder
{
    /// <summary>The order's id, or the first problem with its JSON Pointer.</summary>
    /// <param name="document">The refund.</param>
    public static (string OrderId, (string Pointer, string Message)? Problem) Of(Payment document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var ids = document.Orders.Select(order => order.Id).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return document.Type != PaymentType.Refund
            ? ("", ("/type", $"'{document.Type}' is no refund, and nothing else can be paid back; correct it in the system that asks for the refund."))
            : ids is [var only]
            ? (only, null)
            : ("", ("/orders", $"A refund belongs to exactly one order of the shop, and this names {(ids.Count == 0 ? "none" : "several")}; correct it in the system that asks for the refund."));
    }
}
