using Crossdock.FakeConnectors.Erp;

namespace Crossdock.FakeConnectors;

public sealed partial class FakeErpConnector
{
    /// <inheritdoc/>
    public async Task<EffectResult> ExecuteAsync(EffectRequest<PostInvoice> request, CancellationToken cancellationToken)
    {
        var (body, pointers) = ErpInvoiceMapping.ToErp(request.Command.Document);
        var answer = await _client.PostAsync("invoices", body, ErpJson.Default.ErpInvoiceBody, ErpJson.Default.ErpInvoice, request.Key, cancellationToken);
        return answer.Document is { } invoice
            ? EffectResult.Applied(new RemoteReference(invoice.Number, invoice.Number))
            : answer.Problem!.ToResult(answer.Status, _connection, pointers.ToCanonical(answer.Problem.Pointer));
    }

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<PostInvoice> request, CancellationToken cancellationToken)
    {
        var invoice = request.Command.Document;
        var found = await _client.FindInvoicesAsync(ErpInvoiceMapping.OrderOf(invoice), ErpInvoiceMapping.ShipmentOf(invoice), cancellationToken);
        return found.Invoices.FirstOrDefault(posted => posted.ExternalReference == invoice.Number) is { } posted
            ? ProbeResult.Found(new RemoteReference(posted.Number, posted.Number))
            : ProbeResult.NotFound;
    }
}
