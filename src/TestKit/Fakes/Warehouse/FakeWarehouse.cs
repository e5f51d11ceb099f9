using System.Globalization;

namespace Crossdock.TestKit.Fakes;

/// <summary>
/// A warehouse with a small REST API and no idempotency keys: a repeated request is a second request and ships twice.
/// Clients can search by their external reference, which may lag. Each request ships as exactly one shipment.
/// </summary>
internal sealed class FakeWarehouse : IFakeSystem
{
    private readonly Lock _lock = new();
    private readonly FakeSystemsOptions _options;
    private readonly Journal<WarehouseEvent> _journal;
    private readonly Dictionary<string, WarehouseRequest> _requests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _idsByReference = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, (DateTimeOffset DueAt, int Number)> _due = new();
    private readonly Dictionary<(string Sku, string Location), (decimal OnHand, decimal Allocated, DateTimeOffset AsOf)> _stock = [];
    private readonly List<WarehouseShipment> _shipments = [];
    private readonly FeedLog<WarehouseShipment> _shipmentFeed = new("warehouse-shipments");
    private readonly FeedLog<WarehouseStock> _stockFeed = new("warehouse-stock");

    public FakeWarehouse(FakeSystemsOptions options)
    {
        _options = options;
        _journal = Journal<WarehouseEvent>.Open(options.DataDirectory, "warehouse", Apply);
        if (_stock.Count == 0)
        {
            Commit(new WarehouseOpened(options.WarehouseLocations, options.InitialStock, WholeSecond(options.TimeProvider.GetUtcNow())));
        }
    }

    public RequestClass Classify(FakeRequest request) => request.Method == "GET"
        ? new RequestClass(FaultTarget.WarehouseRead, request.Path is "/stock" || (request.Path is "/shipments" && request.Parameter("requestReference") is null))
        : new RequestClass(FaultTarget.WarehouseWrite, IsFeed: false);

    public ValueTask<FakeResponse> HandleAsync(FakeRequest request, CancellationToken cancellationToken)
    {
        if (request.Header("X-Api-Key") != _options.WarehouseApiKey)
        {
            return new(FakeResponse.Problem(401, "unauthorized", "Send a valid X-Api-Key."));
        }

        try
        {
            lock (_lock)
            {
                ShipWhatIsDue();
                return new(Route(request));
            }
        }
        catch (FakeRefusal refusal)
        {
            return new(refusal.Response);
        }
    }

    /// <summary>Requests and shipments per shop order number.</summary>
    public (IReadOnlyDictionary<string, int> Requests, IReadOnlyDictionary<string, int> Shipments) ReadLedger()
    {
        lock (_lock)
        {
            ShipWhatIsDue();
            return (
                _requests.Values.CountBy(request => request.Request.OrderReference).ToDictionary(),
                _shipments.CountBy(shipment => shipment.OrderReference).ToDictionary());
        }
    }

    public void Dispose() => _journal.Dispose();

    private FakeResponse Route(FakeRequest request) => (request.Method, request.Path) switch
    {
        ("POST", "/fulfilment-requests") => Accept(FakeInput.Read<WarehouseRequestInput>(request)),
        ("GET", "/fulfilment-requests") => Search(request),
        ("GET", var path) when path.StartsWith("/fulfilment-requests/", StringComparison.Ordinal) => Get(path["/fulfilment-requests/".Length..]),
        ("GET", "/shipments") => ReadShipments(request),
        ("GET", "/stock") => ReadStock(request),
        (_, "/fulfilment-requests" or "/shipments" or "/stock") => FakeResponse.Problem(405, "method-not-allowed", $"{request.Method} is not possible here."),
        _ => FakeResponse.Problem(404, "not-found", $"There is no {request.Path}."),
    };

    private FakeResponse Accept(WarehouseRequestInput input)
    {
        WarehouseRules.Check(input);
        var now = _options.TimeProvider.GetUtcNow();
        var number = _requests.Count + 1;
        var location = _options.WarehouseLocations[number % _options.WarehouseLocations.Count];
        var id = string.Create(CultureInfo.InvariantCulture, $"FR-{number:D6}");
        Commit(new WarehouseRequested(new WarehouseRequest(id, "accepted", location, input, now), now + _options.ShipDelay));
        return FakeResponse.Json(201, _requests[id]);
    }

