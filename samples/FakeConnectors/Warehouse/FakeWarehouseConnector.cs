using Crossdock.Canonical;
using Crossdock.Connectors.Http;
using Crossdock.FakeConnectors.Shared;
using Crossdock.FakeConnectors.Warehouse;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.FakeConnectors;

/// <summary>Connects to the fake warehouse of the test kit: takes fulfilment requests, tells of shipments and stock.</summary>
/// <remarks>The warehouse has no idempotency keys: whether a request was made shows only in its search, which may lag.</remarks>
[Connector("fake-warehouse", Role = ConnectorRole.Warehouse, Options = typeof(FakeWarehouseOptions))]
[Effect<RequestFulfilment>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["externalReference"], SettleTime = "00:00:01")]
[Source<Shipment>(Cursor = CursorReliability.Complete)]
[Source<Inventory>(Cursor = CursorReliability.Complete)]
[StatusAxis("fulfilment", StatusAxisConfidence.Asserted)]
public sealed partial class FakeWarehouseConnector : IConnector, IFulfilmentRequestSink, IShipmentSource, IInventorySource, IConnectionCheck
{
    private readonly ConnectionContext _connection;
    private readonly WarehouseClient _client;
    private readonly TimeProvider _time;
    private readonly Feed<WarehouseShipment, Shipment> _shipments;
    private readonly Feed<WarehouseStock, Inventory> _stock;

    /// <summary>Makes the connector of one connection.</summary>
    public FakeWarehouseConnector(ConnectionContext connection, IServiceProvider services, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
        _client = new WarehouseClient(services.GetRequiredKeyedService<ConnectorHttpClient>(connection.Name));
        _time = time;
        _shipments = new Feed<WarehouseShipment, Shipment>("shipments?after=", "shipments", WarehouseJson.Default.WarehouseShipment, row => WarehouseShipmentMapping.ToChange(row, connection.Name));
        _stock = new Feed<WarehouseStock, Inventory>("stock?after=", "stock", WarehouseJson.Default.WarehouseStock, WarehouseStockMapping.ToChange);
    }

    /// <inheritdoc/>
    public async Task<EffectResult> ExecuteAsync(EffectRequest<RequestFulfilment> request, CancellationToken cancellationToken)
    {
        var document = request.Command.Document;
        var answer = await _client.RequestAsync(WarehouseRequestMapping.ToWarehouse(document, request.Key.Revision), cancellationToken);
        return answer.Document is { } stored
            ? EffectResult.Applied(new RemoteReference(stored.Id, stored.Id))
            : answer.Problem!.ToResult(answer.Status, _connection, WarehouseRequestMapping.ToCanonical(document, answer.Problem.Pointer));
    }

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<RequestFulfilment> request, CancellationToken cancellationToken)
    {
        var found = await _client.FindAsync(WarehouseReference.Of(request.Command.Document.Number, request.Key.Revision), cancellationToken);
        return found.Requests is [var first, ..] ? ProbeResult.Found(new RemoteReference(first.Id, first.Id)) : ProbeResult.NotFound;
    }

    Task<ChangePage<Shipment>> IChangeSource<Shipment>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) =>
        _shipments.ReadAsync(_client.Http, query, cancellationToken);

    Task<ChangePage<Inventory>> IChangeSource<Inventory>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) =>
        _stock.ReadAsync(_client.Http, query, cancellationToken);

    /// <inheritdoc/>
    public Task<ConnectionHealth> CheckAsync(CancellationToken cancellationToken) => RemoteCheck.RunAsync(_client.Http, "stock?limit=1", _time, cancellationToken);
}
