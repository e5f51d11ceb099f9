namespace Crossdock.Canonical;

public sealed partial record Payment
{
    /// <summary>Which way the money goes; null for a type that is not known, of which nobody can tell.</summary>
    public PaymentDirection? Direction => Type.Kind switch
    {
        PaymentTypeKind.Payment or PaymentTypeKind.Capture or PaymentTypeKind.ChargebackReversal => PaymentDirection.ToSeller,
        PaymentTypeKind.Refund or PaymentTypeKind.Chargeback => PaymentDirection.ToBuyer,
        PaymentTypeKind.Authorization or PaymentTypeKind.Void => PaymentDirection.None,
        _ => null,
    };
}
