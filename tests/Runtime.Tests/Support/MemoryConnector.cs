using Crossdock.Canonical;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>Speaks to a remote of the world; implements every port, and declares what a test asks for.</summary>
internal class MemoryConnector(Remote remote, World world) :
    IConnector,
    IOrderSource, IShipmentSource, IInventorySource, IInvoiceSource, IPaymentSource,
    IOrderSink, IOrderAcknowledgementSink, IFulfilmentRequestSink, IShipmentSink, IInvoicePoster, ICreditNotePoster, IInvoiceSink, IInventorySink,
    IRefundSink, IPaymentSink
{
    public static ConnectorManifest ManifestOf(string system, Remote remote, int maxConcurrency = 0, bool serialise = false) => new()
    {
        System = system,
        Role = ConnectorRole.None,
        MaxConcurrency = maxConcurrency,
        SerialisePerDocument = serialise,
        Quota = remote.Quota,
        Sources =
        [
            .. new[] { "order", "shipment", "inventory", "invoice", "payment" }.Select(type => new SourceManifest(type, CursorReliability.Complete, TimeSpan.Zero, null)),
        ],
        Effects =
        [
            .. new[]
            {
                SubmitOrder.Operation, AcknowledgeOrder.Operation, RequestFulfilment.Operation, ReportShipment.Operation,
                PostInvoice.Operation, PublishInvoice.Operation, PublishInventory.Operation,
                PostCreditNote.Operation, IssueRefund.Operation, RecordPayment.Operation,
            }.Select(operation => new EffectManifest(operation, remote.Mode, remote.KeyWindow, ["number"], remote.SettleTime)
            {
                Cost = remote.Cost,
                MaxBatch = operation == SubmitOrder.Operation || operation == PublishInventory.Operation ? remote.MaxBatch : 1,
                BatchSemantics = remote.BatchSemantics,
            }),
        ],
    };

    public Task<ChangePage<Order>> ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) => Task.FromResult(world.Orders.Read(query));

    Task<ChangePage<Shipment>> IChangeSource<Shipment>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(world.Shipments.Read(query));

    Task<ChangePage<Inventory>> IChangeSource<Inventory>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(world.Stock.Read(query));

    Task<ChangePage<Invoice>> IChangeSource<Invoice>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(world.Invoices.Read(query));

    Task<ChangePage<Payment>> IChangeSource<Payment>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(world.Payments.Read(query));

    public Task<EffectResult> ExecuteAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken) => Execute(request, request.Command.Document, cancellationToken);

    public Task<EffectResult> ExecuteAsync(EffectRequest<AcknowledgeOrder> request, CancellationToken cancellationToken) => Execute(request, request.Command.Document, cancellationToken);

    public Task<EffectResult> ExecuteAsync(EffectRequest<RequestFulfilment> request, CancellationToken cancellationToken) => Execute(request, request.Command.Document, cancellationToken);

    public Task<EffectResult> ExecuteAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken) => Execute(request, request.Command.Document, cancellationToken);

    public Task<EffectResult> ExecuteAsync(EffectRequest<PostInvoice> request, CancellationToken cancellationToken) => Execute(request, request.Command.Document, cancellationToken);

    public Task<EffectResult> ExecuteAsync(EffectRequest<PublishInvoice> request, CancellationToken cancellationToken) => Execute(request, request.Command.Document, cancellationToken);

    public Task<EffectResult> ExecuteAsync(EffectRequest<PublishInventory> request, CancellationToken cancellationToken) => Execute(request, request.Command.Document, cancellationToken);

    public Task<EffectResult> ExecuteAsync(EffectRequest<PostCreditNote> request, CancellationToken cancellationToken) => Execute(request, request.Command.Document, cancellationToken);

    public Task<EffectResult> ExecuteAsync(EffectRequest<IssueRefund> request, CancellationToken cancellationToken) => Execute(request, request.Command.Document, cancellationToken);

    public Task<EffectResult> ExecuteAsync(EffectRequest<RecordPayment> request, CancellationToken cancellationToken) => Execute(request, request.Command.Document, cancellationToken);

    public Task<ProbeResult> ProbeAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken) => Task.FromResult(remote.Probe(request.Key));

    public Task<ProbeResult> ProbeAsync(EffectRequest<AcknowledgeOrder> request, CancellationToken cancellationToken) => Task.FromResult(remote.Probe(request.Key));

    public Task<ProbeResult> ProbeAsync(EffectRequest<RequestFulfilment> request, CancellationToken cancellationToken) => Task.FromResult(remote.Probe(request.Key));

    public Task<ProbeResult> ProbeAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken) => Task.FromResult(remote.Probe(request.Key));

    public Task<ProbeResult> ProbeAsync(EffectRequest<PostInvoice> request, CancellationToken cancellationToken) => Task.FromResult(remote.Probe(request.Key));

    public Task<ProbeResult> ProbeAsync(EffectRequest<PublishInvoice> request, CancellationToken cancellationToken) => Task.FromResult(remote.Probe(request.Key));

    public Task<ProbeResult> ProbeAsync(EffectRequest<PublishInventory> request, CancellationToken cancellationToken) => Task.FromResult(remote.Probe(request.Key));

    public Task<ProbeResult> ProbeAsync(EffectRequest<PostCreditNote> request, CancellationToken cancellationToken) => Task.FromResult(remote.Probe(request.Key));

    public Task<ProbeResult> ProbeAsync(EffectRequest<IssueRefund> request, CancellationToken cancellationToken) => Task.FromResult(remote.Probe(request.Key));

    public Task<ProbeResult> ProbeAsync(EffectRequest<RecordPayment> request, CancellationToken cancellationToken) => Task.FromResult(remote.Probe(request.Key));

    private Task<EffectResult> Execute<TCommand, TDocument>(EffectRequest<TCommand> request, TDocument document, CancellationToken cancellationToken)
        where TCommand : class, IEffectCommand
        where TDocument : class, ICanonicalDocument<TDocument> =>
        remote.ExecuteAsync(request.Key, TDocument.Codec.ToCanonicalBytes(document), cancellationToken);
}
