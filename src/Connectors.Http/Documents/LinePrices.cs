using Crossdock.Canonical;

namespace Crossdock.Connectors.Http;

/// <summary>
/// Finds the unit price without tax that gives a line's amount to the last digit, as the remote multiplies and rounds, for remotes that take
/// prices and compute amounts. Where no price does, the document is refused: nobody is billed another amount than agreed.
/// </summary>
/// <param name="problem">Names the connection.</param>
/// <param name="decimals">Decimals that the remote's unit prices may have.</param>
/// <param name="rounding">How the remote rounds the amount of a line.</param>
/// <param name="advice">What to do when they are too few, e.g. <c>raise price_decimal in Tryton</c>.</param>
public sealed class LinePrices(Problem problem, int decimals, MidpointRounding rounding, string advice)
{
    /// <summary>The price of one of an order line.</summary>
    /// <param name="order">The order.</param>
    /// <param name="line">Its line; the quantity is not zero.</param>
    /// <param name="pointer">JSON Pointer of the line.</param>
    public decimal Of(Order order, OrderLine line, string pointer)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(line);
        var stated = line.Price is { TaxIncluded: not true } price ? price.Amount.Amount / (price.BaseQuantity?.Value ?? 1) : (decimal?)null;
        InCurrency(line.Price?.Amount, order.Currency, pointer + "/price/amount/currency");
        InCurrency(line.LineExtensionAmount, order.Currency, pointer + "/lineExtensionAmount/currency");
        if (line.LineExtensionAmount is not { } amount)
        {
            return stated is { } only && IsFine(only)
                ? only
                : throw problem.Unmappable(
                    pointer + "/lineExtensionAmount", "The line has neither an amount without tax nor a price without tax that can be held there; map one of them in the source.");
        }

        return stated is { } exact && IsFine(exact) && Rounded(exact * line.Quantity.Value, order.Currency) == amount.Amount
            ? exact
            : Of(amount.Amount, line.Quantity.Value, order.Currency, pointer + "/lineExtensionAmount");
    }

    /// <summary>The price of one that gives an amount.</summary>
    /// <param name="net">The amount without tax.</param>
    /// <param name="quantity">The quantity, not zero.</param>
    /// <param name="currency">The amount's currency.</param>
    /// <param name="pointer">JSON Pointer of the amount.</param>
    public decimal Of(decimal net, decimal quantity, string currency, string pointer)
    {
        var price = decimal.Round(net / quantity, decimals, rounding);
        return Rounded(price * quantity, currency) == net
            ? price
            : throw problem.Unmappable(pointer, FormattableString.Invariant($"No unit price of {decimals} decimals gives {net} for {quantity}; {advice}."));
    }

    /// <summary>An allowance or charge without the tax in it.</summary>
    /// <param name="charge">The allowance or charge.</param>
    /// <param name="pointer">Its JSON Pointer.</param>
    /// <param name="currency">The document's currency.</param>
    public decimal Net(AllowanceCharge charge, string pointer, string currency)
    {
        ArgumentNullException.ThrowIfNull(charge);
        InCurrency(charge.Amount, currency, pointer + "/amount/currency");
        if (charge.TaxIncluded != true)
        {
            return charge.Amount.Amount;
        }

        return charge.Taxes.Count > 0 && charge.Taxes.All(tax => tax.Amount is not null)
            ? charge.Amount.Amount - charge.Taxes.Sum(tax => tax.Amount!.Value.Amount)
            : throw problem.Unmappable(pointer + "/taxes", "The amount contains tax and does not say how much; map the tax amount in the source.");
    }

    /// <summary>Refuses an amount in another currency than the document's.</summary>
    /// <param name="amount">The amount; null is none.</param>
    /// <param name="currency">The document's currency.</param>
    /// <param name="pointer">JSON Pointer of the amount's currency.</param>
    public void InCurrency(Money? amount, string currency, string pointer)
    {
        if (amount is { } money && money.Currency != currency)
        {
            throw problem.Unmappable(pointer, $"The amount is in {money.Currency} and the document in {currency}; correct it in the source.");
        }
    }

    private bool IsFine(decimal price) => decimal.Round(price, decimals) == price;

    private decimal Rounded(decimal amount, string currency) => Money.Of(amount, currency).Round(rounding).Amount;
}
