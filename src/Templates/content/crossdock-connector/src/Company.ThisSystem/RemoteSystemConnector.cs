using Crossdock;
using Crossdock.Canonical;
using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Company.ThisSystem;

/// <summary>Connects to the warehouse system: takes fulfilment requests and tells of shipments.</summary>
/// <remarks>The attributes are the manifest. Declare what is true at the live system, not what its documentation says.</remarks>
[Connector("remote-system-id", Role = ConnectorRole.Warehouse, Options = typeof(RemoteSystemOptions))]
[Effect<RequestFulfilment>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["reference"])]
[Source<Shipment>(Cursor = CursorReliability.Complete)]
public sealed partial class RemoteSystemConnector : IConnector, IFulfilmentRequestSink, IShipmentSource, IConnectionCheck
{
    private readonly ConnectorHttpClient _http;

    /// <summary>Makes the connector of one connection.</summary>
    public RemoteSystemConnector(ConnectionContext connection, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _http = services.GetRequiredKeyedService<ConnectorHttpClient>(connection.Name);
    }

    /// <inheritdoc/>
    public Task<EffectResult> ExecuteAsync(EffectRequest<RequestFulfilment> request, CancellationToken cancellationToken) =>
        // Send it with CallSafety.Unsafe, once; Connectors.Http tells "never sent" from "nobody knows".
        throw NotWritten("send the request");

    /// <inheritdoc/>
    public Task<ProbeResult> ProbeAsync(EffectRequest<RequestFulfilment> request, CancellationToken cancellationToken) =>
        // Search by the reference that ExecuteAsync sends, and compare the whole of it.
        throw NotWritten("search for the request");

    /// <inheritdoc/>
    public Task<ChangePage<Shipment>> ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) =>
        // One page after query.After; the cursor is the remote's, and nothing of it is kept in memory.
        throw NotWritten("read shipments");

    /// <inheritdoc/>
    public async Task<ConnectionHealth> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _http.SendAsync(
                new ConnectorHttpRequest { Method = HttpMethod.Get, Path = "", Safety = CallSafety.Safe, Operation = "check" }, response => response.Status, cancellationToken);
            return new ConnectionHealth(true, "The warehouse answers and takes the credential.");
        }
        catch (ConnectorException exception)
        {
            return new ConnectionHealth(false, exception.Message);
        }
    }

    private static ConnectorException NotWritten(string what) => new(ErrorKind.Permanent, $"The connector does not {what} yet.");
}
