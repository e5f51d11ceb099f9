using Crossdock.Canonical;

namespace Crossdock.Connectors.Http;

/// <summary>Compares a document's totals with what a remote computes by itself: nobody is charged something else than agreed.</summary>
/// <param name="problem">Names the connection.</param>
/// <param name="system">The remote's name, for the error.</param>
/// <param name="tolerance">How far its amounts may be from the document's, in the document's currency.</param>
public sealed class TotalsCheck(Problem problem, string system, decimal tolerance)
{
    /// <summary>The first amount that is another one; null when all that the document states agree.</summary>
    /// <param name="totals">The document's totals; null when it has none.</param>
    /// <param name="found">What the remote computed: without tax, the tax, with tax.</param>
    /// <param name="check">Where to look when each of them differs.</param>
    /// <param name="consequence">What did or did not happen, a sentence.</param>
    public ConnectorException? Difference(
        MonetaryTotal? totals, (decimal Untaxed, decimal Tax, decimal Total) found, (string Prices, string Taxes, string Rounding) check, string consequence)
    {
        return Of(totals?.TaxExclusiveAmount, found.Untaxed, "/totals/taxExclusiveAmount", check.Prices)
            ?? Of(totals?.TaxAmount, found.Tax, "/totals/taxAmount", check.Taxes)
            ?? Of(totals?.TaxInclusiveAmount, found.Total, "/totals/taxInclusiveAmount", check.Rounding);

        ConnectorException? Of(Money? expected, decimal amount, string pointer, string where) => expected is { } money && Math.Abs(money.Amount - amount) > tolerance
            ? problem.Conflict(pointer, FormattableString.Invariant($"{system} computes {amount} {money.Currency} where the document says {money.Amount}; check {where}. {consequence}"))
            : null;
    }
}
