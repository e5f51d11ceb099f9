using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Vendure;

/// <content>Acknowledgements out: an internal note on the order, found again by the key it carries.</content>
public sealed partial class VendureConnector
{
    /// <inheritdoc/>
    public async Task<EffectResult> ExecuteAsync(EffectRequest<AcknowledgeOrder> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var code = request.Command.Document.OrderNumber;
        return await _perOrder.RunAsync(code, () => AcknowledgeAsync(code, request, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<AcknowledgeOrder> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var order = await FindNotesAsync(request.Command.Document.OrderNumber, cancellationToken).ConfigureAwait(false);
        return order is not null && Find(order, request.Key) is { } note ? ProbeResult.Found(new RemoteReference(note.Id)) : ProbeResult.NotFound;
    }

    private async Task<EffectResult> AcknowledgeAsync(string code, EffectRequest<AcknowledgeOrder> request, CancellationToken cancellationToken)
    {
        if (await FindNotesAsync(code, cancellationToken).ConfigureAwait(false) is not { } order)
        {
            return EffectResult.Rejected(Refuse(ErrorKind.NotFound, $"The shop has no order '{code}'; check that the acknowledgement belongs to this shop.", "/orderNumber"));
        }

        if (Find(order, request.Key) is { } note)
        {
            return EffectResult.AlreadyApplied(new RemoteReference(note.Id));
        }

        var input = new JsonObject { ["id"] = order.Id, ["note"] = AcknowledgementNote.Write(request.Command.Document, request.Key), ["isPublic"] = false };
        await _client.SendAsync(VendureOperations.AddNote, new JsonObject { ["input"] = input }, _ => true, cancellationToken).ConfigureAwait(false);
        return EffectResult.Applied(new RemoteReference(order.Id, code));
    }

    private Task<NotedOrder?> FindNotesAsync(string code, CancellationToken cancellationToken) => _client.SendAsync(
        VendureOperations.Notes,
        ByCode(code),
        data => VendureJson.Items(data, "orders", VendureJson.Default.NotedOrder).FirstOrDefault(order => order.Code == code),
        cancellationToken);

    private static VendureNote? Find(NotedOrder order, IdempotencyKey key) =>
        order.History.Items.FirstOrDefault(note => note.Data?.Note?.EndsWith(AcknowledgementNote.Mark(key), StringComparison.Ordinal) == true);
}
