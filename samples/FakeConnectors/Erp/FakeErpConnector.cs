using System.Text.Json.Serialization.Metadata;
using Crossdock.Canonical;
using Crossdock.Connectors.Http;
using Crossdock.FakeConnectors.Erp;
using Crossdock.FakeConnectors.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.FakeConnectors;

/// <summary>Connects to the fake ERP of the test kit: takes orders and shipments, posts invoices and credit notes, records payments, tells of posted invoices.</summary>
[Connector("fake-erp", Role = ConnectorRole.Erp, Options = typeof(FakeErpOptions))]
[Effect<SubmitOrder>(Idempotency = IdempotencyMode.NativeKey, KeyWindow = "1.00:00:00")]
[Effect<ReportShipment>(Idempotency = IdempotencyMode.NativeKey, KeyWindow = "1.00:00:00")]
[Effect<PostInvoice>(Idempotency = IdempotencyMode.NativeKey, KeyWindow = "1.00:00:00")]
[Effect<PostCreditNote>(Idempotency = IdempotencyMode.NativeKey, KeyWindow = "1.00:00:00")]
[Effect<RecordPayment>(Idempotency = IdempotencyMode.NativeKey, KeyWindow = "1.00:00:00")]
[Source<Invoice>(Cursor = CursorReliability.Complete)]
[StatusAxis("invoiceDocument", StatusAxisConfidence.Asserted)]
public sealed partial class FakeErpConnector : IConnector, IOrderSink, IShipmentSink, IInvoicePoster, ICreditNotePoster, IPaymentSink, IInvoiceSource, IConnectionCheck
{
    private readonly ConnectionContext _connection;
    private readonly ErpClient _client;
    private readonly TimeProvider _time;
    private readonly Feed<ErpInvoice, Invoice> _invoices;

    /// <summary>Makes the connector of one connection.</summary>
    public FakeErpConnector(ConnectionContext connection, IServiceProvider services, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
        _client = new ErpClient(services.GetRequiredKeyedService<ConnectorHttpClient>(connection.Name));
        _time = time;
        _invoices = new Feed<ErpInvoice, Invoice>("invoices?changedSince=", "invoices", ErpJson.Default.ErpInvoice, row => ErpInvoiceMapping.ToChange(row, connection.Name));
    }

    /// <inheritdoc/>
    public Task<ChangePage<Invoice>> ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) => _invoices.ReadAsync(_client.Http, query, cancellationToken);

    private async Task<EffectResult> SendAsync<TBody, T>(
        string path,
        (TBody Body, ErpPointers Pointers) mapped,
        (JsonTypeInfo<TBody> Body, JsonTypeInfo<T> Answer) types,
        IdempotencyKey key,
        Func<T, EffectResult> applied,
        CancellationToken cancellationToken)
        where T : class
    {
        var answer = await _client.PostAsync(path, mapped.Body, types.Body, types.Answer, key, cancellationToken);
        return answer.Document is { } stored
            ? applied(stored)
            : answer.Problem!.ToResult(answer.Status, _connection, mapped.Pointers.ToCanonical(answer.Problem.Pointer));
    }

    /// <inheritdoc/>
    public Task<ConnectionHealth> CheckAsync(CancellationToken cancellationToken) => RemoteCheck.RunAsync(_client.Http, "items?limit=1", _time, cancellationToken);
}
