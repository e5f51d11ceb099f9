using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Tryton;

/// <summary>Finds, makes and moves sales.</summary>
internal sealed class SaleDesk(TrytonClient client, TrytonOptions options, Steps steps)
{
    private const string Model = "sale.sale";

    /// <summary>The sale of an order; null when there is none.</summary>
    /// <exception cref="ConnectorException"><see cref="ErrorKind.Conflict"/> when several answer to the same key.</exception>
    public async Task<TrytonSale?> FindAsync(string tenant, string orderNumber, CancellationToken cancellationToken)
    {
        var clause = options.UseWebId ? Wire.Clause("web_id", "=", Marks.WebId(tenant, orderNumber)) : Wire.Clause("reference", "=", orderNumber);
        var rows = await client.ReadAsync(TrytonCall.Search(Model, Wire.Domain(clause), 3, null, TrytonSale.Fields), cancellationToken).ConfigureAwait(false);
        return rows.Count switch
        {
            0 => null,
            1 => TrytonSale.Of(rows[0]),
            _ => throw steps.Problem.Conflict("/number", $"Tryton has several sales with this reference; keep one, or install web_shop and leave {steps.Problem.Option(nameof(TrytonOptions.UseWebId))} on, which makes it unique."),
        };
    }

    public async Task<TrytonSale> ReadAsync(int id, CancellationToken cancellationToken) =>
        TrytonSale.Of((await client.ReadAsync(TrytonCall.ReadIds(Model, [id], TrytonSale.Fields), cancellationToken).ConfigureAwait(false))[0]);

    public async Task<IReadOnlyList<TrytonSaleLine>> LinesAsync(TrytonSale sale, CancellationToken cancellationToken)
    {
        if (sale.Lines.Count == 0)
        {
            return [];
        }

        var rows = await client.ReadAsync(TrytonCall.ReadIds("sale.line", sale.Lines, TrytonSaleLine.Fields), cancellationToken).ConfigureAwait(false);
        return [.. rows.OrderBy(row => row.Reference("sequence") ?? int.MaxValue).ThenBy(row => row.Id).Select(TrytonSaleLine.Of).OfType<TrytonSaleLine>()];
    }

    /// <summary>Makes the sale as a draft; when another call just made it, that one.</summary>
    public async Task<TrytonSale> CreateAsync(SaleDraft draft, string tenant, string orderNumber, int revision, CancellationToken cancellationToken)
    {
        var taxes = await TaxesAsync(draft, cancellationToken).ConfigureAwait(false);
        var record = new JsonObject
        {
            ["party"] = draft.Party,
            ["invoice_address"] = draft.InvoiceAddress,
            ["shipment_address"] = draft.ShipmentAddress,
            ["payment_term"] = draft.PaymentTerm,
            ["currency"] = draft.Currency,
            ["warehouse"] = draft.Warehouse,
            ["reference"] = orderNumber,
            ["sale_date"] = Wire.Date(draft.SaleDate),
            ["invoice_method"] = options.InvoiceMethod switch { TrytonInvoiceMethod.Shipment => "shipment", TrytonInvoiceMethod.Order => "order", _ => "manual" },
            ["shipment_method"] = "order",
            ["comment"] = Marks.Revision(revision),
            ["lines"] = Wire.Create(draft.Lines.Select((line, index) => Line(line, index, taxes[line.Product.Id]))),
        };
        if (options.UseWebId)
        {
            record["web_id"] = Marks.WebId(tenant, orderNumber);
        }

        try
        {
            var id = await client.SendAsync(TrytonCall.Write(Model, "create", new JsonArray(record)), result => result[0].GetInt32(), cancellationToken).ConfigureAwait(false);
            return await ReadAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Error.RemoteCode == TrytonErrors.UserError && options.UseWebId)
        {
            // "The web ID on the sale must be unique": only a text in the user's language tells, so ask instead of reading it.
            if (await FindAsync(tenant, orderNumber, cancellationToken).ConfigureAwait(false) is { } other)
            {
                return other;
            }

            throw;
        }
    }

