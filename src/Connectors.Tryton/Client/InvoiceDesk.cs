using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <summary>Finds, makes, checks and posts invoices and credit notes.</summary>
internal sealed class InvoiceDesk(TrytonClient client, Steps steps, TotalsCheck totals)
{
    private const string Model = TrytonInvoice.Model;

    /// <summary>The invoice (or credit note) of one of our numbers; null when there is none.</summary>
    public async Task<TrytonInvoice?> FindAsync(TrytonSale sale, string number, bool isCredit, CancellationToken cancellationToken)
    {
        var rows = await client.ReadAsync(
            TrytonCall.Search(
                Model,
                Wire.Domain(
                    Wire.Clause("reference", "=", number), Wire.Clause("party", "=", sale.Party), Wire.Clause("type", "=", "out"), Wire.Clause("state", "!=", "cancelled")),
                10,
                null,
                TrytonInvoice.Fields),
            cancellationToken).ConfigureAwait(false);
        var found = rows.Select(TrytonInvoice.Of).Where(invoice => invoice.Untaxed < 0 == isCredit).ToList();
        return found.Count < 2
            ? found.FirstOrDefault()
            : throw steps.Problem.Conflict("/number", $"Tryton has {found.Count} invoices of this customer with our number as reference ({string.Join(", ", found.Select(one => one.Name))}); keep one and cancel the others.");
    }

    public async Task<TrytonInvoice> ReadAsync(int id, CancellationToken cancellationToken) =>
        TrytonInvoice.Of((await client.ReadAsync(TrytonCall.ReadIds(Model, [id], TrytonInvoice.Fields), cancellationToken).ConfigureAwait(false))[0]);

