namespace Crossdock.TestKit.Fakes;

/// <summary>What a client posts to <c>/credit-notes</c>: quantities and amounts of an order that are given back.</summary>
internal sealed record ErpCreditNoteInput(string ExternalReference, string OrderReference, string Currency, IReadOnlyList<ErpInvoiceLine> Lines, ErpTotals Totals)
{
    public DateOnly? IssuedOn { get; init; }

    public string? InvoiceReference { get; init; }

    public string? Reason { get; init; }
}

/// <summary>A posted credit note. The ERP assigned the number.</summary>
internal sealed record ErpCreditNote(string Number, string OrderNumber, ErpCreditNoteInput Note, DateOnly IssuedOn, DateTimeOffset PostedAt, long Sequence);
