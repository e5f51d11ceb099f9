using Crossdock.Canonical;

namespace Crossdock.Connectors.Vendure;

/// <summary>Reads what a shop is to pay back.</summary>
internal static class RefundMapping
{
    private const int MaxReason = 200;
    private const string Asker = "correct it in the system that asks for the refund";

    /// <summary>How much of which payment, in minor units, for what; or the first problem with its JSON Pointer.</summary>
    public static (RefundPlan? Plan, (string Pointer, string Message)? Problem) Read(Payment document, RefundableOrder order, VendureOptions options)
    {
        var (amount, currency) = (document.Amount.Amount, document.Amount.Currency);
        if (currency != order.CurrencyCode)
        {
            return (null, ("/amount/currency", $"The refund is in {currency} and order '{order.Code}' in {order.CurrencyCode}; {Asker}."));
        }

        if (!MoneyReader.TryCreate(currency, options.MoneyDecimals, out var money) || money.ToMinorUnits(amount) is not { } minorUnits || minorUnits <= 0)
        {
            return (null, ("/amount/amount", FormattableString.Invariant($"{amount} {currency} is no amount above zero in the shop's smallest unit; {Asker}.")));
        }

        if (FindPayment(document, order) is not { } payment)
        {
            return (null, ("/originalPayment", document.OriginalPayment is { } named
                ? $"Order '{order.Code}' has no payment '{named.Id}'; {Asker}."
                : $"Order '{order.Code}' has no single settled payment, so the refund has to name one of the order's payments; settle it in the shop or {Asker}."));
        }

        var pieces = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < document.Lines.Count; i++)
        {
            var line = document.Lines[i];
            if (order.Lines.All(known => known.Id != line.LineId))
            {
                return (null, ($"/lines/{i}/lineId", $"Order '{order.Code}' has no line '{line.LineId}'; {Asker}."));
            }

            // Amounts alone say nothing of pieces; the shop notes pieces only.
            if (line.Quantity is { Value: not 0 } quantity)
            {
                if (!options.PieceUnits.Contains(quantity.Unit))
                {
                    return (null, ($"/lines/{i}/quantity/unit", $"The line is in '{quantity.Unit}' and the shop counts pieces; {Asker}, or add the unit to PieceUnits of the connection."));
                }

                if (decimal.Truncate(quantity.Value) != quantity.Value || quantity.Value is < 0 or > int.MaxValue)
                {
                    return (null, ($"/lines/{i}/quantity/value", FormattableString.Invariant($"The shop counts whole pieces, not {quantity.Value}; {Asker}.")));
                }

                pieces[line.LineId] = pieces.GetValueOrDefault(line.LineId) + (int)quantity.Value;
            }
        }

        return (new RefundPlan(payment, minorUnits, pieces), null);
    }

    /// <summary>The reason the shop shows. It ends with the refund's number, by which it is found again.</summary>
    public static string Reason(Payment document)
    {
        var reason = Texts.OrNull(document.Reason) ?? "Refund";
        return $"{(reason.Length > MaxReason ? reason[..MaxReason] + "…" : reason)} {Mark(document)}";
    }

    /// <summary>True when a refund is this one. One that failed paid nothing back, so it does not count.</summary>
    public static bool IsSame(VendureRefund refund, Payment document) =>
        refund.State != "Failed" && refund.Reason?.EndsWith(Mark(document), StringComparison.Ordinal) == true;

    /// <summary>What may still be paid back of a payment, counted as the shop does it.</summary>
    public static long Refundable(VendurePayment payment) => payment.Amount - payment.Refunds.Where(refund => refund.State != "Failed").Sum(refund => refund.Total);

    private static VendurePayment? FindPayment(Payment document, RefundableOrder order)
    {
        var payments = order.Payments ?? [];
        if (document.OriginalPayment?.Id is { } id)
        {
            return payments.FirstOrDefault(payment => payment.Id == id) ?? payments.FirstOrDefault(payment => payment.TransactionId == id);
        }

        var settled = payments.Where(payment => payment.State == "Settled").Take(2).ToList();
        return settled is [var only] ? only : null;
    }

    private static string Mark(Payment document) => $"({document.Number})";
}
