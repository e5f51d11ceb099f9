namespace Crossdock.Connectors.Vendure;

/// <summary>What to pay back.</summary>
/// <param name="Payment">From this payment.</param>
/// <param name="MinorUnits">How much, in its currency's minor units.</param>
/// <param name="Pieces">For how many pieces of which order line; may be empty.</param>
internal sealed record RefundPlan(VendurePayment Payment, long MinorUnits, IReadOnlyDictionary<string, int> Pieces);
