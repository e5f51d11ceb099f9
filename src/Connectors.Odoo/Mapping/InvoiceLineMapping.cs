using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <summary>Lines of an invoice or credit note document to lines in Odoo, each tied to the line of the sales order that it is about.</summary>
internal sealed class InvoiceLineMapping(OdooOptions options, Problem problem, SaleLineMatch match, IReadOnlyList<OdooInvoiceLine> booked)
{
    private readonly LinePrices _prices = OrderMapping.Prices(options, problem);

    /// <summary>Lines of an invoice. What is on invoices already, drafts included, is not billed again.</summary>
    public IReadOnlyList<InvoiceDraftLine> Invoice(Invoice document)
    {
        var more = new Dictionary<int, decimal>();
        var lines = new List<InvoiceDraftLine>();
        foreach (var (pointer, sale, quantity, net, description) in Lines(document))
        {
            more[sale.Id] = more.GetValueOrDefault(sale.Id) + quantity;
            var invoiced = booked.Where(line => !line.IsCredit && line.SaleLines.Contains(sale.Id)).Sum(line => line.Quantity);
            if (invoiced + more[sale.Id] > sale.Quantity)
            {
                throw problem.Conflict(
                    pointer + "/quantity",
                    FormattableString.Invariant($"{invoiced} of {sale.Quantity} of this line are on invoices in Odoo already, so {quantity} more would be invoiced twice; compare the sales order's invoices."));
            }

            lines.Add(Line(document, pointer, sale, quantity, net, description));
        }

        return lines;
    }

    /// <summary>Lines of a credit note, and the one invoice that it takes back; null when it takes back several.</summary>
    public (IReadOnlyList<InvoiceDraftLine> Lines, int? Invoice) Credit(Invoice document)
    {
        var preceding = document.PrecedingInvoices.Select(reference => reference.Id).ToHashSet(StringComparer.Ordinal);
        var invoices = booked.Where(line => !line.IsCredit && line.IsPosted && (preceding.Count == 0 || line.Numbers.Any(preceding.Contains))).ToList();
        var credits = booked.Where(line => line.IsCredit && (preceding.Count == 0 || invoices.Any(invoice => invoice.Invoice == line.Of))).ToList();
        var more = new Dictionary<int, decimal>();
        var lines = new List<InvoiceDraftLine>();
        foreach (var (pointer, sale, quantity, net, description) in Lines(document))
        {
            more[sale.Id] = more.GetValueOrDefault(sale.Id) + quantity;
            var left = Sum(invoices, sale.Id) - Sum(credits, sale.Id);
            if (more[sale.Id] > left)
            {
                throw problem.Conflict(
                    pointer + "/quantity",
                    FormattableString.Invariant($"Only {left} of {more[sale.Id]} are on posted invoices in Odoo and not credited yet; post the invoice first, or correct the quantity."));
            }

            lines.Add(Line(document, pointer, sale, quantity, net, description));
        }

        var about = invoices.Where(line => lines.Any(one => line.SaleLines.Contains(one.Sale.Id))).Select(line => line.Invoice).Distinct().ToList();
        return (lines, about is [var only] ? only : null);
    }

    private InvoiceDraftLine Line(Invoice document, string pointer, OdooSaleLine sale, decimal quantity, decimal net, string? description) => new(
        sale,
        sale.Product ?? throw problem.Conflict(pointer, "The sales order's line has no product in Odoo; give it one."),
        quantity,
        _prices.Of(net, quantity, document.Currency, pointer + "/lineExtensionAmount"),
        description ?? sale.Description ?? sale.Sku ?? sale.LineId);

    private static decimal Sum(IEnumerable<OdooInvoiceLine> lines, int saleLine) => lines.Where(line => line.SaleLines.Contains(saleLine)).Sum(line => line.Quantity);

    private IEnumerable<(string Pointer, OdooSaleLine Sale, decimal Quantity, decimal Net, string? Description)> Lines(Invoice document)
    {
        for (var i = 0; i < document.Lines.Count; i++)
        {
            var line = document.Lines[i];
            if (line.Quantity.Value == 0 || line.Type == InvoiceLineType.Comment || line.Type == InvoiceLineType.Subtotal)
            {
                continue;
            }

            var pointer = FormattableString.Invariant($"/lines/{i}");
            _prices.InCurrency(line.LineExtensionAmount, document.Currency, pointer + "/lineExtensionAmount/currency");
            var sale = match.Find(line.Order?.LineId, line.Item?.SellerItemId, pointer);
            yield return (pointer, sale, match.QuantityOf(sale, line.Quantity, pointer), line.LineExtensionAmount.Amount, line.Description);
        }

        var used = new HashSet<int>();
        for (var i = 0; i < document.AllowanceCharges.Count; i++)
        {
            var charge = document.AllowanceCharges[i];
            var pointer = FormattableString.Invariant($"/allowanceCharges/{i}");
            var kind = charge.Type?.Value ?? "charge";
            var sale = match.Lines.FirstOrDefault(line => line.LineId.StartsWith(kind + " ", StringComparison.Ordinal) && !used.Contains(line.Id))
                ?? throw problem.Unmappable(pointer + "/type", $"The sales order in Odoo has no line for '{kind}'; bill it there, or take it out of the document.");
            used.Add(sale.Id);
            yield return (pointer, sale, sale.Quantity, charge.IsCharge ? charge.Amount.Amount : -charge.Amount.Amount, charge.Reason);
        }
    }
}
