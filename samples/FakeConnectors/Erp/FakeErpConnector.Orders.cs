using Crossdock.FakeConnectors.Erp;

namespace Crossdock.FakeConnectors;

public sealed partial class FakeErpConnector
{
    /// <inheritdoc/>
    public Task<EffectResult> ExecuteAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken)
    {
        var order = request.Command.Document;
        return SendAsync(
            "orders",
            ErpOrderMapping.ToErp(order, request.Key.Revision),
            (ErpJson.Default.ErpOrderBody, ErpJson.Default.ErpOrder),
            request.Key,
            stored => EffectResult.Applied(Reference(stored)) with { Acknowledgement = ErpOrderMapping.ToAcknowledgement(order, stored, _connection.Name) },
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>An order at this revision or a higher one means that this revision has happened.</remarks>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken)
    {
        var found = await _client.FindOrdersAsync(request.Command.Document.Number, cancellationToken);
        return found.Orders.FirstOrDefault(order => order.Order.Revision >= request.Key.Revision) is { } order
            ? ProbeResult.Found(Reference(order))
            : ProbeResult.NotFound;
    }

    private static RemoteReference Reference(ErpOrder order) =>
        new(order.Number, order.Number, order.Order.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
