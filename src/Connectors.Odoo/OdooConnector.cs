using Crossdock.Canonical;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Connectors.Odoo;

/// <summary>Connects to the ERP and warehouse Odoo (19) over its JSON-2 API.</summary>
[Connector("odoo", Role = ConnectorRole.Erp | ConnectorRole.Warehouse, Options = typeof(OdooOptions), MaxConcurrency = 8, SerialisePerDocument = true)]
[Source<Item>(Cursor = CursorReliability.MissesChanges, DeclaredLateness = "00:02:00", MissedChanges = "deletion of a product leaves nothing; archiving is seen")]
[Source<Inventory>(
    Cursor = CursorReliability.MissesChanges,
    DeclaredLateness = "00:02:00",
    MissedChanges = "forecasts move with the date alone, and with moves that are deleted; stock on hand changes with moves only and is seen")]
[Source<Shipment>(Cursor = CursorReliability.Late, DeclaredLateness = "00:02:00")]
[Source<Invoice>(Cursor = CursorReliability.Late, DeclaredLateness = "00:02:00")]
[Lookup<Item>]
[Lookup<Inventory>]
[Lookup<Shipment>]
[Lookup<Invoice>]
[Effect<SubmitOrder>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["external id", "origin"], SettleTime = "00:00:01")]
[Effect<RequestFulfilment>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["external id"], SettleTime = "00:00:01")]
[Effect<ReportShipment>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["external id"], SettleTime = "00:00:01")]
[Effect<PostInvoice>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["external id"], SettleTime = "00:00:01")]
[Effect<PostCreditNote>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["external id"], SettleTime = "00:00:01")]
[Effect<RecordPayment>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["external id"], SettleTime = "00:00:01")]
[StatusAxis("order", StatusAxisConfidence.Asserted)]
[StatusAxis("fulfilment", StatusAxisConfidence.Asserted)]
[StatusAxis("invoiceDocument", StatusAxisConfidence.Asserted)]
[StatusAxis("invoiceSettlement", StatusAxisConfidence.Asserted)]
[StatusAxis("item", StatusAxisConfidence.Asserted)]
public sealed partial class OdooConnector
    : IConnector, IOrderSink, IFulfilmentRequestSink, IShipmentSink, IInvoicePoster, ICreditNotePoster, IPaymentSink, IItemSource, IInventorySource, IShipmentSource, IInvoiceSource,
        IDocumentLookup<Item>, IDocumentLookup<Inventory>, IDocumentLookup<Shipment>, IDocumentLookup<Invoice>, IConnectionCheck
{
    private const string Erp = "Odoo";
    private readonly ConnectionContext _connection;
    private readonly OdooOptions _options;
    private readonly TimeProvider _time;
    private readonly OdooClient _client;
    private readonly MasterData _master;
    private readonly Problem _problem;
    private readonly TotalsCheck _totals;
    private readonly ExternalIds _marks;
    private readonly SaleDesk _sales;
    private readonly PartnerDesk _partners;
    private readonly PickingDesk _pickings;
    private readonly LotDesk _lots;
    private readonly InvoiceDesk _invoices;
    private readonly PaymentDesk _payments;
    private readonly SaleOrigins _origins;
    private readonly UnitMapping _units;
    private readonly OrderMapping _orderMapping;
    private readonly KeyedGate _perOrder = new();

    /// <summary>Creates the connector of one connection; the generated <c>AddOdoo</c> does it.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">Its options, validated.</param>
    /// <param name="services">The host's services; holds the connection's <see cref="ConnectorHttpClient"/> under its name.</param>
    /// <param name="time">The clock.</param>
    public OdooConnector(ConnectionContext connection, OdooOptions options, IServiceProvider services, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(options);
        _connection = connection;
        _options = options;
        _time = time;
        _client = new OdooClient(connection, options, services.GetRequiredKeyedService<ConnectorHttpClient>(connection.Name));
        _master = new MasterData(_client, time);
        _problem = new Problem(connection);
        _totals = new TotalsCheck(_problem, Erp, options.AmountTolerance);
        _marks = new ExternalIds(_client);
        _sales = new SaleDesk(_client, _marks, _problem);
        _partners = new PartnerDesk(_client, options, _problem);
        _pickings = new PickingDesk(_client, _marks, _sales, _master, _problem);
        _lots = new LotDesk(_client, _pickings, _problem);
        _invoices = new InvoiceDesk(_client, _totals, _marks, _problem);
        _payments = new PaymentDesk(_client, options, _marks, _problem);
        _origins = new SaleOrigins(_client, _marks);
        _units = new UnitMapping(options, _problem);
        _orderMapping = new OrderMapping(options, _problem, _units);
    }
}
