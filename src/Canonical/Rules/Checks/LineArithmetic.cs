namespace Crossdock.Canonical.Rules.Checks;

/// <summary>Amounts of one line: from quantity and price to the amount with tax.</summary>
internal sealed class LineArithmetic(DocumentCheck check, RoundingPolicy? rounding, int exponent)
{
    private readonly decimal _minorUnit = Rounded.MinorUnit(exponent);

    /// <summary>Checks the line and returns its amount without tax; null when it cannot be known.</summary>
    public decimal? Check(in PricedLine line)
    {
        var goods = GoodsAmount(line);
        var isGross = line.Price?.TaxIncluded == true;
        if (goods is { } exact)
        {
            if (isGross)
                CheckGross(line, exact);
            else if (line.LineExtensionAmount is { } stated)
                Compare(stated, exact, line, "lineExtensionAmount");
        }

        CheckTaxes(line);
        if (line.LineExtensionAmount is { } net)
            return net.Amount;
        if (goods is { } computed && !isGross)
            return Round(computed);
        return line.MayLackAmount ? 0 : null;
    }

    /// <summary>Largest difference that rounding each part by itself explains, for tax amounts.</summary>
    public decimal TaxTolerance(in PricedLine line) => rounding?.Tax switch
    {
        TaxRounding.Unit => _minorUnit * Math.Max(1, decimal.Ceiling(Math.Abs(line.Quantity.Value))),
        TaxRounding.Line => _minorUnit * (1 + line.AllowanceCharges.Count),
        _ => 0,
    };

    private decimal Round(decimal value) => Rounded.Round(value, exponent, rounding?.Mode);

    /// <summary>Quantity x price / base quantity with the line's allowances and charges, not rounded and stated like the price: with tax or without.</summary>
    private decimal? GoodsAmount(in PricedLine line)
    {
        if (line.Price is not { } price)
            return null;
        var baseQuantity = 1m;
        if (price.BaseQuantity is { } priceBase)
        {
            if (priceBase.Value <= 0 || (priceBase.Unit != line.Quantity.Unit && line.Quantity.Value != 0))
            {
                check.Report.Error(RuleIds.PriceBaseQuantity, "price/baseQuantity", "The price is not for a positive quantity in the line's unit.",
                    $"{DocumentCheck.Text(priceBase.Value)} {priceBase.Unit}", "a positive quantity in " + line.Quantity.Unit);
                return null;
            }

            baseQuantity = priceBase.Value;
        }

        var amount = line.Quantity.Value * price.Amount.Amount / baseQuantity;
        foreach (var charge in line.AllowanceCharges)
            amount += price.TaxIncluded == true ? charge.SignedGross() : charge.SignedNet();
        return amount;
    }

    private void CheckGross(in PricedLine line, decimal exact)
    {
        if (line.TaxInclusiveAmount is { } inclusive)
            Compare(inclusive, exact, line, "taxInclusiveAmount");
        else if (line is { LineExtensionAmount: { } net, AddedTax: { } tax })
            Compare(net with { Amount = net.Amount + tax }, exact, line, "lineExtensionAmount");
        else if (line.LineExtensionAmount is not null)
            check.Report.Warning(RuleIds.TotalNotCheckable, "lineExtensionAmount", "The price contains tax, but the line has no tax amount.", "no tax amount", "taxAmount or taxInclusiveAmount");
    }

    private void Compare(Money stated, decimal exact, in PricedLine line, string member)
    {
        var isRight = rounding?.Price == PriceRounding.Rounded
            ? Math.Abs(stated.Amount - exact) <= RoundingError * (1 + Pieces(line))
            : stated.Amount == Round(exact);
        if (!isRight)
            check.Report.Error(RuleIds.LineExtension, member, "The line amount is not quantity x price / base quantity - allowances + charges.", stated.ToString(), DocumentCheck.Text(Round(exact)));
    }

    private decimal RoundingError => rounding?.Mode == RoundingMode.Down ? _minorUnit : _minorUnit / 2;

    private static decimal Pieces(in PricedLine line) =>
        Math.Abs(line.Quantity.Value) / (line.Price?.BaseQuantity is { Value: > 0 } priceBase ? priceBase.Value : 1);

    private void CheckTaxes(in PricedLine line)
    {
        if (line.TaxAmount is { } tax && line.Taxes.Count > 0 && line.Taxes.AddedTax() is { } sum && sum != tax.Amount)
            check.Report.Error(RuleIds.LineTaxSum, "taxAmount", "The line tax is not the sum of the line's taxes.", tax.ToString(), DocumentCheck.Text(sum));
        if (line is { TaxInclusiveAmount: { } inclusive, LineExtensionAmount: { } net, AddedTax: { } added } && inclusive.Amount != net.Amount + added)
            check.Report.Error(RuleIds.LineTaxInclusive, "taxInclusiveAmount", "The amount with tax is not the line amount plus tax.", inclusive.ToString(), DocumentCheck.Text(net.Amount + added));
    }
}
