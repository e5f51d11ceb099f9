using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <summary>Finds, makes, checks and posts invoices and credit notes.</summary>
internal sealed class InvoiceDesk(OdooClient client, TotalsCheck totals, ExternalIds marks, Problem problem)
{
    private static readonly string[] s_line =
    [
        "invoice_line_ids/id", "invoice_line_ids/product_id/.id", "invoice_line_ids/quantity", "invoice_line_ids/product_uom_id/.id", "invoice_line_ids/price_unit",
        "invoice_line_ids/discount", "invoice_line_ids/tax_ids/.id", "invoice_line_ids/sale_line_ids/.id", "invoice_line_ids/name", "invoice_line_ids/sequence",
    ];

    /// <summary>The invoice (or credit note) of one of our numbers; null when there is none.</summary>
    public async Task<OdooInvoice?> FindAsync(string tenant, string number, bool isCredit, CancellationToken cancellationToken)
    {
        if (await marks.FindAsync(OdooInvoice.Model, Marks.Invoice(tenant, number, isCredit), cancellationToken).ConfigureAwait(false) is not { } id)
        {
            return null;
        }

        var rows = await client.SendAsync(OdooCall.Read(OdooInvoice.Model, [id], OdooInvoice.Fields), OdooClient.Rows, cancellationToken).ConfigureAwait(false);
        return rows.Count > 0 ? OdooInvoice.Of(rows[0]) : null;
    }

    /// <summary>All lines that invoice a sales order's lines, and all that take these back; of cancelled invoices none.</summary>
    public async Task<IReadOnlyList<OdooInvoiceLine>> LinesAsync(OdooSale sale, CancellationToken cancellationToken)
    {
        var rows = await client.SearchAsync(
            OdooCall.Search(
                OdooInvoice.LineModel,
                Wire.Domain(Wire.Clause("sale_line_ids", "in", Wire.Ids(sale.Lines)), Wire.Clause("parent_state", "!=", "cancel"), Wire.Clause("move_type", "in", Wire.Texts("out_invoice", "out_refund"))),
                null,
                OdooInvoiceLine.Fields),
            cancellationToken).ConfigureAwait(false);
        var invoices = (await client.ReadAsync(OdooInvoice.Model, rows.Select(row => row.Reference("move_id")).OfType<int>(), ["name", "ref", "reversed_entry_id"], cancellationToken).ConfigureAwait(false))
            .ToDictionary(row => row.Id);
        return [.. rows.Select(row =>
        {
            var invoice = invoices[row.Reference("move_id") ?? 0];
            var isCredit = row.Text("move_type") == "out_refund";
            return new OdooInvoiceLine
            {
                Id = row.Id,
                Invoice = invoice.Id,
                IsCredit = isCredit,
                IsPosted = row.Text("parent_state") == "posted",
                Quantity = row.Decimal("quantity"),
                SaleLines = row.Ids("sale_line_ids"),
                Of = isCredit ? invoice.Reference("reversed_entry_id") : invoice.Id,
                Numbers = [.. ((string?[])[invoice.Text("name"), invoice.Text("ref")]).OfType<string>()],
            };
        })];
    }

