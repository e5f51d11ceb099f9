using Crossdock.Canonical;

namespace Crossdock.Faults.Soak;

/// <summary>The ports of the soak's remotes. Orders and shipments are looked up when in doubt, invoices repeated under the same key.</summary>
internal sealed class SoakConnector(SoakRemotes remotes) : IConnector, IOrderSource, IShipmentSource, IOrderSink, IShipmentSink, IInvoicePoster
{
    public static ConnectorManifest Manifest { get; } = new()
    {
        System = "soak",
        Role = ConnectorRole.None,
        MaxConcurrency = 64,
        Sources = [new SourceManifest("order", CursorReliability.Complete, TimeSpan.Zero, null), new SourceManifest("shipment", CursorReliability.Complete, TimeSpan.Zero, null)],
        Effects =
        [
            new EffectManifest(SubmitOrder.Operation, IdempotencyMode.NaturalKeyLookup, null, ["number"], TimeSpan.Zero),
            new EffectManifest(ReportShipment.Operation, IdempotencyMode.NaturalKeyLookup, null, ["number"], TimeSpan.Zero),
            new EffectManifest(PostInvoice.Operation, IdempotencyMode.NativeKey, TimeSpan.FromDays(1), ["number"], TimeSpan.Zero),
        ],
    };

    public Task<ChangePage<Order>> ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) => Task.FromResult(remotes.ReadOrders(query));

    Task<ChangePage<Shipment>> IChangeSource<Shipment>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) => Task.FromResult(remotes.ReadShipments(query));

    public Task<EffectResult> ExecuteAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken) => Task.FromResult(remotes.Submit(request));

    public Task<EffectResult> ExecuteAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken) => Task.FromResult(remotes.Report(request));

    public Task<EffectResult> ExecuteAsync(EffectRequest<PostInvoice> request, CancellationToken cancellationToken) => Task.FromResult(remotes.Post(request));

    public Task<ProbeResult> ProbeAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken) => Task.FromResult(remotes.Probe(request.Key));

    public Task<ProbeResult> ProbeAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken) => Task.FromResult(remotes.Probe(request.Key));

    public Task<ProbeResult> ProbeAsync(EffectRequest<PostInvoice> request, CancellationToken cancellationToken) => Task.FromResult(remotes.Probe(request.Key));
}
