namespace Crossdock.Canonical;

public sealed partial record StatusFact
{
    /// <summary>A fact on the axis <c>order</c>.</summary>
    /// <param name="code">Our code.</param>
    /// <param name="raw">The source's own word; null when it has none.</param>
    /// <param name="confidence">Inferred when the source does not say so itself.</param>
    public static StatusFact Of(OrderStatus code, string? raw = null, StatusConfidence? confidence = null) => On(StatusAxis.Order, code.Value, raw, confidence);

    /// <summary>A fact on the axis <c>orderOverlay</c>.</summary>
    /// <param name="code">Our code.</param>
    /// <param name="raw">The source's own word; null when it has none.</param>
    /// <param name="confidence">Inferred when the source does not say so itself.</param>
    public static StatusFact Of(OrderOverlay code, string? raw = null, StatusConfidence? confidence = null) => On(StatusAxis.OrderOverlay, code.Value, raw, confidence);

    /// <summary>A fact on the axis <c>payment</c>.</summary>
    /// <param name="code">Our code.</param>
    /// <param name="raw">The source's own word; null when it has none.</param>
    /// <param name="confidence">Inferred when the source does not say so itself.</param>
    public static StatusFact Of(PaymentStatus code, string? raw = null, StatusConfidence? confidence = null) => On(StatusAxis.Payment, code.Value, raw, confidence);

    /// <summary>A fact on the axis <c>refund</c>.</summary>
    /// <param name="code">Our code.</param>
    /// <param name="raw">The source's own word; null when it has none.</param>
    /// <param name="confidence">Inferred when the source does not say so itself.</param>
    public static StatusFact Of(RefundStatus code, string? raw = null, StatusConfidence? confidence = null) => On(StatusAxis.Refund, code.Value, raw, confidence);

    /// <summary>A fact on the axis <c>fulfilmentRequest</c>.</summary>
    /// <param name="code">Our code.</param>
    /// <param name="raw">The source's own word; null when it has none.</param>
    /// <param name="confidence">Inferred when the source does not say so itself.</param>
    public static StatusFact Of(FulfilmentRequestStatus code, string? raw = null, StatusConfidence? confidence = null) => On(StatusAxis.FulfilmentRequest, code.Value, raw, confidence);

    /// <summary>A fact on the axis <c>fulfilmentCancellation</c>.</summary>
    /// <param name="code">Our code.</param>
    /// <param name="raw">The source's own word; null when it has none.</param>
    /// <param name="confidence">Inferred when the source does not say so itself.</param>
    public static StatusFact Of(FulfilmentCancellationStatus code, string? raw = null, StatusConfidence? confidence = null) => On(StatusAxis.FulfilmentCancellation, code.Value, raw, confidence);

    /// <summary>A fact on the axis <c>fulfilment</c>.</summary>
    /// <param name="code">Our code.</param>
    /// <param name="raw">The source's own word; null when it has none.</param>
    /// <param name="confidence">Inferred when the source does not say so itself.</param>
    public static StatusFact Of(FulfilmentStatus code, string? raw = null, StatusConfidence? confidence = null) => On(StatusAxis.Fulfilment, code.Value, raw, confidence);

    /// <summary>A fact on the axis <c>package</c>.</summary>
    /// <param name="code">Our code.</param>
    /// <param name="raw">The source's own word; null when it has none.</param>
    /// <param name="confidence">Inferred when the source does not say so itself.</param>
    public static StatusFact Of(PackageStatus code, string? raw = null, StatusConfidence? confidence = null) => On(StatusAxis.Package, code.Value, raw, confidence);

    /// <summary>A fact on the axis <c>invoiceDocument</c>.</summary>
    /// <param name="code">Our code.</param>
    /// <param name="raw">The source's own word; null when it has none.</param>
    /// <param name="confidence">Inferred when the source does not say so itself.</param>
    public static StatusFact Of(InvoiceDocumentStatus code, string? raw = null, StatusConfidence? confidence = null) => On(StatusAxis.InvoiceDocument, code.Value, raw, confidence);

    /// <summary>A fact on the axis <c>invoiceSettlement</c>.</summary>
    /// <param name="code">Our code.</param>
    /// <param name="raw">The source's own word; null when it has none.</param>
    /// <param name="confidence">Inferred when the source does not say so itself.</param>
    public static StatusFact Of(InvoiceSettlementStatus code, string? raw = null, StatusConfidence? confidence = null) => On(StatusAxis.InvoiceSettlement, code.Value, raw, confidence);

    /// <summary>A fact on the axis <c>return</c>.</summary>
    /// <param name="code">Our code.</param>
    /// <param name="raw">The source's own word; null when it has none.</param>
    /// <param name="confidence">Inferred when the source does not say so itself.</param>
    public static StatusFact Of(ReturnStatus code, string? raw = null, StatusConfidence? confidence = null) => On(StatusAxis.Return, code.Value, raw, confidence);

    /// <summary>A fact on the axis <c>item</c>.</summary>
    /// <param name="code">Our code.</param>
    /// <param name="raw">The source's own word; null when it has none.</param>
    /// <param name="confidence">Inferred when the source does not say so itself.</param>
    public static StatusFact Of(ItemStatus code, string? raw = null, StatusConfidence? confidence = null) => On(StatusAxis.Item, code.Value, raw, confidence);

    private static StatusFact On(StatusAxis axis, string code, string? raw, StatusConfidence? confidence) =>
        new() { Axis = axis, Code = code, Raw = raw, Confidence = confidence };
}
