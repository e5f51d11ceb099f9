using Crossdock.FakeConnectors.Erp;

namespace Crossdock.FakeConnectors;

public sealed partial class FakeErpConnector
{
    /// <inheritdoc/>
    public async Task<EffectResult> ExecuteAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken)
    {
        var (body, pointers) = ErpShipmentMapping.ToErp(request.Command.Document);
        var answer = await _client.PostAsync("shipments", body, ErpJson.Default.ErpShipmentBody, ErpJson.Default.ErpDeliveryNote, request.Key, cancellationToken);
        return answer.Document is { } note
            ? EffectResult.Applied(new RemoteReference(note.Number, note.Number))
            : answer.Problem!.ToResult(answer.Status, _connection, pointers.ToCanonical(answer.Problem.Pointer));
    }

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken)
    {
        var shipment = request.Command.Document;
        var found = await _client.FindShipmentsAsync(ErpShipmentMapping.OrderOf(shipment), shipment.Number, cancellationToken);
        return found.Shipments is [var note, ..] ? ProbeResult.Found(new RemoteReference(note.Number, note.Number)) : ProbeResult.NotFound;
    }
}
