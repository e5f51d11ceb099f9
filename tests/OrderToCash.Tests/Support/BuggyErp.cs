using Crossdock.Canonical;
using Crossdock.FakeConnectors;

namespace Crossdock.OrderToCash.Tests;

/// <summary>An ERP connector with a planted bug, to see that the balance check is not blind.</summary>
/// <param name="inner">The right connector.</param>
/// <param name="bug">What goes wrong.</param>
internal sealed class BuggyErp(FakeErpConnector inner, ErpBug bug) : IConnector, IOrderSink, IShipmentSink, IInvoicePoster, ICreditNotePoster, IPaymentSink, IInvoiceSource
{
    private int _orders;
    private int _shipments;

    public async Task<EffectResult> ExecuteAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken)
    {
        if (bug == ErpBug.NewKeyPerAttempt && Interlocked.Increment(ref _orders) == 3)
        {
            await inner.ExecuteAsync(request with { Key = request.Key with { DocumentKey = request.Key.DocumentKey + "-again" } }, cancellationToken);
        }

        return await inner.ExecuteAsync(request, cancellationToken);
    }

    public async Task<EffectResult> ExecuteAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken) =>
        bug == ErpBug.ConfirmsWithoutSending && Interlocked.Increment(ref _shipments) == 3
            ? EffectResult.Applied()
            : await inner.ExecuteAsync(request, cancellationToken);

    public Task<EffectResult> ExecuteAsync(EffectRequest<PostInvoice> request, CancellationToken cancellationToken) => inner.ExecuteAsync(request, cancellationToken);

    public Task<EffectResult> ExecuteAsync(EffectRequest<PostCreditNote> request, CancellationToken cancellationToken) => inner.ExecuteAsync(request, cancellationToken);

    public Task<EffectResult> ExecuteAsync(EffectRequest<RecordPayment> request, CancellationToken cancellationToken) => inner.ExecuteAsync(request, cancellationToken);

    public Task<ProbeResult> ProbeAsync(EffectRequest<PostCreditNote> request, CancellationToken cancellationToken) => inner.ProbeAsync(request, cancellationToken);

    public Task<ProbeResult> ProbeAsync(EffectRequest<RecordPayment> request, CancellationToken cancellationToken) => inner.ProbeAsync(request, cancellationToken);

    public Task<ProbeResult> ProbeAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken) => inner.ProbeAsync(request, cancellationToken);

    public Task<ProbeResult> ProbeAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken) => inner.ProbeAsync(request, cancellationToken);

    public Task<ProbeResult> ProbeAsync(EffectRequest<PostInvoice> request, CancellationToken cancellationToken) => inner.ProbeAsync(request, cancellationToken);

    public Task<ChangePage<Invoice>> ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) => inner.ReadChangesAsync(query, cancellationToken);
}
