using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <content>
/// Orders: made as a quotation with external ids of its own and of its lines, then confirmed. Each is a transaction of its own at the server, so what an
/// earlier attempt left half done is found again and finished.
/// </content>
public sealed partial class OdooConnector
{
    /// <inheritdoc/>
    public Task<EffectResult> ExecuteAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _perOrder.RunAsync(request.Command.Document.Number, () => SubmitAsync(request, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>A quotation that is not confirmed has not happened: sending again finishes it.</remarks>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var sale = await _sales.FindAsync(request.Key.Tenant, request.Command.Document.Number, cancellationToken).ConfigureAwait(false);
        return sale is not null && Holds(sale, request) ? ProbeResult.Found(Reference(sale)) : ProbeResult.NotFound;
    }

    private async Task<EffectResult> SubmitAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken)
    {
        var order = request.Command.Document;
        var sale = await _sales.FindAsync(request.Key.Tenant, order.Number, cancellationToken).ConfigureAwait(false);
        if (sale is null && BookedOrder.IsCancelled(order))
        {
            return EffectResult.AlreadyApplied(); // nothing was booked, so nothing is to be taken back
        }

        if (sale is not null && Holds(sale, request))
        {
            return await AnswerAsync(EffectResult.AlreadyApplied(Reference(sale)), order, sale, cancellationToken).ConfigureAwait(false);
        }

        if (sale is not null && Marks.RevisionOf(sale.Origin) is null)
        {
            throw _problem.Conflict(
                "/number", $"The source document of sales order {sale.Number} does not say any more which revision of this order it holds; set it to '{Marks.Origin(order.Number, request.Key.Revision - 1)}' in Odoo, or discard this item.");
        }

        if (sale is not null && Marks.RevisionOf(sale.Origin) < request.Key.Revision)
        {
            return await AmendAsync(sale, request, cancellationToken).ConfigureAwait(false);
        }

        sale ??= await CreateAsync(request, cancellationToken).ConfigureAwait(false);
        sale = await FinishAsync(sale, order, cancellationToken).ConfigureAwait(false);
        return await AnswerAsync(EffectResult.Applied(Reference(sale)), order, sale, cancellationToken).ConfigureAwait(false);
    }

    private async Task<OdooSale> CreateAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken)
    {
        var order = request.Command.Document;
        var draft = await DraftAsync(order, cancellationToken).ConfigureAwait(false);
        return await _sales.CreateAsync(draft, request.Key.Tenant, order.Number, request.Key.Revision, cancellationToken).ConfigureAwait(false);
    }

    private async Task<OdooSale> FinishAsync(OdooSale sale, Order order, CancellationToken cancellationToken)
    {
        if (sale.State is "draft" or "sent")
        {
            await CheckAmountsAsync(sale, order, cancellationToken).ConfigureAwait(false);
        }

        return await _sales.ConfirmAsync(sale, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SaleDraft> DraftAsync(Order order, CancellationToken cancellationToken)
    {
        var master = await _master.GetAsync(cancellationToken).ConfigureAwait(false);
        var products = await _master.FindProductsAsync(_orderMapping.ItemCodes(order), cancellationToken).ConfigureAwait(false);
        if (!master.Currencies.ContainsKey(order.Currency))
        {
            throw _problem.Unmappable("/currency", $"Odoo has no active currency '{order.Currency}'; activate it there, or correct the order.");
        }

        var lines = _orderMapping.Lines(order, master, products);
        var warehouse = _orderMapping.Warehouse(order, master);
        var (customer, invoiceTo, shipTo) = await _partners.FindAsync(order, cancellationToken).ConfigureAwait(false);
        var priceList = await PriceListAsync(customer, master.Currencies[order.Currency], order.Currency, master.CompanyCurrency, cancellationToken).ConfigureAwait(false);
        return new SaleDraft
        {
            Customer = customer,
            InvoiceTo = invoiceTo,
            ShipTo = shipTo,
            PriceList = priceList,
            Warehouse = warehouse.Id,
            Placed = order.Dates.Placed,
            Lines = lines,
        };
    }

    /// <summary>
    /// A sales order takes its currency from its price list, by default the customer's; the prices are the document's. The answer is null to leave it at
    /// that, and empty for none, which means the company's currency.
    /// </summary>
    private async Task<string?> PriceListAsync(int customer, int currency, string code, string companyCurrency, CancellationToken cancellationToken)
    {
        var partner = await _client.ReadAsync("res.partner", customer, ["property_product_pricelist"], cancellationToken).ConfigureAwait(false);
        var own = partner.Reference("property_product_pricelist") is { } id
            ? (await _client.ReadAsync("product.pricelist", id, ["currency_id"], cancellationToken).ConfigureAwait(false)).ReferenceName("currency_id")
            : companyCurrency;
        if (own == code)
        {
            return null;
        }

        var rows = await _client.SearchAsync(OdooCall.Search("product.pricelist", Wire.Domain(Wire.Clause("currency_id", "=", currency)), 1, "name"), cancellationToken).ConfigureAwait(false);
        return rows.Count > 0
            ? Wire.Number(rows[0].Id)
            : code == companyCurrency
                ? ""
                : throw _problem.Unmappable("/currency", $"Odoo has no price list in '{code}', from which a sales order takes its currency; create one there.");
    }

    /// <summary>
    /// Odoo computes amounts by itself. When its total is another one than the customer was promised, the quotation is taken back and a
    /// person decides; nobody is charged something else than agreed.
    /// </summary>
    private async Task CheckAmountsAsync(OdooSale sale, Order order, CancellationToken cancellationToken)
    {
        var problem = sale.Currency != order.Currency
            ? _problem.Conflict("/currency", $"Odoo made the sales order in {sale.Currency}, by the customer's price list, and the order is in {order.Currency}; correct the price list. Nothing was booked.")
            : _totals.Difference(
                order.Totals,
                (sale.Untaxed, sale.Tax, sale.Total),
                ("the prices in the source", "the taxes of the products and the customer's fiscal position", "how Odoo rounds taxes (per line or globally)"),
                "Nothing was booked.");
        if (problem is not null)
        {
            await _sales.DeleteAsync(sale.Id, cancellationToken).ConfigureAwait(false);
            throw problem;
        }
    }

    private static bool Holds(OdooSale sale, EffectRequest<SubmitOrder> request) => Marks.RevisionOf(sale.Origin) >= request.Key.Revision
        && (sale.IsRunning || (sale.State == "cancel" && BookedOrder.IsCancelled(request.Command.Document)));

    private static RemoteReference Reference(OdooSale sale) => new(Wire.Number(sale.Id), sale.Number, Marks.RevisionOf(sale.Origin) is { } revision ? Wire.Number(revision) : null);

    private async Task<EffectResult> AnswerAsync(EffectResult result, Order order, OdooSale sale, CancellationToken cancellationToken)
    {
        var master = await _master.GetAsync(cancellationToken).ConfigureAwait(false);
        var lines = await _sales.LinesAsync(sale, cancellationToken).ConfigureAwait(false);
        return result with { Acknowledgement = AcknowledgementMapping.Map(order, sale, lines, master, _units, _connection.Name) };
    }
}
