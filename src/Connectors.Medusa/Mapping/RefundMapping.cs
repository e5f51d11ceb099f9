using Crossdock.Canonical;

namespace Crossdock.Connectors.Medusa;

/// <summary>Reads what a shop is to pay back.</summary>
internal static class RefundMapping
{
    private const int MaxReason = 200;
    private const string Asker = "correct it in the system that asks for the refund";

    /// <summary>How much of which payment; or the first problem with its JSON Pointer.</summary>
    public static (RefundPlan? Plan, (string Pointer, string Message)? Problem) Read(Payment document, MedusaOrder order)
    {
        var (amount, currency) = (document.Amount.Amount, document.Amount.Currency);
        if (!Cash.TryCreate(order.CurrencyCode, out var cash) || currency != cash.Currency)
        {
            return (null, ("/amount/currency", $"The refund is in {currency} and order '{order.Id}' in {cash.Currency}; {Asker}."));
        }

        if (amount <= 0 || cash.Round(amount) != amount)
        {
            return (null, ("/amount/amount", FormattableString.Invariant($"{amount} {currency} is no amount above zero that can be paid; {Asker}.")));
        }

        if (FindPayment(document, order) is not { } payment)
        {
            return (null, ("/originalPayment", document.OriginalPayment is { } named
                ? $"Order '{order.Id}' has no payment '{named.Id}'; {Asker}."
                : $"Order '{order.Id}' has no single captured payment, so the refund has to name one of the order's payments; capture it in the shop or {Asker}."));
        }

        for (var i = 0; i < document.Lines.Count; i++)
        {
            if (order.Items.All(known => known.Id != document.Lines[i].LineId))
            {
                return (null, ($"/lines/{i}/lineId", $"Order '{order.Id}' has no line '{document.Lines[i].LineId}'; {Asker}."));
            }
        }

        // The shop keeps fractions of a cent that nobody can pay. Who pays back all that is left, as far as it can be paid, pays back those too.
        var left = payment.Captured - payment.Refunded;
        return (new RefundPlan(payment, cash.Round(left) == amount ? left : amount, amount <= left || cash.Round(left) == amount), null);
    }

    /// <summary>The note that the shop shows. It ends with the refund's number, by which it is found again.</summary>
    public static string Note(Payment document)
    {
        var reason = Texts.OrNull(document.Reason) ?? "Refund";
        return $"{(reason.Length > MaxReason ? reason[..MaxReason] + "…" : reason)} {Mark(document)}";
    }

    /// <summary>True when a refund is this one.</summary>
    public static bool IsSame(MedusaRefund refund, Payment document) => refund.Note?.EndsWith(Mark(document), StringComparison.Ordinal) == true;

    /// <summary>True when a refund paid what this asks for, from the payment it names.</summary>
    public static bool Holds(MedusaPayment payment, MedusaRefund refund, Payment document, MedusaOrder order) =>
        Cash.TryCreate(order.CurrencyCode, out var cash)
        && cash.Paid(refund.RawAmount) == document.Amount
        && (document.OriginalPayment is not { } named || named.Id == payment.Id);

    private static MedusaPayment? FindPayment(Payment document, MedusaOrder order)
    {
        if (document.OriginalPayment?.Id is { } id)
        {
            return order.Payments.FirstOrDefault(payment => payment.Id == id);
        }

        var captured = order.Payments.Where(payment => payment.Captured > 0).Take(2).ToList();
        return captured is [var only] ? only : null;
    }

    private static string Mark(Payment document) => $"({document.Number})";
}
