namespace Crossdock.TestKit.Fakes;

/// <summary>What the warehouse checks of a request beyond its shape.</summary>
internal static class WarehouseRules
{
    public static void Check(WarehouseRequestInput input)
    {
        FakeRefusal.Unless(input.ExternalReference.Length is > 0 and <= 64, "bad-reference", "externalReference must have 1 to 64 characters.", "/externalReference");
        FakeRefusal.Unless(input.OrderReference.Length is > 0 and <= 64, "bad-reference", "orderReference must have 1 to 64 characters.", "/orderReference");
        FakeRefusal.Unless(input.ShipTo.CountryCode.Length == 2, "bad-country", "countryCode must be an ISO 3166-1 alpha-2 code.", "/shipTo/countryCode");
        FakeRefusal.Unless(input.Lines.Count > 0, "no-lines", "A fulfilment request needs at least one line.", "/lines");
        for (var i = 0; i < input.Lines.Count; i++)
        {
            var line = input.Lines[i];
            FakeRefusal.Unless(FakeCatalogue.Find(line.Sku) is not null, "unknown-sku", $"Item '{line.Sku}' does not exist.", $"/lines/{i}/sku");
            FakeRefusal.Unless(line.Quantity > 0 && decimal.IsInteger(line.Quantity), "bad-quantity", $"quantity must be a positive whole number, not {line.Quantity}.", $"/lines/{i}/quantity");
        }
    }
}
