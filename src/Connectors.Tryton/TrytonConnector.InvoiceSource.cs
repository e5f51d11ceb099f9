using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <content>Invoices and credit notes that are posted, paid or cancelled.</content>
public sealed partial class TrytonConnector
{
    private static readonly string[] s_invoiceFields =
    [
        "number", "state", "type", "reference", "invoice_date", "currency.code", "currency.digits", "untaxed_amount", "tax_amount", "total_amount", "amount_to_pay", "lines", "taxes", "create_date",
        "write_date",
    ];

    private static readonly string[] s_invoiceLineFields =
        ["type", "product.code", "product.rec_name", "description", "quantity", "unit", "unit_price", "amount", "taxes", "origin", "stock_moves", "create_date", "write_date"];

    private ChangeWalk InvoiceWalk => new(
        _client, _options, _time, _problem, TrytonInvoice.Model, s_invoiceFields,
        [Wire.Clause("type", "=", "out"), Wire.Clause("state", "in", Wire.Texts("posted", "paid", "cancelled")), Wire.Clause("number", "!=", null)], ["lines"]);

    Task<ChangePage<Invoice>> IChangeSource<Invoice>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) =>
        InvoiceWalk.ReadAsync(query, MapInvoicesAsync, cancellationToken);

    async Task<Change<Invoice>?> IDocumentLookup<Invoice>.FindAsync(string documentKey, CancellationToken cancellationToken) =>
        await InvoiceWalk.FindAsync("number", documentKey, cancellationToken).ConfigureAwait(false) is { } row
            ? (await MapInvoicesAsync([row], cancellationToken).ConfigureAwait(false))[0]
            : null;

    private async Task<IReadOnlyList<Change<Invoice>>> MapInvoicesAsync(IReadOnlyList<TrytonRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var units = new UnitReading(await _master.GetAsync(cancellationToken).ConfigureAwait(false), _units, _problem);
        var lines = (await ReadIfAnyAsync(TrytonInvoice.LineModel, rows.SelectMany(row => row.Ids("lines")), s_invoiceLineFields, cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Id);
        var credited = (await ReadIfAnyAsync(
            TrytonInvoice.LineModel,
            lines.Values.Select(line => line.ReferenceTo("origin", TrytonInvoice.LineModel)).OfType<int>(),
            ["origin", "invoice.number"],
            cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Id);
        var moves = (await ReadIfAnyAsync(
            ShipmentDesk.MoveModel, lines.Values.SelectMany(line => line.Ids("stock_moves")), ["shipment"], cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Id);
        var shipments = (await ReadIfAnyAsync(
            ShipmentDesk.Model, moves.Values.Select(move => move.ReferenceTo("shipment", ShipmentDesk.Model)).OfType<int>(), ["number"], cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Id);
        var origins = await _origins.ReadAsync(
            lines.Values.Concat(credited.Values).Select(line => line.ReferenceTo("origin", "sale.line")).OfType<int>(), cancellationToken).ConfigureAwait(false);
        var taxLines = (await ReadIfAnyAsync("account.invoice.tax", rows.SelectMany(row => row.Ids("taxes")), ["base", "amount", "description", "tax.rate", "tax.type"], cancellationToken).ConfigureAwait(false))
            .ToDictionary(row => row.Id);
        var taxes = (await ReadIfAnyAsync("account.tax", lines.Values.SelectMany(line => line.Ids("taxes")), ["name", "type", "rate"], cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Id);
        var books = new InvoiceBooks(_connection.Name, units, origins, credited, moves, shipments, taxes);
        return [.. rows.Select(row =>
        {
            var own = row.Ids("lines").Select(id => lines[id]).Where(line => line.Text("type") == "line").ToList();
            return Mapped.Change(
                row,
                row.Text("number") ?? row.Id.ToString(CultureInfo.InvariantCulture),
                Newest(row, null, own.Select(one => (TrytonRow?)one)),
                () => books.Map(row, own, [.. row.Ids("taxes").Select(id => taxLines[id])]));
        })];
    }
}
