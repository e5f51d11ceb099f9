using Crossdock.FakeConnectors.Erp;

namespace Crossdock.FakeConnectors;

public sealed partial class FakeErpConnector
{
    /// <inheritdoc/>
    public Task<EffectResult> ExecuteAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken) => SendAsync(
        "shipments",
        ErpShipmentMapping.ToErp(request.Command.Document),
        (ErpJson.Default.ErpShipmentBody, ErpJson.Default.ErpDeliveryNote),
        request.Key,
        note => EffectResult.Applied(new RemoteReference(note.Number, note.Number)),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken)
    {
        var shipment = request.Command.Document;
        var found = await _client.FindShipmentsAsync(ErpShipmentMapping.OrderOf(shipment), shipment.Number, cancellationToken);
        return found.Shipments is [var note, ..] ? ProbeResult.Found(new RemoteReference(note.Number, note.Number)) : ProbeResult.NotFound;
    }
}