    public async Task<IReadOnlyList<TrytonInvoice>> ReadAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken) => ids.Count == 0
        ? []
        : [.. (await client.ReadAsync(TrytonCall.ReadIds(Model, ids, TrytonInvoice.Fields), cancellationToken).ConfigureAwait(false)).Select(TrytonInvoice.Of)];

    /// <summary>All lines that invoice a sale's lines, and all that take these back; of cancelled invoices none.</summary>
    public async Task<IReadOnlyList<TrytonInvoiceLine>> LinesAsync(TrytonSale sale, CancellationToken cancellationToken)
    {
        var invoiced = await FromAsync(sale.Lines.Select(id => Origin("sale.line", id)), cancellationToken).ConfigureAwait(false);
        var credited = await FromAsync(invoiced.Select(line => Origin(TrytonInvoice.LineModel, line.Id)), cancellationToken).ConfigureAwait(false);
        return [.. invoiced, .. credited];
    }

    public async Task<TrytonInvoice> CreateAsync(TrytonSale sale, string number, DateOnly day, IReadOnlyList<InvoiceDraftLine> lines, CancellationToken cancellationToken)
    {
        var account = await ReceivableAsync(sale, day, cancellationToken).ConfigureAwait(false);
        var journals = await client.ReadAsync(TrytonCall.Search("account.journal", Wire.Domain(Wire.Clause("type", "=", "revenue")), 1, null, "name"), cancellationToken).ConfigureAwait(false);
        if (journals.Count == 0)
        {
            throw steps.Problem.Conflict("/number", "Tryton has no revenue journal; create one there.");
        }

        var accounts = await AccountsAsync(sale, lines, cancellationToken).ConfigureAwait(false);
        var record = new JsonObject
        {
            ["type"] = "out",
            ["party"] = sale.Party,
            ["invoice_address"] = sale.InvoiceAddress,
            ["currency"] = sale.CurrencyId,
            ["account"] = account,
            ["journal"] = journals[0].Id,
            ["payment_term"] = sale.PaymentTerm,
            ["reference"] = number,
            ["invoice_date"] = Wire.Date(day),
            ["lines"] = Wire.Create(lines.Select((line, index) => Line(line, index, line.Account ?? accounts[line.Product]))),
        };
        var id = await client.SendAsync(TrytonCall.Write(Model, "create", new JsonArray(record)), result => result[0].GetInt32(), cancellationToken).ConfigureAwait(false);
        return await ReadAsync(id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The account of what the customer of a sale owes.</summary>
    public async Task<int> ReceivableAsync(TrytonSale sale, DateOnly day, CancellationToken cancellationToken)
    {
        var company = await client.CompanyAsync(cancellationToken).ConfigureAwait(false);
        var head = new JsonObject { ["company"] = company, ["party"] = sale.Party, ["type"] = "out", ["invoice_date"] = Wire.Date(day), ["accounting_date"] = null };
        return await client.SendAsync(
            TrytonCall.Read(Model, "on_change_with", head, Wire.Texts("account")), result => new TrytonRow(result).Reference("account"), cancellationToken).ConfigureAwait(false)
            ?? throw steps.Problem.Conflict("/parties", "The customer has no receivable account in Tryton, and the configuration no default; set one there.");
    }

    /// <summary>Takes a draft that Tryton made for one of our numbers. The server refuses when somebody changed it since it was read.</summary>
    public async Task<TrytonInvoice> ClaimAsync(TrytonInvoice invoice, string number, DateOnly day, CancellationToken cancellationToken)
    {
        var unchanged = new JsonObject { ["_timestamp"] = new JsonObject { [Origin(Model, invoice.Id)] = invoice.Timestamp } };
        var values = new JsonObject { ["reference"] = number, ["invoice_date"] = Wire.Date(day) };
        await client.RunAsync(TrytonCall.Write(Model, "write", Wire.Ids(invoice.Id), values) with { Context = unchanged }, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(invoice.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Validates, compares and posts. Tryton computes taxes when it validates; when its amounts are others than the document's, what this
    /// connector made is taken back and a person decides.
    /// </summary>
    public async Task<TrytonInvoice> PostAsync(TrytonInvoice invoice, Invoice document, bool isOurs, CancellationToken cancellationToken)
    {
        while (!invoice.IsPosted)
        {
            if (invoice.State == "validated" && Difference(invoice, document) is { } difference)
            {
                await steps.RunAsync(Model, "draft", invoice.Id, cancellationToken).ConfigureAwait(false);
                if (isOurs)
                {
                    await client.RunAsync(TrytonCall.Write(Model, "delete", Wire.Ids(invoice.Id)), cancellationToken).ConfigureAwait(false);
                }

                throw difference;
            }

            var step = invoice.State switch
            {
                "draft" => "validate_invoice",
                "validated" => "post",
                _ => throw steps.Problem.Conflict("/number", $"Invoice {invoice.Name} is '{invoice.State}' in Tryton; look at it there, or discard this item."),
            };
            await (step == "post" ? steps.PostAsync(Model, invoice.Id, cancellationToken) : steps.RunAsync(Model, step, invoice.Id, cancellationToken)).ConfigureAwait(false);
            var after = await ReadAsync(invoice.Id, cancellationToken).ConfigureAwait(false);
            invoice = after.State != invoice.State
                ? after
                : throw steps.Problem.NotYet($"Invoice {invoice.Name} stayed '{invoice.State}' though Tryton reported no error to '{step}'.");
        }

        return invoice;
    }

    /// <summary>The first amount that is not the document's; null when all agree.</summary>
    public ConnectorException? Difference(TrytonInvoice invoice, Invoice document)
    {
        var sign = document.IsCreditNote ? -1 : 1;
        return totals.Difference(
            document.Totals,
            (sign * invoice.Untaxed, sign * invoice.Tax, sign * invoice.Total),
            ("prices and quantities", "the taxes of the sale's lines and how Tryton rounds them (line or document)", "how Tryton rounds taxes (line or document)"),
            invoice.IsPosted ? $"It is posted as {invoice.Name}: correct the document, or take it back by a credit note." : "Nothing was posted.");
    }

    public static string Origin(string model, int id) => string.Create(CultureInfo.InvariantCulture, $"{model},{id}");

    private async Task<IReadOnlyList<TrytonInvoiceLine>> FromAsync(IEnumerable<string> origins, CancellationToken cancellationToken)
    {
        var known = origins.ToList();
        if (known.Count == 0)
        {
            return [];
        }

        var rows = await client.ReadAsync(
            TrytonCall.Search(TrytonInvoice.LineModel, Wire.Domain(Wire.Clause("origin", "in", Wire.Texts(known)), Wire.Clause("type", "=", "line")), null, null, TrytonInvoiceLine.Fields),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(TrytonInvoiceLine.Of).Where(line => line.InvoiceState != "cancelled")];
    }

    /// <summary>The revenue account of each product, as Tryton's own screen would fill it in.</summary>
    private async Task<IReadOnlyDictionary<int, int>> AccountsAsync(TrytonSale sale, IReadOnlyList<InvoiceDraftLine> lines, CancellationToken cancellationToken)
    {
        var accounts = new Dictionary<int, int>();
        var company = await client.CompanyAsync(cancellationToken).ConfigureAwait(false);
        foreach (var product in lines.Where(line => line.Account is null).Select(line => line.Product).Distinct())
        {
            var record = new JsonObject
            {
                ["type"] = "line",
                ["product"] = product,
                ["company"] = company,
                ["invoice_type"] = "out",
                ["party"] = sale.Party,
                ["currency"] = sale.CurrencyId,
                ["invoice"] = new JsonObject { ["company"] = company, ["type"] = "out", ["party"] = sale.Party, ["currency"] = sale.CurrencyId },
            };
            accounts[product] = await client.SendAsync(
                TrytonCall.Read(TrytonInvoice.LineModel, "on_change", record, Wire.Texts("product")),
                result => (result.ValueKind == System.Text.Json.JsonValueKind.Array ? result[0] : result) is var changes && changes.TryGetProperty("account", out var account) && account.ValueKind == System.Text.Json.JsonValueKind.Number
                    ? account.GetInt32()
                    : throw steps.Problem.Conflict("/lines", $"Product {product} has no revenue account in Tryton; give its category one."),
                cancellationToken).ConfigureAwait(false);
        }

        return accounts;
    }

    private static JsonObject Line(InvoiceDraftLine line, int index, int account) => new()
    {
        ["type"] = "line",
        ["sequence"] = (index + 1) * 10,
        ["product"] = line.Product,
        ["quantity"] = Wire.Float(line.Quantity),
        ["unit"] = line.Unit,
        ["unit_price"] = Wire.Decimal(line.UnitPrice),
        ["account"] = account,
        ["taxes"] = Wire.Add(line.Taxes),
        ["origin"] = line.Origin,
        ["stock_moves"] = Wire.Add(line.Moves),
        ["description"] = line.Description,
    };
}
