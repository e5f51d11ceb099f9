namespace Crossdock.Canonical.Rules.Checks;

/// <summary>Taxes of lines and of the breakdown: base x rate, and the breakdown against the parts it sums up.</summary>
internal sealed class TaxRows(DocumentCheck check, RoundingPolicy? rounding, int exponent)
{
    private readonly decimal _minorUnit = Rounded.MinorUnit(exponent);
    private readonly Dictionary<TaxKey, TaxGroup> _groups = [];
    private bool _isComplete = true;

    private readonly record struct TaxKey(TaxType? Type, TaxCategory Category, decimal? Rate, string? Jurisdiction)
    {
        public static TaxKey Of(Tax tax) => new(tax.Type == TaxType.VAT ? null : tax.Type, tax.Category, tax.Rate, tax.Jurisdiction);
    }

    /// <summary>Adds a line, or a document allowance or charge, to the groups its taxes belong to.</summary>
    /// <param name="taxes">Taxes of the part.</param>
    /// <param name="net">Signed amount without tax; null when unknown.</param>
    /// <param name="sign">-1 for an allowance, whose taxes are stated without sign.</param>
    /// <param name="tolerance">What rounding may do to a tax of this part.</param>
    public void Add(ValueList<Tax> taxes, decimal? net, int sign, decimal tolerance)
    {
        if (taxes.Count == 0)
        {
            _isComplete &= net == 0;
            return;
        }

        foreach (var tax in taxes)
        {
            var key = TaxKey.Of(tax);
            if (!_groups.TryGetValue(key, out var group))
                _groups[key] = group = new TaxGroup();
            group.Base += sign * tax.TaxableAmount?.Amount ?? net;
            group.Amount += sign * tax.Amount?.Amount;
            group.Tolerance += tolerance;
        }
    }

    /// <summary>Checks base x rate of the taxes of one part.</summary>
    /// <param name="taxes">Taxes of the part.</param>
    /// <param name="net">Amount without tax, without sign; the base where a tax states none.</param>
    /// <param name="tolerance">What rounding may do.</param>
    public void CheckPart(ValueList<Tax> taxes, decimal? net, decimal tolerance)
    {
        for (var i = 0; i < taxes.Count; i++)
        {
            if (taxes[i] is { IsCompound: true, TaxableAmount: null })
                continue;
            using var _ = check.Report.At("taxes", i);
            CheckAmount(taxes[i], taxes[i].TaxableAmount?.Amount ?? net, tolerance);
        }
    }

    /// <summary>Checks the breakdown of the document after all its parts were added.</summary>
    public void CheckBreakdown(ValueList<Tax> rows)
    {
        if (rows.Count == 0)
            return;
        var seen = new HashSet<TaxKey>();
        for (var i = 0; i < rows.Count; i++)
        {
            using var _ = check.Report.At("taxes", i);
            var key = TaxKey.Of(rows[i]);
            _groups.TryGetValue(key, out var group);
            if (!seen.Add(key))
                check.Report.Error(RuleIds.TaxBase, "", "The breakdown has two rows for one tax.", Name(key), "one row per type, category, rate and jurisdiction");
            CheckRow(rows[i], group ?? new TaxGroup());
        }

        if (!_isComplete)
            return;
        foreach (var (key, group) in _groups)
        {
            if (!seen.Contains(key) && group.Base != 0)
                check.Report.Error(RuleIds.TaxBase, "taxes", "The breakdown has no row for a tax of the lines.", "no row", Name(key));
        }
    }

    private void CheckRow(Tax row, TaxGroup group)
    {
        if (row.TaxableAmount is null || row.Amount is null)
            check.Report.Warning(RuleIds.TotalNotCheckable, "", "The row lacks its base or its amount.", "incomplete row", "taxableAmount and amount");
        var tolerance = rounding?.Tax is TaxRounding.Line or TaxRounding.Unit ? Math.Max(group.Tolerance, _minorUnit) : 0;
        CheckAmount(row, row.TaxableAmount?.Amount, tolerance);
        if (!_isComplete || row.IsCompound == true)
            return;
        if (row.TaxableAmount is { } stated && group.Base is { } expected && stated.Amount != expected)
            check.Report.Error(RuleIds.TaxBase, "taxableAmount", "The base is not the sum of what is taxed at this category and rate.", stated.ToString(), DocumentCheck.Text(expected));
        if (tolerance > 0 && row.Amount is { } amount && group.Amount is { } sum && amount.Amount != sum)
            check.Report.Error(RuleIds.TaxBreakdownSum, "amount", "The tax is not the sum of the parts it was rounded from.", amount.ToString(), DocumentCheck.Text(sum));
    }

    private void CheckAmount(Tax tax, decimal? taxableAmount, decimal tolerance)
    {
        if (tax is not { Amount: { } stated, Rate: { } rate } || taxableAmount is not { } basis)
            return;
        var exact = basis * rate / 100;
        var isRight = tolerance == 0
            ? stated.Amount == Rounded.Round(exact, exponent, rounding?.Mode)
            : Math.Abs(stated.Amount - exact) <= tolerance;
        if (!isRight)
            check.Report.Error(RuleIds.TaxAmount, "amount", "The tax is not its base times its rate.", stated.ToString(), DocumentCheck.Text(Rounded.Round(exact, exponent, rounding?.Mode)));
    }

    private static string Name(TaxKey key) => $"{key.Category.Value} {DocumentCheck.Text(key.Rate ?? 0)} %";

    /// <summary>Sums of one tax over its parts; null once a part does not say.</summary>
    private sealed class TaxGroup
    {
        public decimal? Base { get; set; } = 0;

        public decimal? Amount { get; set; } = 0;

        public decimal Tolerance { get; set; }
    }
}
