using System.Globalization;
using Crossdock.Canonical;
using Crossdock.FakeConnectors.Shared;

namespace Crossdock.FakeConnectors.Erp;

/// <summary>Canonical invoice to the ERP's, and back with the number the ERP gave.</summary>
internal static class ErpInvoiceMapping
{
    public static string OrderOf(Invoice invoice) => MappingProblem.SingleOrder(References(invoice.Orders, invoice.Lines.Select(line => line.Order)), "/orders");

    public static string ShipmentOf(Invoice invoice)
    {
        var shipments = References(invoice.Despatches, invoice.Lines.Select(line => line.Despatch)).Distinct(StringComparer.Ordinal).ToList();
        return shipments is [var shipment] ? shipment : throw MappingProblem.At("/despatches", "The ERP bills one shipment per invoice: name it, and no other.");
    }

    public static (ErpInvoiceBody Body, ErpPointers Pointers) ToErp(Invoice invoice)
    {
        var body = new ErpInvoiceBody(
            OrderOf(invoice),
            ShipmentOf(invoice),
            invoice.Number,
            invoice.Currency,
            invoice.IssueDate,
            [.. invoice.Lines.Select(ToLine)],
            [.. ErpAmounts.Charges(invoice.AllowanceCharges)],
            ErpAmounts.Totals(invoice.Totals, "/totals"));
        return (body, new ErpPointers([.. Enumerable.Range(0, invoice.Lines.Count)]));
    }

    public static Change<Invoice> ToChange(ErpInvoice invoice, string connection) => new()
    {
        DocumentKey = invoice.Number,
        Document = ToCanonical(invoice, connection),
        SourceVersion = invoice.Sequence,
        OccurredAt = invoice.PostedAt,
    };

    private static IEnumerable<string> References(ValueList<DocumentReference> header, IEnumerable<DocumentReference?> lines) =>
        header.Count > 0 ? header.Select(reference => reference.Id) : lines.OfType<DocumentReference>().Select(reference => reference.Id);

    public static ErpInvoiceLine ToLine(InvoiceLine line, int index) => new(
        line.Order?.LineId ?? line.Id,
        MappingProblem.RequiredSku(line.Item, $"/lines/{index}"),
        line.Quantity.Value,
        line.LineExtensionAmount.Amount,
        ErpAmounts.Rate(line.Taxes),
        line.TaxAmount?.Amount ?? ErpAmounts.TaxAmount(line.Taxes));

    private static Invoice ToCanonical(ErpInvoice invoice, string connection)
    {
        var (order, despatch) = (new DocumentReference { Type = DocumentReferenceType.Order, Id = invoice.OrderReference }, new DocumentReference { Type = DocumentReferenceType.Shipment, Id = invoice.ShipmentReference });
        return new Invoice
        {
            Number = invoice.Number,
            TypeCode = InvoiceTypeCode.Code380,
            IssueDate = invoice.IssuedOn,
            DueDate = invoice.DueOn,
            PostedAt = invoice.PostedAt,
            Currency = invoice.Currency,
            SourceVersion = invoice.Sequence.ToString(CultureInfo.InvariantCulture),
            ExternalIds = [new ExternalId { System = connection, EntityType = "invoice", Value = invoice.Number }],
            Orders = [order],
            Despatches = [despatch],
            References = invoice.ExternalReference is { } reference ? [new DocumentReference { Type = DocumentReferenceType.Invoice, Id = reference, Description = "as sent to the ERP" }] : [],
            Statuses = [StatusFact.Of(InvoiceDocumentStatus.Issued, confidence: StatusConfidence.Asserted)],
            Lines = invoice.Lines.Select((line, i) => ToLine(invoice, line, i, order, despatch)).ToValueList(),
            AllowanceCharges = invoice.Charges.Select(charge => ToCharge(invoice, charge)).ToValueList(),
            Taxes = Breakdown(invoice).ToValueList(),
            Rounding = new RoundingPolicy { Tax = TaxRounding.Line },
            Totals = Totals(invoice),
        };
    }

    private static InvoiceLine ToLine(ErpInvoice invoice, ErpInvoiceLine line, int index, DocumentReference order, DocumentReference despatch)
    {
        var tax = TaxOf(line.TaxRate, line.NetAmount, line.TaxAmount, invoice.Currency);
        return new InvoiceLine
        {
            Id = (index + 1).ToString(CultureInfo.InvariantCulture),
            Item = new ItemReference { SellerItemId = line.Sku },
            Quantity = Quantity.Of(line.Quantity),
            LineExtensionAmount = Money.Of(line.NetAmount, invoice.Currency),
            Taxes = tax is null ? [] : [tax],
            TaxAmount = tax?.Amount,
            Order = order with { LineId = line.LineReference },
            Despatch = despatch,
        };
    }

    private static AllowanceCharge ToCharge(ErpInvoice invoice, ErpCharge charge)
    {
        var isCharge = charge.NetAmount >= 0;
        var tax = TaxOf(charge.TaxRate, Math.Abs(charge.NetAmount), isCharge ? charge.TaxAmount : -charge.TaxAmount, invoice.Currency);
        return new AllowanceCharge
        {
            IsCharge = isCharge,
            Type = new AllowanceChargeType(charge.Kind),
            Reason = charge.Description,
            Amount = Money.Of(Math.Abs(charge.NetAmount), invoice.Currency),
            Taxes = tax is null ? [] : [tax],
        };
    }

    /// <summary>The ERP taxes each line by itself; the breakdown is the sum of what it did.</summary>
    private static IEnumerable<Tax> Breakdown(ErpInvoice invoice) => invoice.Lines.Select(line => (line.TaxRate, line.NetAmount, line.TaxAmount))
        .Concat(invoice.Charges.Select(charge => (charge.TaxRate, charge.NetAmount, charge.TaxAmount)))
        .GroupBy(part => part.TaxRate)
        .Select(group => TaxOf(group.Key, group.Sum(part => part.NetAmount), group.Any(part => part.TaxAmount is null) ? null : group.Sum(part => part.TaxAmount), invoice.Currency))
        .OfType<Tax>();

    private static Tax? TaxOf(decimal? rate, decimal net, decimal? amount, string currency) => rate is null || amount is null ? null : new Tax
    {
        Category = rate > 0 ? TaxCategory.S : TaxCategory.Z,
        Rate = rate,
        TaxableAmount = Money.Of(net, currency),
        Amount = Money.Of(amount.Value, currency),
    };

    private static MonetaryTotal Totals(ErpInvoice invoice)
    {
        Money Of(decimal amount) => Money.Of(amount, invoice.Currency);
        return new MonetaryTotal
        {
            LineExtensionAmount = Of(invoice.Lines.Sum(line => line.NetAmount)),
            AllowanceTotalAmount = Of(-invoice.Charges.Where(charge => charge.NetAmount < 0).Sum(charge => charge.NetAmount)),
            ChargeTotalAmount = Of(invoice.Charges.Where(charge => charge.NetAmount >= 0).Sum(charge => charge.NetAmount)),
            TaxExclusiveAmount = Of(invoice.Totals.NetAmount),
            TaxAmount = Of(invoice.Totals.TaxAmount),
            TaxInclusiveAmount = Of(invoice.Totals.GrossAmount),
            PayableAmount = Of(invoice.Totals.GrossAmount),
        };
    }
}
