using System.Globalization;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <content>
/// Payments and refunds: each is an entry in the journal of a way to pay, between the customer's account and that of the money. Its description carries our number, by
/// which it is found again. It stands on the customer's account; which invoice it pays is settled in Tryton.
/// </content>
public sealed partial class TrytonConnector
{
    /// <inheritdoc/>
    public Task<EffectResult> ExecuteAsync(EffectRequest<RecordPayment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var payment = BookedPayment.Of(request.Command.Document, Erp, _problem, _time);
        return _perOrder.RunAsync(payment.Order, () => RecordAsync(payment, request.Key.Tenant, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>An entry that is a draft has not happened: sending again posts it. One with another amount is of another revision: sending again tells that it cannot be changed.</remarks>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<RecordPayment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var payment = BookedPayment.Of(request.Command.Document, Erp, _problem, _time);
        var way = await _payments.WayAsync(cancellationToken).ConfigureAwait(false);
        return await _payments.FindAsync(Marks.WebId(request.Key.Tenant, payment.Number), way, cancellationToken).ConfigureAwait(false) is { IsPosted: true } entry && entry.Received == payment.Received
            ? ProbeResult.Found(Reference(entry))
            : ProbeResult.NotFound;
    }

    private async Task<EffectResult> RecordAsync(BookedPayment payment, string tenant, CancellationToken cancellationToken)
    {
        var master = await _master.GetAsync(cancellationToken).ConfigureAwait(false);
        if (payment.Amount.Currency != master.CompanyCurrency)
        {
            throw _problem.Unmappable(
                "/currency", $"The company keeps its books in {master.CompanyCurrency} and the payment is in {payment.Amount.Currency}; book it in Tryton at the rate of the bank, then discard this item.");
        }

        var way = await _payments.WayAsync(cancellationToken).ConfigureAwait(false);
        var mark = Marks.WebId(tenant, payment.Number);
        var entry = await _payments.FindAsync(mark, way, cancellationToken).ConfigureAwait(false);
        if (entry is not null && payment.Difference(Money.Of(entry.Received, payment.Amount.Currency), $"Entry {entry.Name}", Erp, _problem) is { } difference)
        {
            throw difference;
        }

        if (entry?.IsPosted == true)
        {
            return EffectResult.AlreadyApplied(Reference(entry));
        }

        if (entry is null)
        {
            var sale = await _sales.FindAsync(tenant, payment.Order, cancellationToken).ConfigureAwait(false)
                ?? throw _problem.Conflict("/orders/0/id", $"Tryton has no sale for order '{payment.Order}', so nobody says whose payment this is; submit the order first.");
            entry = await _payments.CreateAsync(payment, mark, sale, way, await _invoices.ReceivableAsync(sale, payment.Day, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }

        return EffectResult.Applied(Reference(await _payments.PostAsync(entry, cancellationToken).ConfigureAwait(false)));
    }

    private static RemoteReference Reference(TrytonEntry entry) => new(entry.Id.ToString(CultureInfo.InvariantCulture), entry.PostNumber ?? entry.Number);
}
