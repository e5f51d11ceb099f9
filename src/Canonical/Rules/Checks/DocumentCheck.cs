using Crossdock.Canonical.CodeLists;

namespace Crossdock.Canonical.Rules.Checks;

/// <summary>The checks every document shares, for one pass over one document.</summary>
internal sealed partial class DocumentCheck
{
    private readonly string? _currency;
    private readonly int _exponent;
    private readonly bool _hasExponent;

    /// <param name="report">Where violations go.</param>
    /// <param name="currency">The document currency; null when the document has none, and then any currency may be used.</param>
    public DocumentCheck(RuleReport report, string? currency)
    {
        Report = report;
        _currency = currency;
        if (currency is not null)
        {
            _hasExponent = Iso4217.TryGetExponent(currency, out _exponent);
            Currency(currency, "currency");
        }
    }

    public RuleReport Report { get; }

    /// <summary>The exponent of the document currency, when it is known: without it no amount can be checked.</summary>
    public bool TryGetExponent(out int exponent)
    {
        exponent = _exponent;
        return _hasExponent;
    }

    /// <summary>An amount that must be in the document currency and fit its minor unit.</summary>
    public void Amount(Money? amount, string member)
    {
        if (amount is not { } money)
            return;
        if (_currency is not null && money.Currency != _currency)
        {
            Report.Error(RuleIds.AmountCurrency, member, "The amount is not in the document currency.", money.Currency, _currency);
            return;
        }

        ForeignAmount(amount, member);
    }

    /// <summary>An amount in any currency that must fit its minor unit.</summary>
    public void ForeignAmount(Money? amount, string member)
    {
        if (amount is not { } money || !Currency(money.Currency, member) || money.IsExactInMinorUnits)
            return;
        Iso4217.TryGetExponent(money.Currency, out var exponent);
        Report.Error(RuleIds.AmountPrecision, member, "The amount is finer than the currency's minor unit; round it.", money.ToString(), $"at most {exponent} decimals");
    }

    /// <summary>A unit price: it may be finer than the minor unit.</summary>
    public void PriceAmount(Money? amount, string member)
    {
        if (amount is not { } money)
            return;
        if (_currency is not null && money.Currency != _currency)
            Report.Error(RuleIds.AmountCurrency, member, "The price is not in the document currency.", money.Currency, _currency);
        else
            Currency(money.Currency, member);
    }

    public void Prices(Price? price, string member)
    {
        if (price is null)
            return;
        using var _ = Report.At(member);
        PriceAmount(price.Amount, "amount");
        PriceAmount(price.GrossAmount, "grossAmount");
        Quantity(price.BaseQuantity, "baseQuantity", mayBeNegative: true);
    }

    /// <summary>Amounts in several currencies: the first is in the document currency.</summary>
    public void MoneySet(MoneySet? set, string member, bool inDocumentCurrency = true)
    {
        if (set is null)
            return;
        using var _ = Report.At(member);
        if (inDocumentCurrency)
            Amount(set.Transaction, "transaction");
        else
            ForeignAmount(set.Transaction, "transaction");
        ForeignAmount(set.Shop, "shop");
        ForeignAmount(set.Accounting, "accounting");
        if (set.Accounting is { } accounting && set.FxRate is { } rate && Iso4217.TryGetExponent(accounting.Currency, out var exponent))
        {
            var expected = set.Transaction.Amount * rate;
            if (Math.Abs(accounting.Amount - expected) > Rounded.MinorUnit(exponent))
                Report.Warning(RuleIds.MoneySetRate, "accounting", "The accounting amount is not the transaction amount times the rate.", accounting.ToString(), Text(expected));
        }
    }

    private bool Currency(string code, string member)
    {
        if (Iso4217.Contains(code))
            return true;
        // The document currency is reported once, where it is declared.
        if (member == "currency" || code != _currency)
            Report.Error(RuleIds.UnknownCurrency, member, "The currency is not in ISO 4217.", code, "an ISO 4217 code");
        return false;
    }
}
