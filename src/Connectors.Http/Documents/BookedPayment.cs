using Crossdock.Canonical;

namespace Crossdock.Connectors.Http;

/// <summary>What of a payment is booked in an ERP.</summary>
/// <param name="Number">Our number of it.</param>
/// <param name="Order">The order it is for.</param>
/// <param name="Amount">Above zero.</param>
/// <param name="IsToCustomer">True for a refund or chargeback.</param>
/// <param name="Day">When the money moved.</param>
public sealed record BookedPayment(string Number, string Order, Money Amount, bool IsToCustomer, DateOnly Day)
{
    /// <summary>What came in from the customer; below zero for what went back.</summary>
    public decimal Received => IsToCustomer ? -Amount.Amount : Amount.Amount;

    /// <summary>Reads a payment.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="system">The ERP's name, for the error.</param>
    /// <param name="problem">Names the connection.</param>
    /// <param name="time">The clock, for a payment that does not say when the money moved.</param>
    /// <exception cref="ConnectorException">It cannot be booked; names the field.</exception>
    public static BookedPayment Of(Payment payment, string system, Problem problem, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(payment);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(time);
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
        if (orders is not [var order])
        {
            throw problem.Unmappable("/orders", $"The payment names {(orders.Count == 0 ? "no order" : "several orders")}, and is booked to the customer of one sale in {system}. Name one, or send a payment per order.");
        }

        var moved = payment.SettledAt ?? payment.PostedAt ?? payment.CreatedAt ?? time.GetUtcNow();
        return new BookedPayment(
            payment.Number, order, payment.Amount, direction == PaymentDirection.ToBuyer, payment.ValueDate ?? DateOnly.FromDateTime(moved.UtcDateTime));
    }

    /// <summary>The error when the ERP has another amount under this number, which nothing changes there once it is posted; null when it is this one.</summary>
    /// <param name="received">What the ERP says came in from the customer.</param>
    /// <param name="entry">How the ERP calls what it holds.</param>
    /// <param name="system">The ERP's name.</param>
    /// <param name="problem">Names the connection.</param>
    public ConnectorException? Difference(Money received, string entry, string system, Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return received == Money.Of(Received, Amount.Currency)
            ? null
            : problem.Conflict(
                "/amount/amount",
                FormattableString.Invariant($"{entry} in {system} has this payment's number and {received.Amount} {received.Currency} received from the customer where the payment says {Received} {Amount.Currency}; book the difference under a number of its own."));
    }
}
