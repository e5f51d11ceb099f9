using Crossdock.Canonical;
using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Connectors.Medusa;

/// <summary>Connects to a Medusa shop (2.x) over its Admin REST API.</summary>
[Connector("medusa", Role = ConnectorRole.Ecommerce, Options = typeof(MedusaOptions), MaxConcurrency = 16, SerialisePerDocument = true)]
[Source<Order>(
    Cursor = CursorReliability.MissesChanges,
    DeclaredLateness = "00:02:00",
    MissedChanges = "capturing a payment does not move updated_at of its order, so orders that changed within ReReadWindow are read again every ReReadEvery")]
[Source<Item>(
    Cursor = CursorReliability.MissesChanges,
    DeclaredLateness = "00:02:00",
    MissedChanges = "a product taken off sale does not move updated_at of its variants, so all items are read again every ItemsReReadEvery; a deleted variant just stays away")]
[Lookup<Order>]
[Effect<PublishInventory>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["sku", "location_id", "stocked_quantity"], MaxBatch = 50, BatchSemantics = BatchSemantics.AllOrNothing)]
[Effect<ReportShipment>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["fulfillments.metadata.crossdock_shipment"], SettleTime = "00:00:01")]
[Effect<IssueRefund>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["payments.refunds.note"], SettleTime = "00:00:01")]
[StatusAxis("order", StatusAxisConfidence.Inferred)]
[StatusAxis("payment", StatusAxisConfidence.Inferred)]
[StatusAxis("refund", StatusAxisConfidence.Asserted)]
[StatusAxis("fulfilment", StatusAxisConfidence.Inferred)]
public sealed partial class MedusaConnector : IConnector, IOrderSource, IItemSource, IDocumentLookup<Order>, IInventorySink, IBatchEffectPort<PublishInventory>, IShipmentSink, IRefundSink, IConnectionCheck
{
    private readonly ConnectionContext _connection;
    private readonly MedusaOptions _options;
    private readonly TimeProvider _time;
    private readonly MedusaClient _client;
    private readonly OrderReader _orders;
    private readonly ListSource<Order> _orderChanges;
    private readonly ListSource<Item> _itemChanges;
    private readonly InventoryItems _inventory;
    private readonly StockLocations _locations;
    private readonly KeyedGate _perOrder = new();

    /// <summary>Creates the connector of one connection; the generated <c>AddMedusa</c> does it.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">Its options, validated.</param>
    /// <param name="services">The host's services; holds the connection's <see cref="ConnectorHttpClient"/> under its name.</param>
    /// <param name="time">The clock.</param>
    public MedusaConnector(ConnectionContext connection, MedusaOptions options, IServiceProvider services, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(options);
        _connection = connection;
        _options = options;
        _time = time;
        _client = new MedusaClient(connection, services.GetRequiredKeyedService<ConnectorHttpClient>(connection.Name));
        _orders = new OrderReader(_client, options, new OrderMapping(connection), time);
        _locations = new StockLocations(_client, options, time);
        _orderChanges = Changes<Order>("orders", options.ReReadEvery, _orders.ReadAsync);
        _itemChanges = Changes<Item>("items", options.ItemsReReadEvery, new ItemReader(_client, new ItemMapping(connection)).ReadAsync);
        _inventory = new InventoryItems(_client, connection);
    }

    private ListSource<T> Changes<T>(string what, TimeSpan reReadEvery, Func<ListWalk, ListSlice, CancellationToken, Task<ListPage<ListRow<T>>>> query)
        where T : class, ICanonicalDocument<T> => new(
            new ListSourceOptions
            {
                What = what,
                ChangedField = ProvedLists.Changed,
                MadeField = ProvedLists.Made,
                MaxPageSize = _options.PageSize,
                Overlap = _options.Overlap,
                ReReadEvery = reReadEvery,
            },
            _connection,
            _time,
            new ProvedLists(_connection).Of(what, query));
}
