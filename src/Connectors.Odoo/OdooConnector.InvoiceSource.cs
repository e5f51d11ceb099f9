using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <content>Invoices and credit notes that are posted, paid or cancelled.</content>
public sealed partial class OdooConnector
{
    private static readonly string[] s_invoiceFields =
    [
        "name", "state", "move_type", "payment_state", "ref", "invoice_date", "currency_id", "amount_untaxed", "amount_tax", "amount_total", "amount_residual", "invoice_line_ids", "reversed_entry_id",
        "write_date",
    ];

    private static readonly string[] s_invoiceLineFields =
        ["display_type", "product_id", "name", "quantity", "product_uom_id", "price_unit", "price_subtotal", "amount_currency", "tax_ids", "tax_line_id", "sale_line_ids", "move_id", "write_date"];

    private ChangeWalk InvoiceWalk => new(
        _client, _options, _time, _problem, OdooInvoice.Model, s_invoiceFields,
        [Wire.Clause("move_type", "in", Wire.Texts("out_invoice", "out_refund")), Wire.Clause("state", "in", Wire.Texts("posted", "cancel")), Wire.Clause("name", "not in", new System.Text.Json.Nodes.JsonArray("/", false))],
        ["line_ids"]);

    Task<ChangePage<Invoice>> IChangeSource<Invoice>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) =>
        InvoiceWalk.ReadAsync(query, MapInvoicesAsync, cancellationToken);

    async Task<Change<Invoice>?> IDocumentLookup<Invoice>.FindAsync(string documentKey, CancellationToken cancellationToken) =>
        await InvoiceWalk.FindAsync("name", documentKey, cancellationToken).ConfigureAwait(false) is { } row
            ? (await MapInvoicesAsync([row], cancellationToken).ConfigureAwait(false))[0]
            : null;

    private async Task<IReadOnlyList<Change<Invoice>>> MapInvoicesAsync(IReadOnlyList<OdooRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var master = await _master.GetAsync(cancellationToken).ConfigureAwait(false);
        var lines = await _client.SearchAsync(
            OdooCall.Search(
                OdooInvoice.LineModel,
                Wire.Domain(Wire.Clause("move_id", "in", Wire.Ids(rows.Select(row => row.Id))), Wire.Clause("display_type", "in", Wire.Texts("product", "tax"))),
                null,
                s_invoiceLineFields),
            cancellationToken).ConfigureAwait(false);
        var byInvoice = lines.ToLookup(line => line.Reference("move_id") ?? 0);
        var products = (await _client.ReadAsync(
            "product.product", lines.Select(line => line.Reference("product_id")).OfType<int>(), ["default_code", "name"], cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Id);
        var taxes = (await _client.ReadAsync(
            "account.tax", lines.SelectMany(line => line.Ids("tax_ids").Concat(((int?[])[line.Reference("tax_line_id")]).OfType<int>())), ["name", "amount", "amount_type"], cancellationToken).ConfigureAwait(false))
            .ToDictionary(row => row.Id);
        var reversed = (await _client.ReadAsync(
            OdooInvoice.Model, rows.Select(row => row.Reference("reversed_entry_id")).OfType<int>(), ["name"], cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Id);
        var origins = await _origins.ReadAsync(lines.SelectMany(line => line.Ids("sale_line_ids")), cancellationToken).ConfigureAwait(false);
        var books = new InvoiceBooks(_connection.Name, _units, master, origins, products, taxes, reversed);
        return [.. rows.Select(row =>
        {
            var own = byInvoice[row.Id].ToList();
            return Mapped.Change(row, row.Required("name"), Mapped.Newest(row, own), () => books.Map(row, own));
        })];
    }
}
