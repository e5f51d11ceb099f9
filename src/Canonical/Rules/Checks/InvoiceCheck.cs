using Crossdock.Canonical.CodeLists;

namespace Crossdock.Canonical.Rules.Checks;

/// <summary>Rules of an invoice or credit note.</summary>
internal sealed class InvoiceCheck(Invoice invoice, RuleReport report)
{
    private readonly DocumentCheck _check = new(report, invoice.Currency);

    public void Run()
    {
        var lineIds = _check.UniqueIds(invoice.Lines, "lines", line => line.Id);
        Header();
        _check.Parents(invoice.Lines, lineIds, line => line.Id, line => line.ParentLineId);
        var lines = new PricedLine[invoice.Lines.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            using var _ = report.At("lines", i);
            lines[i] = PricedLine.Of(invoice.Lines[i]);
            _check.Line(lines[i], lineIds, invoice.Rounding, mayTakeBack: true);
            Line(invoice.Lines[i]);
        }

        _check.AllowanceCharges(invoice.AllowanceCharges, lineIds, invoice.Rounding, mayTakeBack: true);
        _check.Taxes(invoice.Taxes);
        _check.Totals(invoice.Totals, "totals");
        Prepayments();
        new DocumentTotals(_check, invoice.AllowanceCharges, invoice.Taxes, invoice.Rounding).Check(lines, invoice.Totals);
        TaxCurrency();
        PrecedingInvoice();
        Exemptions();
    }

    private void Header()
    {
        _check.Key(invoice.Number, "number");
        _check.References(invoice.Orders, "orders");
        if (!invoice.IsCreditNote && !TradeCodes.InvoiceTypes.Contains(invoice.TypeCode.Value))
            report.Warning(RuleIds.UnknownInvoiceType, "typeCode", "The type is not a UNCL 1001 code for invoices or credit notes.", invoice.TypeCode.Value, "e.g. 380 or 381");
        _check.NotBefore(invoice.DueDate, invoice.IssueDate, "dueDate", "The invoice is due before it was issued.");
        _check.Period(invoice.Period, "period");
        _check.Statuses(invoice.Statuses);
        _check.Parties(invoice.Parties);
        _check.DeliveryTerms(invoice.DeliveryTerms, "deliveryTerms");
        _check.PaymentTerms(invoice.PaymentTerms, invoice.Totals.PayableAmount);
        for (var i = 0; i < invoice.PaymentMeans.Count; i++)
        {
            using var _ = report.At("paymentMeans", i);
            _check.PaymentMeans(invoice.PaymentMeans[i].Code, "code");
        }

        if (invoice.Parties.WithRole(PartyRole.Seller) is null || invoice.Parties.WithRole(PartyRole.Buyer) is null)
            report.Warning(RuleIds.PartyMissing, "parties", "The invoice does not name seller and buyer.", $"{invoice.Parties.Count} parties", "parties with the roles seller and buyer");
        var isDueKnown = invoice.DueDate is not null || invoice.PaymentTerms is { DueDate: not null } or { NetDays: not null } or { Note: not null } or { Instalments.Count: > 0 };
        if (!isDueKnown && !invoice.IsCreditNote && invoice.Totals.PayableAmount.Amount > 0)
            report.Warning(RuleIds.DueDateMissing, "dueDate", "An amount is payable, but it is not known when.", "no due date and no terms", "dueDate or paymentTerms");
    }

    private void Line(InvoiceLine line)
    {
        _check.Item(line.Item, "item", nameSuffices: true);
        _check.Period(line.Period, "period");
        _check.Instances(line.Instances);
        _check.Customs(line.Customs, "customs");
        _check.Location(line.DeliverTo, "deliverTo");
        _check.Listed(line.Order, invoice.Orders, "order");
        _check.Listed(line.Despatch, invoice.Despatches, "despatch");
        _check.Listed(line.Receipt, invoice.Receipts, "receipt");
        _check.Listed(line.PrecedingInvoice, invoice.PrecedingInvoices, "precedingInvoice");
    }

    private void Prepayments()
    {
        if (invoice.Prepayments.Count == 0)
            return;
        var sum = 0m;
        for (var i = 0; i < invoice.Prepayments.Count; i++)
        {
            using var _ = report.At("prepayments", i);
            _check.Amount(invoice.Prepayments[i].Amount, "amount");
            sum += invoice.Prepayments[i].Amount.Amount;
        }

        var stated = invoice.Totals.PrepaidAmount?.Amount ?? 0;
        if (sum != stated)
            report.Error(RuleIds.PrepaymentSum, "prepayments", "The prepayments do not add up to the prepaid amount.", DocumentCheck.Text(sum), DocumentCheck.Text(stated));
    }

    private void TaxCurrency()
    {
        _check.ForeignAmount(invoice.TaxAmountInTaxCurrency, "taxAmountInTaxCurrency");
        if (invoice.TaxCurrency != invoice.TaxAmountInTaxCurrency?.Currency)
            report.Error(RuleIds.TaxCurrencyAmount, "taxAmountInTaxCurrency", "Tax currency and tax amount in it do not go together.",
                invoice.TaxAmountInTaxCurrency?.ToString() ?? "no amount", invoice.TaxCurrency is { } currency ? "an amount in " + currency : "a taxCurrency");
    }

    private void PrecedingInvoice()
    {
        if ((!invoice.IsCreditNote && invoice.TypeCode != InvoiceTypeCode.Code384) || invoice.PrecedingInvoices.Count > 0)
            return;
        foreach (var line in invoice.Lines)
        {
            if (line.PrecedingInvoice is not null)
                return;
        }

        report.Warning(RuleIds.PrecedingInvoiceMissing, "precedingInvoices", "A credit note or correction does not name the invoice it is about.", "no reference", "the number of the invoice");
    }

    private void Exemptions()
    {
        for (var i = 0; i < invoice.Taxes.Count; i++)
        {
            var tax = invoice.Taxes[i];
            if (tax.Category.Value is "E" or "AE" or "K" or "G" or "O" && tax.ExemptionReasonCode is null && tax.ExemptionReason is null)
            {
                using var _ = report.At("taxes", i);
                report.Warning(RuleIds.ExemptionReasonMissing, "exemptionReasonCode", $"Category {tax.Category.Value} has no reason.", "no reason", "a VATEX code or a text");
            }
        }
    }
}
