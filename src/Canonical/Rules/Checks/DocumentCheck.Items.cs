using Crossdock.Canonical.CheckDigits;

namespace Crossdock.Canonical.Rules.Checks;

internal sealed partial class DocumentCheck
{
    /// <param name="item">The item, when the line has one.</param>
    /// <param name="member">Its member.</param>
    /// <param name="nameSuffices">True where a name alone identifies the item, as on an invoice for a service.</param>
    public void Item(ItemReference? item, string member, bool nameSuffices = false)
    {
        if (item is null)
            return;
        using var _ = Report.At(member);
        Key(item.SellerItemId, "sellerItemId");
        Key(item.BuyerItemId, "buyerItemId");
        Key(item.ManufacturerItemId, "manufacturerItemId");
        Gtin(item.Gtin, "gtin");
        Identifiers(item.AdditionalIds, "additionalIds");
        Identifiers(item.Classifications, "classifications");
        var isIdentified = item.SellerItemId is not null || item.BuyerItemId is not null || item.ManufacturerItemId is not null || item.Gtin is not null
            || item.AdditionalIds.Count > 0 || item.ExternalIds.Count > 0 || (nameSuffices && item.Name is not null);
        if (!isIdentified)
            Report.Error(RuleIds.ItemUnidentified, "", "The item has no identifier.", "no identifier", "a number of seller, buyer or manufacturer, a GTIN or an external id");
    }

    public void Instances(ValueList<ItemInstance> instances)
    {
        for (var i = 0; i < instances.Count; i++)
            Instance(instances[i], "instances", i);
    }

    public void Instance(ItemInstance? instance, string member, int index = -1)
    {
        if (instance is null)
            return;
        using var _ = Report.At(member, index);
        Country(instance.OriginCountry, "originCountry");
        Quantity(instance.Quantity, "quantity");
        if (instance.ExpiryDate < instance.ProductionDate)
            Report.Warning(RuleIds.DateOrder, "expiryDate", "The pieces expire before they were made.", Text(instance.ExpiryDate), $"not before {Text(instance.ProductionDate)}");
    }

    public void Customs(CustomsInformation? customs, string member)
    {
        if (customs is null)
            return;
        using var _ = Report.At(member);
        Country(customs.OriginCountry, "originCountry");
        ForeignAmount(customs.DeclaredValue, "declaredValue");
        Measure(customs.NetWeight, "netWeight");
    }

    public void Gtin(string? gtin, string member)
    {
        if (gtin is not null && !Gs1CheckDigit.IsGtin(gtin))
            Report.Error(RuleIds.GtinCheckDigit, member, "The check digit of the GTIN is wrong; a barcode that is no GTIN belongs in additionalIds.", gtin, CorrectDigits(gtin, gtin.Length));
    }
}
