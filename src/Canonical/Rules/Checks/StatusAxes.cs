namespace Crossdock.Canonical.Rules.Checks;

/// <summary>Which codes belong to which status axis.</summary>
internal static class StatusAxes
{
    /// <summary>True when the code is known on its axis; a code on an axis we do not know is taken as it is.</summary>
    public static bool IsKnown(StatusAxis axis, string code) => axis.Value switch
    {
        "order" => new OrderStatus(code).IsKnown,
        "orderOverlay" => new OrderOverlay(code).IsKnown,
        "payment" => new PaymentStatus(code).IsKnown,
        "refund" => new RefundStatus(code).IsKnown,
        "fulfilmentRequest" => new FulfilmentRequestStatus(code).IsKnown,
        "fulfilmentCancellation" => new FulfilmentCancellationStatus(code).IsKnown,
        "fulfilment" => new FulfilmentStatus(code).IsKnown,
        "package" => new PackageStatus(code).IsKnown,
        "invoiceDocument" => new InvoiceDocumentStatus(code).IsKnown,
        "invoiceSettlement" => new InvoiceSettlementStatus(code).IsKnown,
        "return" => new ReturnStatus(code).IsKnown,
        "item" => new ItemStatus(code).IsKnown,
        _ => true,
    };
}
