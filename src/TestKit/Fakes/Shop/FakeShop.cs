using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

/// <summary>
/// A shop that speaks the part of the Vendure Admin API a connector needs, with its pitfalls: shipping does not move
/// <c>updatedAt</c>, parallel duplicates of a fulfilment are accepted, and there are no idempotency keys.
/// </summary>
internal sealed partial class FakeShop : IFakeSystem
{
    private readonly Lock _lock = new();
    private readonly FakeSystemsOptions _options;
    private readonly GraphExecutor _executor;
    private readonly Journal<ShopEvent> _journal;
    private readonly ShopNumbering _numbering = new();
    private readonly List<ShopOrder> _orders = [];
    private readonly Dictionary<string, ShopOrder> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ShopOrder> _byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ShopOrder> _byLine = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ShopOrder>> _byFulfilment = new(StringComparer.Ordinal);
    private readonly ShopStock _stock;

    public FakeShop(FakeSystemsOptions options)
    {
        _options = options;
        _stock = new ShopStock(options.InitialStock, Now());
        _executor = new GraphExecutor(ResolveAsync);
        _journal = Journal<ShopEvent>.Open(options.DataDirectory, "shop", Apply);
    }

    public RequestClass Classify(FakeRequest request)
    {
        var isMutation = TryRead(request, out var graph) && _executor.IsMutation(graph);
        return new RequestClass(isMutation ? FaultTarget.ShopWrite : FaultTarget.ShopRead, IsFeed: false);
    }

    public async ValueTask<FakeResponse> HandleAsync(FakeRequest request, CancellationToken cancellationToken)
    {
        if (request.Path != "/admin-api" || request.Method != "POST")
        {
            return Plain(404, $"Cannot {request.Method} {request.Path}", request.Path);
        }

        if (!TryRead(request, out var graph))
        {
            return Plain(400, "The body is not valid JSON", request.Path);
        }

        // The real shop checks credentials per field, after it has validated the document; so does this one.
        var authorised = request.Header("vendure-api-key") == _options.ShopApiKey || request.Header("Authorization") == "Bearer " + _options.ShopApiKey;
        return authorised
            ? await _executor.RunAsync(graph, cancellationToken)
            : await new GraphExecutor(RefuseAsync).RunAsync(graph, cancellationToken);
    }

    /// <summary>Places an order unless its code is known. Returns false when it was known.</summary>
    /// <exception cref="ArgumentException">The order has no code, no lines or no total.</exception>
    public bool Place(JsonObject order, bool keepTimestamps)
    {
        lock (_lock)
        {
            if ((string?)order["code"] is not { Length: > 0 } code || order["lines"] is not JsonArray { Count: > 0 }
                || order["currencyCode"] is null || order["totalWithTax"] is null)
            {
                throw new ArgumentException("An order needs a code, lines, a currencyCode and a totalWithTax.", nameof(order));
            }

            if (_byCode.ContainsKey(code))
            {
                return false;
            }

            var document = order.DeepClone().AsObject();
            _numbering.Complete(document);
            if (!keepTimestamps)
            {
                ShopNumbering.Stamp(document, _options.TimeProvider.GetUtcNow());
            }

            Commit(new ShopOrderPlaced(JsonSerializer.SerializeToElement(document, FakeJson.Options)));
            return true;
        }
    }

    /// <summary>The shop's own books: orders with their amount, and fulfilments and notes per order number.</summary>
    public ShopLedger ReadLedger()
    {
        lock (_lock)
        {
            return new ShopLedger(
                _orders.ToDictionary(order => order.Code, order => order.Total),
                _orders.Where(order => order.Fulfilments > 0).ToDictionary(order => order.Code, order => order.Fulfilments),
                _orders.Where(order => order.Notes > 0).ToDictionary(order => order.Code, order => order.Notes));
        }
    }

    /// <summary>What an order costs.</summary>
    /// <exception cref="ArgumentException">There is no such order.</exception>
    public LedgerAmount TotalOf(string code)
    {
        lock (_lock)
        {
            return Find(code).Total;
        }
    }

    /// <summary>The first line of an order as it would be paid back, tax included.</summary>
    /// <exception cref="ArgumentException">There is no such order.</exception>
    public PaymentRefundLine FirstLineOf(string code)
    {
        lock (_lock)
        {
            var order = Find(code);
            var line = order.Open()["lines"]![0]!;
            var amount = CurrencyExponent.FromMinor((long)line["proratedLinePriceWithTax"]!, order.Total.Currency);
            return new PaymentRefundLine((string)line["id"]!, (int)line["quantity"]!, amount);
        }
    }

    public void Dispose() => _journal.Dispose();

    private ShopOrder Find(string code) => _byCode.GetValueOrDefault(code) ?? throw new ArgumentException($"The shop has no order '{code}'.", nameof(code));

    private static bool TryRead(FakeRequest request, out GraphRequest graph)
    {
        try
        {
            graph = GraphRequest.Read(request.Body);
            return true;
        }
        catch (JsonException)
        {
            graph = null!;
            return false;
        }
    }

    private static ValueTask<byte[]?> RefuseAsync(string field, JsonObject arguments, CancellationToken cancellationToken) =>
        throw new GraphFailure(200, "FORBIDDEN", "You are not currently authorized to perform this action");

    private FakeResponse Plain(int status, string message, string path) =>
        FakeResponse.Json(status, new { StatusCode = status, Message = message, Timestamp = Now(), Path = path });

    private string Now() => ShopTime.Format(_options.TimeProvider.GetUtcNow());
}
