using System.Globalization;
using System.Runtime.CompilerServices;
using Crossdock.Canonical;
using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.AcmeWarehouse;

/// <summary>Connects to an Acme warehouse: takes fulfilment requests, tells of shipments and stock.</summary>
[Connector("acme-warehouse", Role = ConnectorRole.Warehouse, Options = typeof(AcmeWarehouseOptions))]
[Effect<RequestFulfilment>(Idempotency = IdempotencyMode.NativeKey, KeyWindow = "1.00:00:00", MaxBatch = 50)]
[Source<Shipment>(Cursor = CursorReliability.Complete)]
[Lookup<Shipment>]
[Snapshot<Inventory>]
[Webhooks(Signed = true, TimestampSigned = true)]
public sealed partial class AcmeWarehouseConnector :
    IConnector, IFulfilmentRequestSink, IBatchEffectPort<RequestFulfilment>, IShipmentSource, IDocumentLookup<Shipment>, ISnapshotSource<Inventory>, IWebhookTranslator, IConnectionCheck
{
    private readonly AcmeClient _client;
    private readonly AcmeWarehouseOptions _options;

    /// <summary>Makes the connector of one connection.</summary>
    public AcmeWarehouseConnector(ConnectionContext connection, AcmeWarehouseOptions options, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _options = options;
        _client = new AcmeClient(services.GetRequiredKeyedService<ConnectorHttpClient>(connection.Name));
    }

    /// <inheritdoc/>
    public async Task<EffectResult> ExecuteAsync(EffectRequest<RequestFulfilment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (status, answer) = await _client.WriteAsync("requests", AcmeMapping.ToRequest(request.Command.Document, request.Key), request.Key.ToString(), cancellationToken);
        try
        {
            return AcmeMapping.ToResult((int)status, answer);
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException)
        {
            throw new ConnectorException(ErrorKind.UnknownOutcome, "The warehouse gave an answer without an id: probe before sending it again.", exception);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BatchResult>> ExecuteBatchAsync(IReadOnlyList<EffectRequest<RequestFulfilment>> requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var body = new System.Text.Json.Nodes.JsonArray([.. requests.Select(request => new System.Text.Json.Nodes.JsonObject
        {
            ["key"] = request.Key.ToString(),
            ["request"] = AcmeMapping.ToRequest(request.Command.Document, request.Key),
        })]);
        var (_, answer) = await _client.WriteAsync("requests/batch", body, null, cancellationToken);
        return answer["results"]?.AsArray() is { } results && results.Count == requests.Count
            ? [.. results.Select(result => BatchResult.Of(AcmeMapping.ToResult((int)result!["status"]!, result["answer"]!)))]
            : throw new ConnectorException(ErrorKind.UnknownOutcome, "The warehouse did not answer for each request: probe before sending them again.");
    }

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<RequestFulfilment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reference = AcmeMapping.Reference(request.Key);
        var answer = await _client.ReadAsync("requests?reference=" + Uri.EscapeDataString(reference), "requests", cancellationToken);

        // The search matches the beginning.
        var found = answer["requests"]!.AsArray().FirstOrDefault(row => (string?)row!["reference"] == reference);
        return found is null ? ProbeResult.NotFound : ProbeResult.Found(AcmeMapping.ToReference(found));
    }

    /// <inheritdoc/>
    public async Task<ChangePage<Shipment>> ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var path = string.Create(CultureInfo.InvariantCulture, $"shipments?after={Uri.EscapeDataString(query.After.Cursor)}&limit={query.PageSize}");
        var answer = await _client.ReadAsync(path, "shipments", cancellationToken);
        List<Change<Shipment>> changes = [.. answer["shipments"]!.AsArray().Select(row => AcmeMapping.ToShipment(row!))];
        var next = changes.Count == 0 ? query.After : new Checkpoint(changes[^1].SourceVersion!.Value.ToString(CultureInfo.InvariantCulture));
        return new ChangePage<Shipment>(changes, next, (bool)answer["more"]!);
    }

    /// <inheritdoc/>
    public async Task<Change<Shipment>?> FindAsync(string documentKey, CancellationToken cancellationToken)
    {
        var row = await _client.FindAsync("shipments/" + Uri.EscapeDataString(documentKey), cancellationToken);
        return row is null ? null : AcmeMapping.ToShipment(row);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Change<Inventory>> ReadSnapshotAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var (after, more) = ("", true); more;)
        {
            var answer = await _client.ReadAsync("stock?limit=2&after=" + Uri.EscapeDataString(after), "levels", cancellationToken);
            foreach (var row in answer["levels"]!.AsArray())
            {
                yield return AcmeMapping.ToStock(row!);
                after = (string)row!["sku"]!;
            }

            more = (bool)answer["more"]!;
        }
    }

    /// <inheritdoc/>
    public WebhookTranslation Translate(WebhookDelivery delivery) => AcmeWebhooks.Translate(delivery, _options.WebhookKey);

    /// <inheritdoc/>
    public async Task<ConnectionHealth> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _client.ReadAsync("stock?limit=1", "levels", cancellationToken);
            return new ConnectionHealth(true, "The warehouse answers and takes the key.");
        }
        catch (ConnectorException exception)
        {
            return new ConnectionHealth(false, exception.Message);
        }
    }
}
