using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <content>
/// Orders: made as a draft, quoted, confirmed and processed. Each step is a transaction of its own at the server, so whatever an earlier
/// attempt left half done is found again and finished.
/// </content>
public sealed partial class TrytonConnector
{
    /// <inheritdoc/>
    public Task<EffectResult> ExecuteAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _perOrder.RunAsync(request.Command.Document.Number, () => SubmitAsync(request, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>A sale that is not processed yet has not happened: sending again finishes it.</remarks>
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

        if (sale is not null && Marks.RevisionOf(sale.Comment) is null)
        {
            throw _problem.Conflict("/number", $"Sale {sale.Name} has this order's key and was not made by this connector; clear its {(_options.UseWebId ? "web_id" : "reference")} in Tryton, or discard this item.");
        }

        if (sale is not null && Marks.RevisionOf(sale.Comment) < request.Key.Revision)
        {
            return await AmendAsync(sale, request, cancellationToken).ConfigureAwait(false);
        }

        sale ??= await CreateAsync(request, cancellationToken).ConfigureAwait(false);
        if (sale.State == "draft")
        {
            await CheckAmountsAsync(sale, order, cancellationToken).ConfigureAwait(false);
        }

        sale = await _sales.ProcessAsync(sale, cancellationToken).ConfigureAwait(false);
        return await AnswerAsync(EffectResult.Applied(Reference(sale)), order, sale, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TrytonSale> CreateAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken)
    {
        var order = request.Command.Document;
        var draft = await DraftAsync(order, cancellationToken).ConfigureAwait(false);
        return await _sales.CreateAsync(draft, request.Key.Tenant, order.Number, request.Key.Revision, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SaleDraft> DraftAsync(Order order, CancellationToken cancellationToken)
    {
        var master = await _master.GetAsync(cancellationToken).ConfigureAwait(false);
        var products = await _master.FindProductsAsync(_orderMapping.ItemCodes(order), cancellationToken).ConfigureAwait(false);
        if (!master.Currencies.TryGetValue(order.Currency, out var currency))
        {
            throw _problem.Unmappable("/currency", $"Tryton has no currency '{order.Currency}'; create it there, or correct the order.");
        }

        var lines = _orderMapping.Lines(order, master, products);
        var warehouse = _orderMapping.Warehouse(order, master);
        var (party, invoiceAddress, shipmentAddress) = await _parties.FindAsync(order, cancellationToken).ConfigureAwait(false);
        return new SaleDraft
        {
            Party = party.Id,
            InvoiceAddress = invoiceAddress,
            ShipmentAddress = shipmentAddress,
            PaymentTerm = party.Reference("customer_payment_term"),
            Currency = currency,
            Warehouse = warehouse.Id,
            SaleDate = DateOnly.FromDateTime(order.Dates.Placed.UtcDateTime),
            Lines = lines,
        };
    }

    /// <summary>
    /// Tryton computes amounts by itself. When its total is another one than the customer was promised, the draft is taken back and a
    /// person decides; nobody is charged something else than agreed.
    /// </summary>
    private async Task CheckAmountsAsync(TrytonSale sale, Order order, CancellationToken cancellationToken)
    {
        var problem = sale.Currency != order.Currency
            ? _problem.Conflict("/currency", $"Sale {sale.Name} is in {sale.Currency} and the order in {order.Currency}; cancel the sale in Tryton.")
            : _totals.Difference(
                order.Totals,
                (sale.Untaxed, sale.Tax, sale.Total),
                ("the prices in the source", "the taxes of the products' categories and of the customer", "how Tryton rounds taxes (line or document)"),
                "Nothing was booked.");
        if (problem is not null)
        {
            await _sales.DeleteAsync(sale.Id, cancellationToken).ConfigureAwait(false);
            throw problem;
        }
    }

    private static bool Holds(TrytonSale sale, EffectRequest<SubmitOrder> request) => Marks.RevisionOf(sale.Comment) >= request.Key.Revision
        && (sale.IsRunning || (sale.State == "cancelled" && BookedOrder.IsCancelled(request.Command.Document)));

    private static RemoteReference Reference(TrytonSale sale) =>
        new(sale.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), sale.Number, Marks.RevisionOf(sale.Comment)?.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private async Task<EffectResult> AnswerAsync(EffectResult result, Order order, TrytonSale sale, CancellationToken cancellationToken)
    {
        var master = await _master.GetAsync(cancellationToken).ConfigureAwait(false);
        var lines = await _sales.LinesAsync(sale, cancellationToken).ConfigureAwait(false);
        return result with { Acknowledgement = AcknowledgementMapping.Map(order, sale, lines, master, _units, _connection.Name) };
    }
}
