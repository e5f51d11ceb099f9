namespace Crossdock.Connectors.Medusa;

/// <summary>Which figure of an inventory snapshot becomes the shop's <c>stocked_quantity</c>.</summary>
public enum MedusaStockBucket
{
    /// <summary>What is physically there. Right for most shops: Medusa itself takes off what its own orders have reserved.</summary>
    OnHand,

    /// <summary>What is free to sell, for a source that does not count the shop's own orders as allocated.</summary>
    Available,

    /// <summary>What may be promised.</summary>
    AvailableToPromise,
}
