namespace Crossdock.TestKit.Fakes;

/// <summary>An item that all three fakes trade.</summary>
/// <param name="VariantId">The shop's variant id.</param>
/// <param name="Sku">Stock keeping unit, the same in all three systems.</param>
/// <param name="Name">Name of the variant.</param>
/// <param name="ProductId">The shop's product id.</param>
/// <param name="ProductName">Name of the product.</param>
/// <param name="Price">List price without tax in US cents.</param>
/// <param name="Gtin">GTIN-13.</param>
/// <param name="IsReduced">True when the reduced tax rate applies.</param>
/// <param name="IsLotTracked">True when the warehouse ships it by lot and expiry date.</param>
public sealed record FakeItem(
    string VariantId,
    string Sku,
    string Name,
    string ProductId,
    string ProductName,
    long Price,
    string Gtin,
    bool IsReduced = false,
    bool IsLotTracked = false);
