using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Odoo;

/// <summary>Finds, makes and moves sales orders.</summary>
internal sealed class SaleDesk(OdooClient client, ExternalIds marks, Problem problem)
{
    private static readonly string[] s_head =
    [
        "id", "partner_id/.id", "partner_invoice_id/.id", "partner_shipping_id/.id", "client_order_ref", "origin", "date_order", "warehouse_id/.id",
    ];

    private static readonly string[] s_line =
    [
        "order_line/id", "order_line/product_id/.id", "order_line/product_uom_qty", "order_line/product_uom_id/.id", "order_line/price_unit", "order_line/technical_price_unit", "order_line/discount", "order_line/name", "order_line/sequence",
    ];

    public Problem Problem => problem;

    /// <summary>The sales order of an order; null when there is none.</summary>
    public async Task<OdooSale?> FindAsync(string tenant, string orderNumber, CancellationToken cancellationToken)
    {
        if (await marks.FindAsync(OdooSale.Model, Marks.Order(tenant, orderNumber), cancellationToken).ConfigureAwait(false) is not { } id)
        {
            return null;
        }

        // An external id can outlive a record that was deleted by other ways than Odoo's own.
        var rows = await client.SendAsync(OdooCall.Read(OdooSale.Model, [id], OdooSale.Fields), OdooClient.Rows, cancellationToken).ConfigureAwait(false);
        return rows.Count > 0 ? OdooSale.Of(rows[0]) : null;
    }

    public async Task<OdooSale> ReadAsync(int id, CancellationToken cancellationToken) => OdooSale.Of(await client.ReadAsync(OdooSale.Model, id, OdooSale.Fields, cancellationToken).ConfigureAwait(false));

    public async Task<IReadOnlyList<OdooSaleLine>> LinesAsync(OdooSale sale, CancellationToken cancellationToken)
    {
        var rows = (await client.ReadAsync(OdooSale.LineModel, sale.Lines, OdooSaleLine.Fields, cancellationToken).ConfigureAwait(false)).Where(row => row.Text("display_type") is null).ToList();
        var names = await marks.NamesAsync(OdooSale.LineModel, rows.Select(row => row.Id), cancellationToken).ConfigureAwait(false);
        var products = (await client.ReadAsync("product.product", rows.Select(row => row.Reference("product_id")).OfType<int>(), ["default_code", "type"], cancellationToken).ConfigureAwait(false))
            .ToDictionary(row => row.Id);
        return [.. rows.OrderBy(row => row.Number("sequence")).ThenBy(row => row.Id).Select(row =>
        {
            var product = row.Reference("product_id") is { } id ? products[id] : (OdooRow?)null;
            return new OdooSaleLine
            {
                Id = row.Id,
                LineId = names[row.Id].Select(name => Marks.PartsOf(name, Marks.OrderLine)?.LastOrDefault()).FirstOrDefault(one => one is not null) ?? Wire.Number(row.Id),
                Product = product?.Id,
                Sku = product?.Text("default_code"),
                IsGoods = product?.Text("type") == "consu",
                Quantity = row.Decimal("product_uom_qty"),
                Delivered = row.Decimal("qty_delivered"),
                Unit = row.Reference("product_uom_id"),
                UnitPrice = row.Decimal("price_unit"),
                Discount = row.Decimal("discount"),
                Amount = row.Decimal("price_subtotal"),
                Description = row.Text("name"),
                Taxes = row.Ids("tax_ids"),
            };
        })];
    }

