using System.Text.Json;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <summary>Invoices and credit notes to canonical ones, with everything that was read for them. Both have positive amounts there and here.</summary>
internal sealed class InvoiceBooks(
    string connection,
    UnitMapping units,
    MasterData.Snapshot master,
    IReadOnlyDictionary<int, SaleOrigin> origins,
    IReadOnlyDictionary<int, OdooRow> products,
    IReadOnlyDictionary<int, OdooRow> taxes,
    IReadOnlyDictionary<int, OdooRow> reversed)
{
    public Invoice Map(OdooRow row, IReadOnlyList<OdooRow> all)
    {
        var currency = row.ReferenceName("currency_id") ?? throw new JsonException("The currency is missing.", "$.currency_id", null, null);
        var isCredit = row.Text("move_type") == "out_refund";
        var lines = all.Where(line => line.Text("display_type") == "product").ToList();
        var preceding = row.Reference("reversed_entry_id") is { } id ? reversed[id].Text("name") : null;
        return new Invoice
        {
            Number = row.Required("name"),
            ExternalIds = [ExternalId.Of(connection, Wire.Number(row.Id), OdooInvoice.Model) with { DisplayNumber = row.Text("name") }],
            TypeCode = isCredit ? InvoiceTypeCode.Code381 : InvoiceTypeCode.Code380,
            IssueDate = row.Date("invoice_date") ?? throw new JsonException("The date is missing.", "$.invoice_date", null, null),
            Currency = currency,
            Orders = [.. lines.Select(OriginOf).OfType<SaleOrigin>().Select(origin => origin.OrderNumber).Distinct(StringComparer.Ordinal).Select(number => new DocumentReference { Type = DocumentReferenceType.Order, Id = number })],
            PrecedingInvoices = preceding is null ? [] : [new DocumentReference { Type = DocumentReferenceType.Invoice, Id = preceding }],
            References = row.Text("ref") is { } ours
                ? [new DocumentReference { Type = isCredit ? DocumentReferenceType.CreditNote : DocumentReferenceType.Invoice, Id = ours, Description = "reference in Odoo" }]
                : [],
            Statuses =
            [
                StatusFact.Of(row.Text("state") == "cancel" ? InvoiceDocumentStatus.Void : InvoiceDocumentStatus.Issued, row.Text("state"), StatusConfidence.Asserted),
                StatusFact.Of(Settlement(row), row.Text("payment_state"), StatusConfidence.Asserted),
            ],
            Lines = [.. lines.Select(line => Line(line, currency, preceding))],
            Taxes = [.. Taxes(lines, [.. all.Where(line => line.Text("display_type") == "tax")], currency)],
            Rounding = new RoundingPolicy { Price = lines.All(line => IsExact(line, currency)) ? PriceRounding.Exact : PriceRounding.Rounded, Tax = TaxRounding.Document },
            Totals = new MonetaryTotal
            {
                LineExtensionAmount = Money.Of(lines.Sum(line => line.Decimal("price_subtotal")), currency),
                TaxExclusiveAmount = Money.Of(row.Decimal("amount_untaxed"), currency),
                TaxAmount = Money.Of(row.Decimal("amount_tax"), currency),
                TaxInclusiveAmount = Money.Of(row.Decimal("amount_total"), currency),
                PayableAmount = Money.Of(row.Decimal("amount_total"), currency),
                OutstandingAmount = Money.Of(row.Decimal("amount_residual"), currency),
            },
        };
    }

    private InvoiceLine Line(OdooRow line, string currency, string? preceding)
    {
        var origin = OriginOf(line);
        var product = line.Reference("product_id") is { } id ? products[id] : (OdooRow?)null;
        return new InvoiceLine
        {
            Id = Wire.Number(line.Id),
            Type = InvoiceLineType.Item,
            Item = product is { } known ? new ItemReference { SellerItemId = known.Text("default_code"), Name = known.Text("name") } : null,
            Description = line.Text("name"),
            Quantity = Quantity.Of(line.Decimal("quantity"), line.Reference("product_uom_id") is { } unit ? units.Code(master, unit, "product_uom_id") : Canonical.CodeLists.UnitCodes.One),
            Price = new Price { Amount = Money.Of(line.Decimal("price_unit"), currency) },
            LineExtensionAmount = Money.Of(line.Decimal("price_subtotal"), currency),
            Taxes = [.. line.Ids("tax_ids").Select(tax => new Tax { Category = Category(Rate(taxes[tax])), Rate = Rate(taxes[tax]) })],
            Order = origin is null ? null : new DocumentReference { Type = DocumentReferenceType.Order, Id = origin.OrderNumber, LineId = origin.LineId },
            PrecedingInvoice = preceding is null ? null : new DocumentReference { Type = DocumentReferenceType.Invoice, Id = preceding },
            ExternalIds = [ExternalId.Of(connection, Wire.Number(line.Id), OdooInvoice.LineModel)],
        };
    }

    /// <summary>By tax: what it was computed on, and the amount, which Odoo books on lines of their own; a tax of 0 % has none.</summary>
    private IEnumerable<Tax> Taxes(IReadOnlyList<OdooRow> lines, IReadOnlyList<OdooRow> taxLines, string currency) => lines.SelectMany(line => line.Ids("tax_ids")).Distinct().Order().Select(id => new Tax
    {
        Category = Category(Rate(taxes[id])),
        Name = taxes[id].Text("name"),
        Rate = Rate(taxes[id]),
        TaxableAmount = Money.Of(lines.Where(line => line.Ids("tax_ids").Contains(id)).Sum(line => line.Decimal("price_subtotal")), currency),
        Amount = Money.Of(Math.Abs(taxLines.Where(line => line.Reference("tax_line_id") == id).Sum(line => line.Decimal("amount_currency"))), currency),
    });

    private SaleOrigin? OriginOf(OdooRow line) => line.Ids("sale_line_ids").Select(id => origins.GetValueOrDefault(id)).FirstOrDefault(origin => origin is not null);

    private static InvoiceSettlementStatus Settlement(OdooRow row) => row.Text("payment_state") switch
    {
        "paid" or "in_payment" or "reversed" => InvoiceSettlementStatus.Paid,
        "partial" => InvoiceSettlementStatus.Partial,
        _ => InvoiceSettlementStatus.NotPaid,
    };

    /// <summary>Percent; null for a tax of a fixed amount.</summary>
    private static decimal? Rate(OdooRow tax) => tax.Text("amount_type") == "percent" ? tax.Decimal("amount") : null;

    private static TaxCategory Category(decimal? rate) => rate == 0 ? TaxCategory.Z : TaxCategory.S;

    private static bool IsExact(OdooRow line, string currency) =>
        Money.Of(line.Decimal("quantity") * line.Decimal("price_unit"), currency).Round(MidpointRounding.AwayFromZero).Amount == line.Decimal("price_subtotal");
}