    /// <summary>Brings a sale to be processed, from whatever state it is in, reading it again after each step.</summary>
    public async Task<TrytonSale> ProcessAsync(TrytonSale sale, CancellationToken cancellationToken)
    {
        while (!sale.IsRunning)
        {
            var step = sale.State switch
            {
                "draft" => "quote",
                "quotation" => "confirm",
                "confirmed" => "process",
                _ => throw steps.Problem.Conflict("/number", $"Sale {sale.Name} is '{sale.State}' in Tryton; reopen it there, or discard this item."),
            };
            await steps.RunAsync(Model, step, sale.Id, cancellationToken).ConfigureAwait(false);
            var after = await ReadAsync(sale.Id, cancellationToken).ConfigureAwait(false);
            sale = after.State != sale.State
                ? after
                : throw steps.Problem.NotYet($"Sale {sale.Name} stayed '{sale.State}' though Tryton reported no error to '{step}'; its log or its queue says why.");
        }

        return sale;
    }

    public Task WriteAsync(int id, JsonObject values, CancellationToken cancellationToken) =>
        client.RunAsync(TrytonCall.Write(Model, "write", Wire.Ids(id), values), cancellationToken);

    /// <summary>Takes a draft back that must not become an order. Whether it could be is left to the caller's error.</summary>
    public Task DeleteAsync(int id, CancellationToken cancellationToken) => client.RunAsync(TrytonCall.Write(Model, "delete", Wire.Ids(id)), cancellationToken);

    public Task RunAsync(TrytonSale sale, string step, CancellationToken cancellationToken) => steps.RunAsync(Model, step, sale.Id, cancellationToken);

    private static JsonObject Line(SaleDraftLine line, int index, IReadOnlyList<int> taxes) => new()
    {
        ["type"] = "line",
        ["sequence"] = (index + 1) * 10,
        ["product"] = line.Product.Id,
        ["quantity"] = Wire.Float(line.Quantity),
        ["unit"] = line.Unit.Id,
        ["unit_price"] = Wire.Decimal(line.UnitPrice),
        ["description"] = line.Description,
        ["note"] = Marks.Line(line.LineId),
        ["taxes"] = Wire.Add(taxes),
    };

    /// <summary>
    /// What Tryton's own screen would fill in: the taxes by product, customer and their rules. A raw <c>create</c> runs none of it, and a
    /// sale without taxes would be accepted.
    /// </summary>
    private async Task<IReadOnlyDictionary<int, IReadOnlyList<int>>> TaxesAsync(SaleDraft draft, CancellationToken cancellationToken)
    {
        var taxes = new Dictionary<int, IReadOnlyList<int>>();
        var company = await client.CompanyAsync(cancellationToken).ConfigureAwait(false);
        foreach (var line in draft.Lines.DistinctBy(line => line.Product.Id))
        {
            var record = new JsonObject
            {
                ["type"] = "line",
                ["product"] = line.Product.Id,
                ["quantity"] = Wire.Float(line.Quantity),
                ["sale"] = new JsonObject { ["company"] = company, ["party"] = draft.Party, ["currency"] = draft.Currency, ["warehouse"] = draft.Warehouse, ["sale_date"] = Wire.Date(draft.SaleDate) },
            };
            taxes[line.Product.Id] = await client.SendAsync(TrytonCall.Read("sale.line", "on_change", record, Wire.Texts("product")), AddedTaxes, cancellationToken).ConfigureAwait(false);
        }

        return taxes;
    }

    private static IReadOnlyList<int> AddedTaxes(JsonElement result)
    {
        // 6.0 answers a list with one object.
        var changes = result.ValueKind == JsonValueKind.Array ? result[0] : result;
        return changes.TryGetProperty("taxes", out var taxes) && taxes.ValueKind == JsonValueKind.Object && taxes.TryGetProperty("add", out var added)
            ? [.. added.EnumerateArray().Select(one => one[1].GetProperty("id").GetInt32())]
            : [];
    }
}
