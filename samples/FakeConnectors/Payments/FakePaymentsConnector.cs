using Crossdock.Canonical;
using Crossdock.Connectors.Http;
using Crossdock.FakeConnectors.Payments;
using Crossdock.FakeConnectors.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.FakeConnectors;

/// <summary>Connects to the fake payment provider of the test kit: tells of payments and of refunds that are asked for or paid, and pays refunds back.</summary>
/// <remarks>The provider has no idempotency keys: whether a refund was paid shows only in its search.</remarks>
[Connector("fake-payments", Role = ConnectorRole.None, Options = typeof(FakePaymentsOptions))]
[Effect<IssueRefund>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["requestReference"])]
[Source<Payment>(Cursor = CursorReliability.Complete)]
public sealed partial class FakePaymentsConnector : IConnector, IPaymentSource, IRefundSink, IConnectionCheck
{
    private readonly ConnectionContext _connection;
    private readonly ConnectorHttpClient _http;
    private readonly TimeProvider _time;
    private readonly Feed<Transaction, Payment> _transactions;

    /// <summary>Makes the connector of one connection.</summary>
    public FakePaymentsConnector(ConnectionContext connection, IServiceProvider services, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
        _http = services.GetRequiredKeyedService<ConnectorHttpClient>(connection.Name);
        _time = time;
        _transactions = new Feed<Transaction, Payment>("transactions?after=", "transactions", PaymentsJson.Default.Transaction, row => TransactionMapping.ToChange(row, connection.Name));
    }

    /// <inheritdoc/>
    public Task<ChangePage<Payment>> ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) => _transactions.ReadAsync(_http, query, cancellationToken);

    /// <inheritdoc/>
    public async Task<EffectResult> ExecuteAsync(EffectRequest<IssueRefund> request, CancellationToken cancellationToken)
    {
        var body = TransactionMapping.ToRefund(request.Command.Document);
        var post = ConnectorHttpRequest.Json(HttpMethod.Post, "refunds", CallSafety.Unsafe, body, PaymentsJson.Default.RefundBody) with { Operation = "issue refund" };
        var answer = await WriteAnswer<IssuedRefund>.SendAsync(_http, post, PaymentsJson.Default.IssuedRefund, cancellationToken);
        return answer.Document is { } refund
            ? EffectResult.Applied(new RemoteReference(refund.Number, refund.Number))
            : answer.Problem!.ToResult(answer.Status, _connection, TransactionMapping.ToCanonical(answer.Problem.Pointer));
    }

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<IssueRefund> request, CancellationToken cancellationToken)
    {
        var get = new ConnectorHttpRequest
        {
            Method = HttpMethod.Get,
            Path = $"refunds?requestReference={Uri.EscapeDataString(request.Command.Document.Number)}",
            Safety = CallSafety.Safe,
            Operation = "probe",
        };
        var found = await _http.SendAsync(get, PaymentsJson.Default.IssuedRefunds, cancellationToken);
        return found.Refunds is [var refund, ..] ? ProbeResult.Found(new RemoteReference(refund.Number, refund.Number)) : ProbeResult.NotFound;
    }

    /// <inheritdoc/>
    public Task<ConnectionHealth> CheckAsync(CancellationToken cancellationToken) => RemoteCheck.RunAsync(_http, "transactions?limit=1", _time, cancellationToken);
}
