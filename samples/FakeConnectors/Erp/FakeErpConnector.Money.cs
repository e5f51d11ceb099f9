using Crossdock.FakeConnectors.Erp;

namespace Crossdock.FakeConnectors;

public sealed partial class FakeErpConnector
{
    /// <inheritdoc/>
    public Task<EffectResult> ExecuteAsync(EffectRequest<PostCreditNote> request, CancellationToken cancellationToken) => SendAsync(
        "credit-notes",
        ErpMoneyMapping.ToErp(request.Command.Document),
        (ErpJson.Default.ErpCreditNoteBody, ErpJson.Default.ErpCreditNote),
        request.Key,
        note => EffectResult.Applied(new RemoteReference(note.Number, note.Number)),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<PostCreditNote> request, CancellationToken cancellationToken)
    {
        var document = request.Command.Document;
        var found = await _client.FindCreditNotesAsync(ErpInvoiceMapping.OrderOf(document), cancellationToken);
        return found.CreditNotes.FirstOrDefault(posted => posted.Note.ExternalReference == document.Number) is { } note
            ? ProbeResult.Found(new RemoteReference(note.Number, note.Number))
            : ProbeResult.NotFound;
    }

    /// <inheritdoc/>
    public Task<EffectResult> ExecuteAsync(EffectRequest<RecordPayment> request, CancellationToken cancellationToken) => SendAsync(
        "payments",
        ErpMoneyMapping.ToErp(request.Command.Document),
        (ErpJson.Default.ErpPaymentBody, ErpJson.Default.ErpPayment),
        request.Key,
        payment => EffectResult.Applied(new RemoteReference(payment.Number, payment.Number)),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<RecordPayment> request, CancellationToken cancellationToken)
    {
        var document = request.Command.Document;
        var found = await _client.FindPaymentsAsync(ErpMoneyMapping.OrderOf(document), cancellationToken);
        return found.Payments.FirstOrDefault(booked => booked.Payment.ExternalReference == document.Number) is { } payment
            ? ProbeResult.Found(new RemoteReference(payment.Number, payment.Number))
            : ProbeResult.NotFound;
    }
}
