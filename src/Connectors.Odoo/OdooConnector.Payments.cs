using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <content>
/// Payments and refunds: each is a payment of Odoo in the journal that the options name, with an external id made of our number, by which it is found again.
/// Its entry stands on the customer's account; which invoice it pays is settled in Odoo.
/// </content>
public sealed partial class OdooConnector
{
    /// <inheritdoc/>
    public Task<EffectResult> ExecuteAsync(EffectRequest<RecordPayment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var payment = BookedPayment.Of(request.Command.Document, Erp, _problem, _time);
        return _perOrder.RunAsync(payment.Order, () => RecordAsync(payment, request.Key.Tenant, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>A draft has not happened: sending again posts it. One with another amount is of another revision: sending again tells that it cannot be changed.</remarks>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<RecordPayment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var payment = BookedPayment.Of(request.Command.Document, Erp, _problem, _time);
        return await _payments.FindAsync(request.Key.Tenant, payment.Number, cancellationToken).ConfigureAwait(false) is { IsBooked: true } booked
            && Difference(payment, booked) is null
                ? ProbeResult.Found(Reference(booked))
                : ProbeResult.NotFound;
    }

    private async Task<EffectResult> RecordAsync(BookedPayment payment, string tenant, CancellationToken cancellationToken)
    {
        var journal = await _payments.JournalAsync(cancellationToken).ConfigureAwait(false);
        var known = await _payments.FindAsync(tenant, payment.Number, cancellationToken).ConfigureAwait(false);
        if (known is not null && Difference(payment, known) is { } difference)
        {
            throw difference;
        }

        if (known?.IsBooked == true)
        {
            return EffectResult.AlreadyApplied(Reference(known));
        }

        await _payments.CheckOpenAsync(payment.Day, cancellationToken).ConfigureAwait(false);
        known ??= await CreateAsync(payment, tenant, journal, cancellationToken).ConfigureAwait(false);
        return EffectResult.Applied(Reference(await _payments.PostAsync(known, cancellationToken).ConfigureAwait(false)));
    }

    private async Task<OdooPayment> CreateAsync(BookedPayment payment, string tenant, int journal, CancellationToken cancellationToken)
    {
        var master = await _master.GetAsync(cancellationToken).ConfigureAwait(false);
        if (!master.Currencies.TryGetValue(payment.Amount.Currency, out var currency))
        {
            throw _problem.Unmappable("/currency", $"Odoo has no active currency '{payment.Amount.Currency}'; activate it there with its rates, or correct the payment.");
        }

        var sale = await _sales.FindAsync(tenant, payment.Order, cancellationToken).ConfigureAwait(false)
            ?? throw _problem.Conflict("/orders/0/id", $"Odoo has no sales order for order '{payment.Order}', so nobody says whose payment this is; submit the order first.");
        return await _payments.CreateAsync(payment, tenant, sale, journal, currency, cancellationToken).ConfigureAwait(false);
    }

    private ConnectorException? Difference(BookedPayment payment, OdooPayment known) => payment.Difference(Money.Of(known.Received, known.Currency), $"Payment {known.Name}", Erp, _problem);

    private static RemoteReference Reference(OdooPayment payment) => new(Wire.Number(payment.Id), payment.Number);
}
