namespace Crossdock.Connectors.Tryton;

/// <summary>A way to pay in Tryton (<c>account.invoice.payment.method</c>).</summary>
/// <param name="Journal">Where its entries stand.</param>
/// <param name="In">Account of the money that comes in.</param>
/// <param name="Out">Account of the money that goes back.</param>
internal sealed record PaymentWay(int Journal, int In, int Out);
