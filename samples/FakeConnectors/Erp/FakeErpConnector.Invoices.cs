using Crossdock.FakeConnectors.Erp;

namespace Crossdock.FakeConnectors;

public sealed partial class FakeErpConnector
{
    /// <inheritdoc/>
    public Task<EffectResult> ExecuteAsync(EffectRequest<PostInvoice> request, CancellationToken cancellationToken) => SendAsync(
        "invoices",
        ErpInvoiceMapping.ToErp(request.Command.Document),
        (ErpJson.Default.ErpInvoiceBody, ErpJson.Default.ErpInvoice),
        request.Key,
        invoice => EffectResult.Applied(new RemoteReference(invoice.Number, invoice.Number)),
        cancellationToken);

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
