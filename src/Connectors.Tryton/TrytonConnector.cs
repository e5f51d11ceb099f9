using Crossdock.Canonical;
using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Connectors.Tryton;

/// <summary>Connects to the ERP and warehouse Tryton (6.0) over its JSON-RPC.</summary>
[Connector("tryton", Role = ConnectorRole.Erp | ConnectorRole.Warehouse, Options = typeof(TrytonOptions), MaxConcurrency = 8, SerialisePerDocument = true)]
[Effect<SubmitOrder>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["web_id", "comment"], SettleTime = "00:00:01")]
public sealed partial class TrytonConnector : IConnector, IOrderSink, IConnectionCheck
{
    private readonly ConnectionContext _connection;
    private readonly TrytonOptions _options;
    private readonly TimeProvider _time;
    private readonly TrytonClient _client;
    private readonly MasterData _master;
    private readonly Problem _problem;
    private readonly Steps _steps;
    private readonly SaleDesk _sales;
    private readonly PartyDesk _parties;
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
        _steps = new Steps(_client, options, _problem);
        _sales = new SaleDesk(_client, options, _steps);
        _parties = new PartyDesk(_client, options, _problem);
        _units = new UnitMapping(options);
        _orderMapping = new OrderMapping(options, _problem, _units);
    }
}
