namespace Crossdock.Connectors.Tryton;

/// <summary>Who makes the invoices of orders that this connection submits.</summary>
public enum TrytonInvoiceMethod
{
    /// <summary>The flow: <c>PostInvoice</c> makes each invoice from its document. Tryton makes none by itself.</summary>
    Manual,

    /// <summary>Tryton, a draft per shipment; <c>PostInvoice</c> posts the draft that holds exactly what its document says.</summary>
    Shipment,

    /// <summary>Tryton, one draft with the order; <c>PostInvoice</c> posts it.</summary>
    Order,
}