    /// <summary>Makes the sales order as a quotation; when another call just made it, that one.</summary>
    public async Task<OdooSale> CreateAsync(SaleDraft draft, string tenant, string orderNumber, int revision, CancellationToken cancellationToken)
    {
        List<string> head =
        [
            Marks.Complete(Marks.Order(tenant, orderNumber)), Wire.Number(draft.Customer), Wire.Number(draft.InvoiceTo), Wire.Number(draft.ShipTo), orderNumber,
            Marks.Origin(orderNumber, revision), Wire.Time(draft.Placed), Wire.Number(draft.Warehouse),
        ];
        List<string> fields = [.. s_head];
        if (draft.PriceList is { } priceList)
        {
            fields.Add("pricelist_id/.id");
            head.Add(priceList);
        }

        // Where the technical price is the price, Odoo takes it for the list's, and sets it to that again whenever somebody changes the quantity.
        var rows = draft.Lines.Select((line, index) => (IReadOnlyList<string>)
        [
            .. index == 0 ? head : Enumerable.Repeat("", head.Count),
            Marks.Complete(Marks.Line(tenant, orderNumber, line.LineId)), Wire.Number(line.Product.Id), Wire.Number(line.Quantity), Wire.Number(line.Unit.Id),
            Wire.Number(line.UnitPrice), Wire.Number(line.UnitPrice + 1), "0", line.Description ?? line.Product.Name, Wire.Number((index + 1) * 10),
        ]);
        await marks.ForgetLostAsync(OdooSale.LineModel, [.. draft.Lines.Select(line => Marks.Line(tenant, orderNumber, line.LineId))], cancellationToken).ConfigureAwait(false);
        var (id, refusal) = await client.LoadAsync(OdooSale.Model, [.. fields, .. s_line], rows, cancellationToken).ConfigureAwait(false);

        // Who comes second is answered no id and a text about it, so ask instead of reading it.
        return id is { } made
            ? await ReadAsync(made, cancellationToken).ConfigureAwait(false)
            : await FindAsync(tenant, orderNumber, cancellationToken).ConfigureAwait(false) ?? throw refusal!;
    }

    /// <summary>Confirms a quotation, and reads whether it is confirmed.</summary>
    public async Task<OdooSale> ConfirmAsync(OdooSale sale, CancellationToken cancellationToken)
    {
        if (sale.IsRunning)
        {
            return sale;
        }

        return sale.State is "draft" or "sent"
            ? await PressAsync(sale, "action_confirm", "sale", cancellationToken).ConfigureAwait(false)
            : throw problem.Conflict("/number", $"Sales order {sale.Number} is '{sale.State}' in Odoo; set it to quotation there, or discard this item.");
    }

    /// <summary>Cancels a sales order with all that was not shipped, and reads whether it is.</summary>
    public Task<OdooSale> CancelAsync(OdooSale sale, CancellationToken cancellationToken) => PressAsync(sale, "action_cancel", "cancel", cancellationToken);

    /// <summary>Changes the order in one step: the revision that it holds, and quantities of lines. With a quantity alone Odoo would compute price and discount anew.</summary>
    public async Task<OdooSale> WriteAsync(OdooSale sale, string orderNumber, int revision, IReadOnlyList<(OdooSaleLine Line, decimal Quantity)> changes, CancellationToken cancellationToken)
    {
        var values = new JsonObject { ["origin"] = Marks.Origin(orderNumber, revision) };
        if (changes.Count > 0)
        {
            values["order_line"] = new JsonArray([.. changes.Select(change => new JsonArray(
                1, change.Line.Id, new JsonObject { ["product_uom_qty"] = change.Quantity, ["price_unit"] = change.Line.UnitPrice, ["discount"] = change.Line.Discount }))]);
        }

        await client.RunAsync(OdooCall.Write(OdooSale.Model, [sale.Id], values), cancellationToken).ConfigureAwait(false);
        return await ReadAsync(sale.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a quotation back that must not become an order.</summary>
    public Task DeleteAsync(int id, CancellationToken cancellationToken) => client.RunAsync(OdooCall.Press(OdooSale.Model, "unlink", id), cancellationToken);

    /// <summary>Presses a button, which has to show. One that was pressed already is refused, so the state decides and not the answer.</summary>
    private async Task<OdooSale> PressAsync(OdooSale sale, string button, string state, CancellationToken cancellationToken)
    {
        ConnectorException? refusal = null;
        try
        {
            await client.RunAsync(OdooCall.Press(OdooSale.Model, button, sale.Id), cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Kind == ErrorKind.Validation)
        {
            refusal = exception;
        }

        var after = await ReadAsync(sale.Id, cancellationToken).ConfigureAwait(false);
        return after.State == state
            ? after
            : throw refusal ?? problem.NotYet($"Sales order {sale.Number} stayed '{after.State}' though Odoo reported no error to '{button}'.");
    }
}