    /// <summary>Makes it as a draft, with all its lines, in one transaction; when another call just made it, that one.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="sale">The sales order it is for.</param>
    /// <param name="document">The document.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="reversed">Of a credit note: the invoice that it takes back.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    public async Task<OdooInvoice> CreateAsync(
        string tenant, OdooSale sale, Invoice document, IReadOnlyList<InvoiceDraftLine> lines, int? reversed, CancellationToken cancellationToken)
    {
        var isCredit = document.IsCreditNote;
        List<(string Field, string Value)> head =
        [
            ("id", Marks.Complete(Marks.Invoice(tenant, document.Number, isCredit))),
            ("move_type", isCredit ? "out_refund" : "out_invoice"),
            ("partner_id/.id", Wire.Number(sale.InvoiceTo)),
            ("partner_shipping_id/.id", Wire.Number(sale.ShipTo)),
            ("invoice_date", Wire.Date(document.IssueDate)),
            ("ref", document.Number),
            ("currency_id/.id", Wire.Number(sale.CurrencyId)),
            ("invoice_origin", sale.Number),
        ];
        AddReference(head, "reversed_entry_id/.id", reversed);
        AddReference(head, "fiscal_position_id/.id", sale.FiscalPosition);
        if (!isCredit)
        {
            AddReference(head, "invoice_payment_term_id/.id", sale.PaymentTerm);
        }

        var rows = lines.Select((line, index) => (IReadOnlyList<string>)
        [
            .. index == 0 ? head.Select(pair => pair.Value) : Enumerable.Repeat("", head.Count),
            Marks.Complete(Marks.InvoiceLine(tenant, document.Number, isCredit, index + 1)), Wire.Number(line.Product), Wire.Number(line.Quantity), Wire.Number(line.Sale.Unit ?? 0),
            Wire.Number(line.UnitPrice), "0", string.Join(',', line.Sale.Taxes.Select(Wire.Number)), Wire.Number(line.Sale.Id), line.Description, Wire.Number((index + 1) * 10),
        ]);
        await marks.ForgetLostAsync(OdooInvoice.LineModel, [.. lines.Select((_, index) => Marks.InvoiceLine(tenant, document.Number, isCredit, index + 1))], cancellationToken).ConfigureAwait(false);
        var (id, refusal) = await client.LoadAsync(OdooInvoice.Model, [.. head.Select(pair => pair.Field), .. s_line], rows, cancellationToken).ConfigureAwait(false);
        return id is { } made
            ? await ReadAsync(made, cancellationToken).ConfigureAwait(false)
            : await FindAsync(tenant, document.Number, isCredit, cancellationToken).ConfigureAwait(false) ?? throw refusal!;
    }

    /// <summary>Compares and posts. When Odoo's amounts are others than the document's, the draft is taken back and a person decides.</summary>
    public async Task<OdooInvoice> PostAsync(OdooInvoice invoice, Invoice document, CancellationToken cancellationToken)
    {
        if (invoice.State != "draft")
        {
            throw problem.Conflict("/number", $"Invoice {invoice.Name} is '{invoice.State}' in Odoo; set it to draft there, or discard this item.");
        }

        if (Difference(invoice, document) is { } difference)
        {
            await client.RunAsync(OdooCall.Press(OdooInvoice.Model, "unlink", invoice.Id), cancellationToken).ConfigureAwait(false);
            throw difference;
        }

        ConnectorException? refusal = null;
        try
        {
            await client.RunAsync(OdooCall.Press(OdooInvoice.Model, "action_post", invoice.Id), cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Kind == ErrorKind.Validation)
        {
            refusal = exception; // one that somebody else just posted is refused
        }

        var after = await ReadAsync(invoice.Id, cancellationToken).ConfigureAwait(false);
        return after.IsPosted ? after : throw refusal ?? problem.NotYet($"Invoice {after.Name} stayed '{after.State}' though Odoo reported no error to 'action_post'.");
    }

    /// <summary>The first amount that is not the document's; null when all agree.</summary>
    public ConnectorException? Difference(OdooInvoice invoice, Invoice document) => totals.Difference(
        document.Totals,
        (invoice.Untaxed, invoice.Tax, invoice.Total),
        ("prices and quantities", "the taxes of the sales order's lines and how Odoo rounds them (per line or globally)", "how Odoo rounds taxes (per line or globally)"),
        invoice.IsPosted ? $"It is posted as {invoice.Name}: correct the document, or take it back by a credit note." : "Nothing was posted.");

    private async Task<OdooInvoice> ReadAsync(int id, CancellationToken cancellationToken) => OdooInvoice.Of(await client.ReadAsync(OdooInvoice.Model, id, OdooInvoice.Fields, cancellationToken).ConfigureAwait(false));

    private static void AddReference(List<(string Field, string Value)> head, string field, int? id)
    {
        if (id is { } known)
        {
            head.Add((field, Wire.Number(known)));
        }
    }
}
