using Crossdock.Canonical;

namespace Crossdock.Generators.Roslyn.Tests.Registration;

/// <summary>A connector as an author writes one; everything else of it is generated.</summary>
[Connector("paper-ledger", Role = ConnectorRole.Erp, Options = typeof(LedgerOptions), MaxConcurrency = 2, SerialisePerDocument = true)]
[Source<Invoice>(Cursor = CursorReliability.MissesChanges, DeclaredLateness = "00:10:00", MissedChanges = "write-off")]
[Effect<SubmitOrder>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["client_ref"], SettleTime = "00:00:05")]
[Effect<PostInvoice>(Idempotency = IdempotencyMode.NativeKey, KeyWindow = "30.00:00:00")]
[Effect<PostCreditNote>(Idempotency = IdempotencyMode.NativeKey, KeyWindow = "30.00:00:00")]
[Effect<RecordPayment>(Idempotency = IdempotencyMode.None)]
[StatusAxis("payment", StatusAxisConfidence.Inferred)]
public sealed partial class LedgerConnector(
    ConnectionContext connection,
    LedgerOptions options,
    TimeProvider time,
    IServiceProvider? services = null) : IConnector, IInvoiceSource, IOrderSink, IInvoicePoster, ICreditNotePoster, IPaymentSink
{
    public ConnectionContext Connection { get; } = connection;

    public LedgerOptions Options { get; } = options;

    public TimeProvider Time { get; } = time;

    public IServiceProvider? Services { get; } = services;

    public Task<ChangePage<Invoice>> ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(new ChangePage<Invoice>([], query.After, HasMore: false));

    public Task<EffectResult> ExecuteAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken) =>
        Task.FromResult(EffectResult.Applied());

    public Task<EffectResult> ExecuteAsync(EffectRequest<PostInvoice> request, CancellationToken cancellationToken) =>
        Task.FromResult(EffectResult.Applied());

    public Task<ProbeResult> ProbeAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken) =>
        Task.FromResult(ProbeResult.NotFound);

    public Task<ProbeResult> ProbeAsync(EffectRequest<PostInvoice> request, CancellationToken cancellationToken) =>
        Task.FromResult(ProbeResult.NotFound);

    public Task<EffectResult> ExecuteAsync(EffectRequest<PostCreditNote> request, CancellationToken cancellationToken) =>
        Task.FromResult(EffectResult.Applied());

    public Task<EffectResult> ExecuteAsync(EffectRequest<RecordPayment> request, CancellationToken cancellationToken) =>
        Task.FromResult(EffectResult.Applied());

    public Task<ProbeResult> ProbeAsync(EffectRequest<PostCreditNote> request, CancellationToken cancellationToken) =>
        Task.FromResult(ProbeResult.NotFound);

    public Task<ProbeResult> ProbeAsync(EffectRequest<RecordPayment> request, CancellationToken cancellationToken) =>
        Task.FromResult(ProbeResult.NotFound);
}
