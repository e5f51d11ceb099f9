using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>Finds what is built in about a document type, without reflection.</summary>
internal static class DocumentTraits
{
    /// <summary>The traits of a canonical document; null for a host's own document type.</summary>
    public static DocumentTraits<T>? Find<T>()
        where T : class, ICanonicalDocument<T> => Of<T>.Value;

    private static class Of<T>
        where T : class, ICanonicalDocument<T>
    {
        public static readonly DocumentTraits<T>? Value = s_all.OfType<DocumentTraits<T>>().FirstOrDefault();
    }

    private static readonly object[] s_all =
    [
        new OrderTraits(), new OrderAcknowledgementTraits(), new FulfilmentRequestTraits(), new ShipmentTraits(), new InvoiceTraits(), new PaymentTraits(), new InventoryTraits(), new ItemTraits(),
    ];
}
