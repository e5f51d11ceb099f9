namespace Crossdock.Connectors.Vendure;

/// <summary>Which figure of an inventory snapshot becomes the shop's <c>stockOnHand</c>.</summary>
public enum VendureStockBucket
{
    /// <summary>What is physically there. Right for most shops: Vendure itself takes off what its own orders have allocated.</summary>
    OnHand,

    /// <summary>What is free to sell, for a source that does not count the shop's own orders as allocated.</summary>
    Available,

    /// <summary>What may be promised.</summary>
    AvailableToPromise,
}
