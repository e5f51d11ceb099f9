using System.Globalization;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <summary>Invoices and credit notes to canonical ones, with everything that was read for them. A credit note's amounts are negative in Tryton and positive here.</summary>
internal sealed class InvoiceBooks(
    string connection,
    UnitReading units,
    IReadOnlyDictionary<int, SaleOrigin> origins,
    IReadOnlyDictionary<int, TrytonRow> credited,
    IReadOnlyDictionary<int, TrytonRow> moves,
    IReadOnlyDictionary<int, TrytonRow> shipments,
    IReadOnlyDictionary<int, TrytonRow> taxes)
{
    public Invoice Map(TrytonRow row, IReadOnlyList<TrytonRow> lines, IReadOnlyList<TrytonRow> taxLines)
    {
        var currency = row.Of("currency")?.Required("code") ?? throw new System.Text.Json.JsonException("The currency is missing.", "$.currency", null, null);
        var isCredit = row.Decimal("untaxed_amount") < 0;
        var sign = isCredit ? -1 : 1;
        var orders = lines.Select(OriginOf).OfType<SaleOrigin>().Select(origin => origin.OrderNumber).Distinct(StringComparer.Ordinal).ToList();
        var despatches = lines.Select(DespatchOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var preceding = lines.Select(line => CreditedOf(line)?.Of("invoice")?.Text("number")).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return new Invoice
        {
            Number = row.Required("number"),
            ExternalIds = [ExternalId.Of(connection, row.Id.ToString(CultureInfo.InvariantCulture), TrytonInvoice.Model) with { DisplayNumber = row.Text("number") }],
            TypeCode = isCredit ? InvoiceTypeCode.Code381 : InvoiceTypeCode.Code380,
            IssueDate = row.Date("invoice_date") ?? throw new System.Text.Json.JsonException("The date is missing.", "$.invoice_date", null, null),
            Currency = currency,
            Orders = [.. orders.Select(number => new DocumentReference { Type = DocumentReferenceType.Order, Id = number })],
            Despatches = [.. despatches.Select(number => new DocumentReference { Type = DocumentReferenceType.Shipment, Id = number })],
            PrecedingInvoices = [.. preceding.Select(number => new DocumentReference { Type = DocumentReferenceType.Invoice, Id = number })],
            References = row.Text("reference") is { } ours
                ? [new DocumentReference { Type = isCredit ? DocumentReferenceType.CreditNote : DocumentReferenceType.Invoice, Id = ours, Description = "as sent to Tryton" }]
                : [],
            Statuses =
            [
                StatusFact.Of(row.Text("state") == "cancelled" ? InvoiceDocumentStatus.Void : InvoiceDocumentStatus.Issued, row.Text("state"), StatusConfidence.Asserted),
                StatusFact.Of(Settlement(row), row.Text("state"), StatusConfidence.Asserted),
            ],
            Lines = [.. lines.OrderBy(line => line.Id).Select(line => Line(line, currency, sign))],
            Taxes = [.. taxLines.OrderBy(tax => tax.Id).Select(tax => new Tax
            {
                Category = Category(Rate(tax.Of("tax"))),
                Name = tax.Text("description"),
                Rate = Rate(tax.Of("tax")),
                TaxableAmount = Money.Of(sign * tax.Decimal("base"), currency),
                Amount = Money.Of(sign * tax.Decimal("amount"), currency),
            })],
            Rounding = new RoundingPolicy { Price = lines.All(line => IsExact(line, currency)) ? PriceRounding.Exact : PriceRounding.Rounded, Tax = TaxRounding.Document },
            Totals = new MonetaryTotal
            {
                LineExtensionAmount = Money.Of(sign * lines.Sum(line => line.Decimal("amount")), currency),
                TaxExclusiveAmount = Money.Of(sign * row.Decimal("untaxed_amount"), currency),
                TaxAmount = Money.Of(sign * row.Decimal("tax_amount"), currency),
                TaxInclusiveAmount = Money.Of(sign * row.Decimal("total_amount"), currency),
                PayableAmount = Money.Of(sign * row.Decimal("total_amount"), currency),
                OutstandingAmount = row.DecimalOrNull("amount_to_pay") is { } open ? Money.Of(sign * open, currency) : null,
            },
        };
    }

    private InvoiceLine Line(TrytonRow line, string currency, int sign)
    {
        var origin = OriginOf(line);
        var rates = line.Ids("taxes").Select(id => taxes.TryGetValue(id, out var tax) ? Rate(tax) : null).ToList();
        return new InvoiceLine
        {
            Id = line.Id.ToString(CultureInfo.InvariantCulture),
            Type = InvoiceLineType.Item,
            Item = line.Of("product") is { } product ? new ItemReference { SellerItemId = product.Text("code"), Name = product.Text("rec_name") } : null,
            Description = line.Text("description"),
            Quantity = Quantity.Of(sign * line.Float("quantity"), line.Reference("unit") is { } unit ? units.Code(unit, "/unit") : Canonical.CodeLists.UnitCodes.One),
            Price = new Price { Amount = Money.Of(line.DecimalOrNull("unit_price") ?? 0, currency) },
            LineExtensionAmount = Money.Of(sign * line.Decimal("amount"), currency),
            Taxes = [.. rates.Select(rate => new Tax { Category = Category(rate), Rate = rate })],
            Order = origin is null ? null : new DocumentReference { Type = DocumentReferenceType.Order, Id = origin.OrderNumber, LineId = origin.LineId },
            Despatch = DespatchOf(line) is { } despatch ? new DocumentReference { Type = DocumentReferenceType.Shipment, Id = despatch } : null,
            PrecedingInvoice = CreditedOf(line)?.Of("invoice")?.Text("number") is { } preceding ? new DocumentReference { Type = DocumentReferenceType.Invoice, Id = preceding } : null,
            ExternalIds = [ExternalId.Of(connection, line.Id.ToString(CultureInfo.InvariantCulture), TrytonInvoice.LineModel)],
        };
    }

    private SaleOrigin? OriginOf(TrytonRow line) =>
        (line.ReferenceTo("origin", "sale.line") ?? CreditedOf(line)?.ReferenceTo("origin", "sale.line")) is { } id ? origins.GetValueOrDefault(id) : null;

    private TrytonRow? CreditedOf(TrytonRow line) =>
        line.ReferenceTo("origin", TrytonInvoice.LineModel) is { } id && credited.TryGetValue(id, out var row) ? row : null;

    private string? DespatchOf(TrytonRow line)
    {
        foreach (var id in line.Ids("stock_moves"))
        {
            if (moves.TryGetValue(id, out var move) && move.ReferenceTo("shipment", ShipmentDesk.Model) is { } shipment && shipments.TryGetValue(shipment, out var row))
            {
                return row.Text("number");
            }
        }

        return null;
    }

    private static InvoiceSettlementStatus Settlement(TrytonRow row) => row.Text("state") switch
    {
        "paid" => InvoiceSettlementStatus.Paid,
        _ when row.DecimalOrNull("amount_to_pay") is { } open && Math.Abs(open) < Math.Abs(row.Decimal("total_amount")) => InvoiceSettlementStatus.Partial,
        _ => InvoiceSettlementStatus.NotPaid,
    };

    /// <summary>Percent; null for a tax of a fixed amount.</summary>
    private static decimal? Rate(TrytonRow? tax) => tax?.Text("type") == "percentage" ? tax.Value.DecimalOrNull("rate") * 100 is { } rate ? rate / 1.000000000000000000000000000000m : null : null;

    private static TaxCategory Category(decimal? rate) => rate == 0 ? TaxCategory.Z : TaxCategory.S;

    private static bool IsExact(TrytonRow line, string currency) =>
        Money.Of(line.Float("quantity") * (line.DecimalOrNull("unit_price") ?? 0), currency).Round().Amount == line.Decimal("amount");
}
