using Crossdock.Canonical;
using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Connectors.Tryton;

/// <summary>Connects to the ERP and warehouse Tryton (6.0) over its JSON-RPC.</summary>
[Connector("tryton", Role = ConnectorRole.Erp | ConnectorRole.Warehouse, Options = typeof(TrytonOptions), MaxConcurrency = 8, SerialisePerDocument = true)]
[Source<Item>(Cursor = CursorReliability.MissesChanges, DeclaredLateness = "00:02:00", MissedChanges = "deletion of a product leaves nothing; deactivation is seen")]
[Source<Inventory>(
    Cursor = CursorReliability.MissesChanges,
    DeclaredLateness = "00:02:00",
    MissedChanges = "forecasts move with the date alone, and with moves that are deleted; stock on hand changes with moves only and is seen")]
[Source<Shipment>(Cursor = CursorReliability.Late, DeclaredLateness = "00:02:00")]
[Source<Invoice>(Cursor = CursorReliability.MissesChanges, DeclaredLateness = "00:02:00", MissedChanges = "a part payment does not move the invoice; full payment does")]
[Lookup<Item>]
[Lookup<Inventory>]
[Lookup<Shipment>]
[Lookup<Invoice>]
[Effect<SubmitOrder>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["web_id", "comment"], SettleTime = "00:00:01")]
[Effect<RequestFulfilment>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["web_id", "shipments.reference"], SettleTime = "00:00:01")]
[Effect<ReportShipment>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["web_id", "shipments.reference"], SettleTime = "00:00:01")]
[Effect<PostInvoice>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["party", "reference"], SettleTime = "00:00:01")]
[Effect<PostCreditNote>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["party", "reference"], SettleTime = "00:00:01")]
[Effect<RecordPayment>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["journal", "description"], SettleTime = "00:00:01")]
[StatusAxis("order", StatusAxisConfidence.Asserted)]
[StatusAxis("fulfilment", StatusAxisConfidence.Asserted)]
[StatusAxis("invoiceDocument", StatusAxisConfidence.Asserted)]
[StatusAxis("invoiceSettlement", StatusAxisConfidence.Asserted)]
[StatusAxis("item", StatusAxisConfidence.Asserted)]
public sealed partial class TrytonConnector
    : IConnector, IOrderSink, IFulfilmentRequestSink, IShipmentSink, IInvoicePoster, ICreditNotePoster, IPaymentSink, IItemSource, IInventorySource, IShipmentSource, IInvoiceSource,
        IDocumentLookup<Item>, IDocumentLookup<Inventory>, IDocumentLookup<Shipment>, IDocumentLookup<Invoice>, IConnectionCheck
{
    private const string Erp = "Tryton";
    private readonly ConnectionContext _connection;
    private readonly TrytonOptions _options;
    private readonly TimeProvider _time;
    private readonly TrytonClient _client;
    private readonly MasterData _master;
    private readonly Problem _problem;
    private readonly TotalsCheck _totals;
    private readonly Steps _steps;
    private readonly SaleDesk _sales;
    private readonly PartyDesk _parties;
    private readonly ShipmentDesk _shipments;
    private readonly AmendmentDesk _amendments;
    private readonly LotDesk _lots;
    private readonly InvoiceDesk _invoices;
    private readonly PaymentDesk _payments;
    private readonly SaleOrigins _origins;
    private readonly UnitMapping _units;
    private readonly OrderMapping _orderMapping;
    private readonly KeyedGate _perOrder = new();

    /// <summary>Creates the connector of one connection; the generated <c>AddTryton</c> does it.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">Its options, validated.</param>
    /// <param name="services">The host's services; holds the connection's <see cref="ConnectorHttpClient"/> under its name.</param>
    /// <param name="time">The clock.</param>
    public TrytonConnector(ConnectionContext connection, TrytonOptions options, IServiceProvider services, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(options);
        _connection = connection;
        _options = options;
        _time = time;
        _client = new TrytonClient(
            connection, options, services.GetRequiredKeyedService<ConnectorHttpClient>(connection.Name), services.GetRequiredService<ISecretProvider>());
        _master = new MasterData(_client, time);
        _problem = new Problem(connection);
        _totals = new TotalsCheck(_problem, Erp, options.AmountTolerance);
        _steps = new Steps(_client, options, _problem);
        _sales = new SaleDesk(_client, options, _steps);
        _parties = new PartyDesk(_client, options, _problem);
        _shipments = new ShipmentDesk(_client, _steps, _sales);
        _amendments = new AmendmentDesk(_client, _steps, _sales, _shipments);
        _lots = new LotDesk(_client, options, _shipments, _problem);
        _invoices = new InvoiceDesk(_client, _steps, _totals);
        _payments = new PaymentDesk(_client, options, _steps);
        _origins = new SaleOrigins(_client);
        _units = new UnitMapping(options);
        _orderMapping = new OrderMapping(options, _problem, _units);
    }
}
