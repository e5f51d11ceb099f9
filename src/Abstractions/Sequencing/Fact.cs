namespace Crossdock;

/// <summary>Something that has to be true before a step may run, e.g. "the ERP accepted the order".</summary>
/// <param name="Name">Stable name: the operation that establishes it.</param>
/// <param name="Connection">The connection it is about.</param>
/// <param name="Scope">What it is true for.</param>
public sealed record Fact(string Name, string Connection, FactScope Scope)
{
    /// <summary>The order of this sequence key was accepted by an ERP.</summary>
    public static Fact OrderAccepted(string connection) => new(SubmitOrder.Operation.Name, connection, FactScope.SequenceKey);

    /// <summary>The fulfilment request of this sequence key was accepted by a warehouse.</summary>
    public static Fact FulfilmentRequested(string connection) =>
        new(RequestFulfilment.Operation.Name, connection, FactScope.SequenceKey);

    /// <summary>This very shipment was reported to a connection.</summary>
    public static Fact ShipmentReported(string connection) => new(ReportShipment.Operation.Name, connection, FactScope.Document);

    /// <summary>The invoice of this very document was posted.</summary>
    public static Fact InvoicePosted(string connection) => new(PostInvoice.Operation.Name, connection, FactScope.Document);

    /// <summary>An invoice of the order of this sequence key was posted; for a credit note: enough invoices to hold what it credits.</summary>
    public static Fact OrderInvoiced(string connection) => new(PostInvoice.Operation.Name, connection, FactScope.SequenceKey);

    /// <summary>This very credit note, or that of this very refund, was posted.</summary>
    public static Fact CreditNotePosted(string connection) => new(PostCreditNote.Operation.Name, connection, FactScope.Document);

    /// <summary>This very refund was paid back by a connection, e.g. the shop, before an ERP records it.</summary>
    public static Fact RefundIssued(string connection) => new(IssueRefund.Operation.Name, connection, FactScope.Document);

    /// <summary>This very payment was recorded.</summary>
    public static Fact PaymentRecorded(string connection) => new(RecordPayment.Operation.Name, connection, FactScope.Document);
}
