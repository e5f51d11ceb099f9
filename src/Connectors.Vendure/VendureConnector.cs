using Crossdock.Canonical;
using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Connectors.Vendure;

/// <summary>Connects to a Vendure shop (3.x) over its Admin GraphQL API.</summary>
[Connector("vendure", Role = ConnectorRole.Ecommerce, Options = typeof(VendureOptions), MaxConcurrency = 16, SerialisePerDocument = true)]
[Source<Order>(
    Cursor = CursorReliability.MissesChanges,
    DeclaredLateness = "00:02:00",
    MissedChanges = "place, settle, ship, deliver, refund and notes do not move updatedAt; placed orders are found by orderPlacedAt, the rest by reading open and young orders again")]
[Source<Item>(
    Cursor = CursorReliability.MissesChanges,
    DeclaredLateness = "00:02:00",
    MissedChanges = "a product switched on or off, tax rates and names of options do not move updatedAt of a variant, so all items are read again every ItemsReReadEvery; a deleted variant just stays away")]
[Lookup<Order>]
[Effect<PublishInventory>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["sku", "stockLocationId", "stockOnHand"], MaxBatch = 50, BatchSemantics = BatchSemantics.AllOrNothing)]
[Effect<ReportShipment>(
    Idempotency = IdempotencyMode.NaturalKeyLookup,
    LookupFields = ["fulfillments.method", "fulfillments.trackingCode"],
    SettleTime = "00:00:01")]
[Effect<IssueRefund>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["payments.refunds.reason"], SettleTime = "00:00:01")]
[Effect<AcknowledgeOrder>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["history.data.note"], SettleTime = "00:00:01")]
[StatusAxis("order", StatusAxisConfidence.Inferred)]
[StatusAxis("payment", StatusAxisConfidence.Inferred)]
[StatusAxis("refund", StatusAxisConfidence.Asserted)]
[StatusAxis("fulfilment", StatusAxisConfidence.Inferred)]
public sealed partial class VendureConnector : IConnector, IOrderSource, IItemSource, IDocumentLookup<Order>, IInventorySink, IBatchEffectPort<PublishInventory>, IShipmentSink, IRefundSink, IOrderAcknowledgementSink, IConnectionCheck
{
    private readonly ConnectionContext _connection;
    private readonly VendureOptions _options;
    private readonly TimeProvider _time;
    private readonly VendureClient _client;
    private readonly OrderReader _orders;
    private readonly ListSource<Item> _itemChanges;
    private readonly VariantCatalogue _variants;
    private readonly KeyedGate _perOrder = new();

    /// <summary>Creates the connector of one connection; the generated <c>AddVendure</c> does it.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">Its options, validated.</param>
    /// <param name="services">The host's services; holds the connection's <see cref="ConnectorHttpClient"/> under its name.</param>
    /// <param name="time">The clock.</param>
    public VendureConnector(ConnectionContext connection, VendureOptions options, IServiceProvider services, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(options);
        _connection = connection;
        _options = options;
        _time = time;
        _client = new VendureClient(connection, options, services.GetRequiredKeyedService<ConnectorHttpClient>(connection.Name));
        _orders = new OrderReader(_client, options, new OrderMapping(connection, options), time);
        _itemChanges = new ListSource<Item>(
            new ListSourceOptions
            {
                What = "items",
                ChangedField = ItemReader.Changed,
                MadeField = ItemReader.Made,
                MaxPageSize = options.OrdersPerPage,
                Overlap = options.Overlap,
                ReReadEvery = options.ItemsReReadEvery,
                First = ListWalk.All,
            },
            connection,
            time,
            new ItemReader(_client, new ItemMapping(connection, options)).ReadAsync);
        _variants = new VariantCatalogue(_client, connection, options, time);
    }
}
