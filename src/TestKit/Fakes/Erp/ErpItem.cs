namespace Crossdock.TestKit.Fakes;

/// <summary>A row of <c>/items</c>; the price excludes tax.</summary>
internal sealed record ErpItem(string Sku, string Description, string Unit, string Gtin, string TaxClass, decimal ListPrice, string Currency);
