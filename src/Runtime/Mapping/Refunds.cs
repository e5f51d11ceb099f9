using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>Issues a refund that is asked for, and none that was paid or called off.</summary>
internal static class Refunds
{
    public static bool IsRefund(Payment payment) => payment.Type == PaymentType.Refund;

    /// <summary>How much goes back, to which payment, for what of which order. That it was paid meanwhile is no new refund; that it was called off needs a person.</summary>
    public static byte[] RevisionOf(Payment refund) => Payment.Codec.ToCanonicalBytes(new Payment
    {
        Number = refund.Number,
        Type = refund.Type,
        Statuses = PaymentMoney.StandingOf(refund) switch
        {
            PaymentStanding.CalledOff => [StatusFact.Of(RefundStatus.Cancelled)],
            PaymentStanding.Unknown => refund.Statuses,
            _ => [],
        },
        Currency = refund.Currency,
        Amount = refund.Amount,
        Orders = refund.Orders,
        OriginalPayment = refund.OriginalPayment,
        ItemsAmount = refund.ItemsAmount,
        ShippingAmount = refund.ShippingAmount,
        AdjustmentAmount = refund.AdjustmentAmount,
        Lines = refund.Lines,
    });

    /// <summary>The refund, unless what is known of it by now says that there is nothing to pay: it may have waited for the order, or for a person.</summary>
    public static async ValueTask<Payment?> MakeAsync(Payment refund, MappingContext context, CancellationToken cancellationToken) =>
        PaymentMoney.IsOpen(await NewestAsync(refund, context, cancellationToken).ConfigureAwait(false)) ? refund : null;

    /// <summary>What is known of the refund by now.</summary>
    public static async Task<Payment> NewestAsync(Payment refund, MappingContext context, CancellationToken cancellationToken)
    {
        var known = await context.FindAsync<Payment>(cancellationToken).ConfigureAwait(false);
        return known.FirstOrDefault(one => one.Envelope.Source == context.Envelope.Source && one.Envelope.DocumentKey == context.Envelope.DocumentKey)?.Document ?? refund;
    }
}
