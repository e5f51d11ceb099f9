namespace Crossdock.Canonical;

/// <summary>Which way the money of a payment goes. The type of the payment implies it.</summary>
public enum PaymentDirection
{
    /// <summary>No money moves: it is reserved, or released.</summary>
    None,

    /// <summary>From the buyer to the seller.</summary>
    ToSeller,

    /// <summary>From the seller back to the buyer.</summary>
    ToBuyer,
}
