namespace Crossdock.Connectors.Medusa;

/// <summary>What to pay back.</summary>
/// <param name="Payment">From this payment.</param>
/// <param name="Amount">How much, as the shop is told.</param>
/// <param name="IsLeft">False when less than that is left of the payment.</param>
internal sealed record RefundPlan(MedusaPayment Payment, decimal Amount, bool IsLeft);