    private FakeResponse Search(FakeRequest request)
    {
        if (request.Parameter("externalReference") is not { } reference)
        {
            throw new FakeRefusal(400, "bad-query", "Ask by externalReference.");
        }

        var visible = _options.TimeProvider.GetUtcNow() - _options.SearchLag;
        var found = _idsByReference.GetValueOrDefault(reference, []).Select(id => _requests[id]).Where(found => found.CreatedAt <= visible);
        return FakeResponse.Json(200, new { Requests = found });
    }

    private FakeResponse Get(string id) => _requests.TryGetValue(Uri.UnescapeDataString(id), out var request)
        ? FakeResponse.Json(200, request)
        : FakeResponse.Problem(404, "not-found", $"There is no fulfilment request '{id}'.");

    private FakeResponse ReadShipments(FakeRequest request)
    {
        if (request.Parameter("requestReference") is { } reference)
        {
            return FakeResponse.Json(200, new { Shipments = _shipments.Where(shipment => shipment.RequestReference == reference) });
        }

        var page = _shipmentFeed.Read(request, request.Parameter("after"), (_, _) => true);
        return FakeResponse.Json(200, new { Shipments = page.Rows, page.NextCursor, page.HasMore });
    }

    private FakeResponse ReadStock(FakeRequest request)
    {
        var page = _stockFeed.Read(request, request.Parameter("after"), (_, _) => true);
        return FakeResponse.Json(200, new { Stock = page.Rows, page.NextCursor, page.HasMore });
    }

    private void ShipWhatIsDue()
    {
        var now = _options.TimeProvider.GetUtcNow();
        while (_due.TryPeek(out var id, out var priority) && priority.DueAt <= now)
        {
            Commit(new WarehouseShipped(WarehousePacking.Pack(_requests[id], _shipments.Count + 1, WholeSecond(priority.DueAt)), priority.DueAt));
        }
    }

    private void Commit(WarehouseEvent @event)
    {
        _journal.Append(@event);
        Apply(@event);
    }

    private void Apply(WarehouseEvent @event)
    {
        switch (@event)
        {
            case WarehouseOpened opened:
                foreach (var (item, location) in FakeCatalogue.Items.SelectMany(item => opened.Locations.Select(location => (item, location))))
                {
                    SetStock((item.Sku, location), opened.OnHand, 0, opened.At);
                }

                break;
            case WarehouseRequested(var request, var dueAt):
                _requests[request.Id] = request;
                _due.Enqueue(request.Id, (dueAt, _requests.Count));
                _idsByReference.AddTo(request.Request.ExternalReference, request.Id);
                foreach (var line in request.Request.Lines)
                {
                    var (onHand, allocated, asOf) = _stock.GetValueOrDefault((line.Sku, request.Location));
                    _stock[(line.Sku, request.Location)] = (onHand, allocated + line.Quantity, asOf);
                }

                break;
            case WarehouseShipped(var shipment, var at):
                _requests[shipment.RequestId] = _requests[shipment.RequestId] with { Status = "shipped" };
                _due.Dequeue();
                _shipments.Add(shipment);
                _shipmentFeed.Append(shipment);
                foreach (var line in shipment.Lines)
                {
                    var (onHand, allocated, _) = _stock.GetValueOrDefault((line.Sku, shipment.Location));
                    SetStock((line.Sku, shipment.Location), onHand - line.Quantity, allocated - line.Quantity, at);
                }

                break;
        }
    }

    /// <summary>A level is never as old as the one it replaces, so that the newest can be told.</summary>
    private void SetStock((string Sku, string Location) key, decimal onHand, decimal allocated, DateTimeOffset at)
    {
        var before = _stock.GetValueOrDefault(key).AsOf;
        var asOf = at > before ? at : before.AddTicks(TimeSpan.TicksPerMicrosecond);
        _stock[key] = (onHand, allocated, asOf);
        _stockFeed.Append(new WarehouseStock(key.Sku, key.Location, onHand, allocated, onHand - allocated, asOf, _stockFeed.NextSequence));
    }

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
