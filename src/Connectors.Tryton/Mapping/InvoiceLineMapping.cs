using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <summary>Lines of an invoice or credit note document to lines in Tryton, each tied to the sale line or invoice line it is about.</summary>
internal sealed class InvoiceLineMapping(
    TrytonOptions options, Problem problem, SaleLineMatch match, IReadOnlyList<TrytonSaleLine> saleLines, IReadOnlyList<TrytonInvoiceLine> booked)
{
    private readonly LinePrices _prices = OrderMapping.Prices(options, problem);

    /// <summary>Quantity of a sale line that is on invoices already, drafts included.</summary>
    public decimal Invoiced(int saleLine) => booked.Where(line => line.SaleLine == saleLine).Sum(line => line.Quantity);

    /// <summary>Quantities by sale line that a document is about.</summary>
    public IReadOnlyDictionary<int, decimal> Wanted(Invoice document)
    {
        var wanted = new Dictionary<int, decimal>();
        foreach (var (line, sale, quantity, _, _) in Lines(document))
        {
            wanted[sale.Id] = wanted.GetValueOrDefault(sale.Id) + quantity;
            _ = line;
        }

        return wanted;
    }

    /// <param name="document">An invoice.</param>
    /// <param name="movesOf">Done moves of a sale line that the document's shipments hold and no invoice does yet.</param>
    public IReadOnlyList<InvoiceDraftLine> Invoice(Invoice document, Func<int, IReadOnlyList<int>> movesOf)
    {
        var more = new Dictionary<int, decimal>();
        var lines = new List<InvoiceDraftLine>();
        foreach (var (pointer, sale, quantity, net, description) in Lines(document))
        {
            more[sale.Id] = more.GetValueOrDefault(sale.Id) + quantity;
            if (Invoiced(sale.Id) + more[sale.Id] > sale.Quantity)
            {
                throw problem.Conflict(
                    pointer + "/quantity",
                    FormattableString.Invariant($"{Invoiced(sale.Id)} of {sale.Quantity} of this line are on invoices in Tryton already, so {quantity} more would be invoiced twice; compare the sale's invoices."));
            }

            lines.Add(new InvoiceDraftLine(
                sale.Product ?? throw problem.Conflict(pointer, "The sale line has no product in Tryton; give it one."),
                quantity, sale.Unit ?? 0, _prices.Of(net, quantity, document.Currency, pointer + "/lineExtensionAmount"), sale.Taxes, InvoiceDesk.Origin("sale.line", sale.Id), movesOf(sale.Id), description ?? sale.Description));
        }

        return lines;
    }

    /// <param name="document">A credit note.</param>
    public IReadOnlyList<InvoiceDraftLine> Credit(Invoice document)
    {
        var preceding = document.PrecedingInvoices.Select(reference => reference.Id).ToHashSet(StringComparer.Ordinal);
        var left = booked.Where(line => line.SaleLine is not null && line.Quantity > 0 && line.InvoiceState is "posted" or "paid")
            .Where(line => line.SaleLine is not null && line.Quantity > 0 && (preceding.Count == 0 || preceding.Contains(line.InvoiceNumber ?? "") || preceding.Contains(line.InvoiceReference ?? "")))
            .ToDictionary(line => line.Id, line => line.Quantity + booked.Where(credit => credit.CreditedLine == line.Id).Sum(credit => credit.Quantity));
        var lines = new List<InvoiceDraftLine>();
        foreach (var (pointer, sale, quantity, net, description) in Lines(document))
        {
            var price = _prices.Of(net, quantity, document.Currency, pointer + "/lineExtensionAmount");
            var open = quantity;
            foreach (var line in booked.Where(line => line.SaleLine == sale.Id && left.GetValueOrDefault(line.Id) > 0).OrderBy(line => line.Id))
            {
                var take = Math.Min(open, left[line.Id]);
                if (take > 0)
                {
                    left[line.Id] -= take;
                    open -= take;
                    lines.Add(new InvoiceDraftLine(
                        line.Product ?? sale.Product ?? 0, -take, line.Unit ?? sale.Unit ?? 0, price, line.Taxes, InvoiceDesk.Origin(TrytonInvoice.LineModel, line.Id), [], description ?? sale.Description)
                    { Account = line.Account });
                }
            }

            if (open > 0)
            {
                throw problem.Conflict(
                    pointer + "/quantity",
                    FormattableString.Invariant($"Only {quantity - open} of {quantity} are on posted invoices in Tryton and not credited yet; post the invoice first, or correct the quantity."));
            }
        }

        return lines;
    }

    private IEnumerable<(string Pointer, TrytonSaleLine Sale, decimal Quantity, decimal Net, string? Description)> Lines(Invoice document)
    {
        for (var i = 0; i < document.Lines.Count; i++)
        {
            var line = document.Lines[i];
            if (line.Quantity.Value == 0 || line.Type == InvoiceLineType.Comment || line.Type == InvoiceLineType.Subtotal)
            {
                continue;
            }

            var pointer = FormattableString.Invariant($"/lines/{i}");
            if (line.LineExtensionAmount.Currency != document.Currency)
            {
                throw problem.Unmappable(pointer + "/lineExtensionAmount/currency", $"The amount is in {line.LineExtensionAmount.Currency} and the document in {document.Currency}; correct it in the source.");
            }

            var sale = match.Find(line.Order?.LineId, line.Item?.SellerItemId, pointer);
            yield return (pointer, sale, match.Quantity(sale, line.Quantity, pointer), line.LineExtensionAmount.Amount, line.Description);
        }

        var used = new HashSet<int>();
        for (var i = 0; i < document.AllowanceCharges.Count; i++)
        {
            var charge = document.AllowanceCharges[i];
            var pointer = FormattableString.Invariant($"/allowanceCharges/{i}");
            var kind = charge.Type?.Value ?? "charge";
            var sale = saleLines.FirstOrDefault(line => line.LineId.StartsWith(kind + " ", StringComparison.Ordinal) && !used.Contains(line.Id))
                ?? throw problem.Unmappable(pointer + "/type", $"The sale in Tryton has no line for '{kind}'; bill it there, or take it out of the document.");
            used.Add(sale.Id);
            yield return (pointer, sale, sale.Quantity, charge.IsCharge ? charge.Amount.Amount : -charge.Amount.Amount, charge.Reason);
        }
    }
}
