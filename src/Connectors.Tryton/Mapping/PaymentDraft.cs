using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <summary>What a payment is booked as.</summary>
/// <param name="Order">The order it is for.</param>
/// <param name="Mark">What its entry's description says, by which it is found.</param>
/// <param name="Amount">Above zero.</param>
/// <param name="IsToCustomer">True for a refund or chargeback.</param>
/// <param name="Day">When the money moved.</param>
internal sealed record PaymentDraft(string Order, string Mark, Money Amount, bool IsToCustomer, DateOnly Day)
{
    /// <summary>What came in from the customer; below zero for what went back.</summary>
    public decimal Received => IsToCustomer ? -Amount.Amount : Amount.Amount;

    /// <summary>Reads a payment; one that cannot be booked is refused with its field.</summary>
    public static PaymentDraft Of(Payment payment, string tenant, Problem problem, TimeProvider time)
    {
        var direction = payment.Direction
            ?? throw problem.Unmappable("/type", $"The type '{payment.Type.Value}' is not known, so nobody can tell which way the money went; map it to a known one.");
        if (direction == PaymentDirection.None)
        {
            throw problem.Unmappable("/type", $"No money moves with a payment of type '{payment.Type.Value}'; record the payment or capture that follows it.");
        }

        if (payment.Amount.Currency != payment.Currency)
        {
            throw problem.Unmappable("/amount/currency", $"The amount is in {payment.Amount.Currency} and the document in {payment.Currency}; correct it in the source.");
        }

        if (payment.Amount.Amount <= 0)
        {
            throw problem.Unmappable("/amount/amount", "The amount is not above zero; the type says which way the money went. Correct it in the source.");
        }

        var orders = payment.Orders.Select(order => order.Id).Distinct(StringComparer.Ordinal).ToList();
        if (orders is not [var number])
        {
            throw problem.Unmappable("/orders", $"The payment names {(orders.Count == 0 ? "no order" : "several orders")}, and is booked to the customer of one sale in Tryton. Name one, or send a payment per order.");
        }

        var moved = payment.SettledAt ?? payment.PostedAt ?? payment.CreatedAt ?? time.GetUtcNow();
        return new PaymentDraft(
            number, Marks.WebId(tenant, payment.Number), payment.Amount, direction == PaymentDirection.ToBuyer, payment.ValueDate ?? DateOnly.FromDateTime(moved.UtcDateTime));
    }
}
