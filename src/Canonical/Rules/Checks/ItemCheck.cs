namespace Crossdock.Canonical.Rules.Checks;

/// <summary>Rules of an item.</summary>
internal sealed class ItemCheck(Item item, RuleReport report)
{
    private readonly DocumentCheck _check = new(report, null);

    public void Run()
    {
        _check.Key(item.Sku, "sku");
        _check.Key(item.ParentSku, "parentSku");
        _check.Gtin(item.Gtin, "gtin");
        _check.Identifiers(item.Aliases, "aliases");
        _check.Unit(item.BaseUnit, "baseUnit");
        _check.Country(item.OriginCountry, "originCountry");
        _check.Party(item.Manufacturer, "manufacturer");
        Units();
        Taxes();
        Prices();
        for (var i = 0; i < item.Statuses.Count; i++)
        {
            using var _ = report.At("statuses", i);
            _check.Status(item.Statuses[i].Status, "status");
        }

        Relations();
    }

    private void Units()
    {
        var levels = new HashSet<(string Unit, string? Level)>();
        var gtins = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < item.Units.Count; i++)
        {
            var unit = item.Units[i];
            using var _ = report.At("units", i);
            _check.Unit(unit.Unit, "unit");
            _check.Gtin(unit.Gtin, "gtin");
            _check.Identifiers(unit.AdditionalIds, "additionalIds");
            _check.Dimensions(unit.Dimensions, "dimensions");
            _check.Measure(unit.GrossWeight, "grossWeight");
            _check.Measure(unit.NetWeight, "netWeight");
            _check.Measure(unit.Volume, "volume");
            _check.PackageType(unit.PackageType, "packageType");
            var isBase = unit.Unit == item.BaseUnit && (unit.Level is null || unit.Level == PackagingLevel.Each);
            if (unit.QuantityInBase <= 0 || (isBase && unit.QuantityInBase != 1))
                report.Error(RuleIds.PackQuantity, "quantityInBase", "The unit does not hold a possible number of base units.", DocumentCheck.Text(unit.QuantityInBase), isBase ? "1, it is the base unit" : "above zero");
            if (!levels.Add((unit.Unit, unit.Level?.Value)))
                report.Error(RuleIds.RepeatedUnit, "unit", "The unit is described twice on one packaging level.", unit.Unit, "one entry per unit and level");
            if (unit.Gtin is { } gtin && !gtins.Add(gtin))
                report.Error(RuleIds.RepeatedGtin, "gtin", "The GTIN names two packaging levels.", gtin, "a GTIN of its own");
        }
    }

    private void Taxes()
    {
        for (var i = 0; i < item.Taxes.Count; i++)
        {
            using var _ = report.At("taxes", i);
            _check.Country(item.Taxes[i].Country, "country");
            if (item.Taxes[i].Category is { IsKnown: false } category)
                report.Warning(RuleIds.UnknownTaxCategory, "category", "The category is not a UNCL 5305 code we know.", category.Value, "a UNCL 5305 code, e.g. S");
        }
    }

    private void Prices()
    {
        for (var i = 0; i < item.Prices.Count; i++)
        {
            var price = item.Prices[i];
            using var _ = report.At("prices", i);
            _check.Prices(price.Price, "price");
            NotNegative(price.Price.Amount, "price/amount");
            _check.Country(price.Country, "country");
            if (price.ValidTo < price.ValidFrom)
                report.Error(RuleIds.WindowOrder, "validTo", "The price ends before it starts.", DocumentCheck.Text(price.ValidTo), "not before " + DocumentCheck.Text(price.ValidFrom));
        }

        for (var i = 0; i < item.Costs.Count; i++)
        {
            using var _ = report.At("costs", i);
            _check.PriceAmount(item.Costs[i].Amount, "amount");
            NotNegative(item.Costs[i].Amount, "amount");
            _check.Location(item.Costs[i].Location, "location");
        }
    }

    private void NotNegative(Money amount, string member)
    {
        if (amount.Amount < 0)
            report.Error(RuleIds.NegativePrice, member, "A price or cost is negative.", amount.ToString(), "zero or more");
    }

    private void Relations()
    {
        if (item.ParentSku == item.Sku)
            report.Error(RuleIds.SelfReference, "parentSku", "The item is its own parent.", item.Sku, "another item");
        for (var i = 0; i < item.Components.Count; i++)
        {
            using var _ = report.At("components", i);
            _check.Quantity(item.Components[i].Quantity, "quantity");
            Other(item.Components[i].Item);
        }

        for (var i = 0; i < item.Substitutes.Count; i++)
        {
            using var _ = report.At("substitutes", i);
            Other(item.Substitutes[i].Item);
        }

        if (item.Components.Count == 0 && (item.Type == ItemType.Bundle || item.Type == ItemType.Kit))
            report.Warning(RuleIds.ComponentsMissing, "components", "A bundle or kit has no components.", "no components", "at least one component");
    }

    private void Other(ItemReference other)
    {
        _check.Item(other, "item");
        if (other.SellerItemId == item.Sku)
            report.Error(RuleIds.SelfReference, "item/sellerItemId", "The item refers to itself.", item.Sku, "another item");
    }
}
