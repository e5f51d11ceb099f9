using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Crossdock.AcmeWarehouse.Wms;

/// <summary>
/// An invented warehouse system with an HTTP API, inside this process: it speaks through an <see cref="HttpMessageHandler"/>. It has the
/// habits of real ones: its search matches the beginning of a reference, and its feed moves a changed shipment to the end.
/// </summary>
public sealed class AcmeWms : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly List<AcmeRequest> _requests = [];
    private readonly List<AcmeShipment> _shipments = [];
    private long _sequence;

    /// <summary>The key it takes.</summary>
    public static string ApiKey => "acme-key";

    /// <summary>What webhooks are signed with.</summary>
    public static string WebhookKey => "acme-hook";

    /// <summary>What it has of each item.</summary>
    public static decimal OnHand => 4.125m;

    /// <summary>Its books: requests.</summary>
    public IReadOnlyList<AcmeRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Ships something, as its people would.</summary>
    public AcmeShipment Ship(decimal quantity = 2.125m, string unit = "C62", string status = "shipped")
    {
        lock (_lock)
        {
            var sequence = ++_sequence;
            var shipment = new AcmeShipment(
                sequence, $"SH-{sequence:D5}", $"SO-{sequence}", "SKU-1", quantity, unit, status, new DateTimeOffset(2026, 2, 1, 9, 0, 0, TimeSpan.Zero).AddSeconds(sequence));
            _shipments.Add(shipment);
            return shipment;
        }
    }

    /// <summary>Changes a shipment: it gets a new sequence number and moves to the end of the feed.</summary>
    public void Change(string number)
    {
        lock (_lock)
        {
            var index = _shipments.FindIndex(shipment => shipment.Number == number);
            _shipments[index] = _shipments[index] with { Sequence = ++_sequence, Status = "delivered" };
        }
    }

    /// <summary>A shipment in its books.</summary>
    public AcmeShipment Find(string number)
    {
        lock (_lock)
        {
            return _shipments.Single(shipment => shipment.Number == number);
        }
    }

    /// <summary>The signature of a webhook: HMAC-SHA-256 over time and body, in hexadecimal.</summary>
    public static string Sign(string time, string body) =>
        Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(WebhookKey), Encoding.UTF8.GetBytes(time + "." + body)));

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var key = Header(request, "X-Api-Key");
        var (status, answer) = key == ApiKey ? Answer(request, body) : (HttpStatusCode.Unauthorized, new JsonObject { ["message"] = "unknown key" });
        return new HttpResponseMessage(status) { RequestMessage = request, Content = new StringContent(answer.ToJsonString(), Encoding.UTF8, "application/json") };
    }

    private (HttpStatusCode Status, JsonNode Answer) Answer(HttpRequestMessage request, string body)
    {
        var query = System.Web.HttpUtility.ParseQueryString(request.RequestUri!.Query);
        var path = Uri.UnescapeDataString(request.RequestUri.AbsolutePath);
        lock (_lock)
        {
            return (request.Method.Method, path) switch
            {
                ("POST", "/requests") => Take(Header(request, "Idempotency-Key"), JsonNode.Parse(body)!),
                ("POST", "/requests/batch") => TakeAll(JsonNode.Parse(body)!.AsArray()),
                ("GET", "/requests") => (HttpStatusCode.OK, Rows("requests", _requests.Where(row => row.Reference.StartsWith(query["reference"] ?? "", StringComparison.Ordinal)).Select(Row))),
                ("GET", "/shipments") => Shipments(query["after"], query["limit"]),
                ("GET", "/stock") => Stock(query["after"], query["limit"]),
                ("GET", _) when path.StartsWith("/shipments/", StringComparison.Ordinal) =>
                    _shipments.Find(shipment => shipment.Number == path["/shipments/".Length..]) is { } found ? (HttpStatusCode.OK, Row(found)) : (HttpStatusCode.NotFound, new JsonObject()),
                _ => (HttpStatusCode.NotFound, new JsonObject { ["message"] = "no such address" }),
            };
        }
    }

    private (HttpStatusCode Status, JsonNode Answer) Take(string key, JsonNode body)
    {
        var text = body.ToJsonString();
        if (_requests.Find(row => row.Key == key) is { } known)
        {
            return known.Body == text ? (HttpStatusCode.OK, Row(known)) : (HttpStatusCode.Conflict, Problem("/reference", "the key was used for another request"));
        }

        var lines = body["lines"]!.AsArray();
        for (var i = 0; i < lines.Count; i++)
        {
            if (!((string)lines[i]!["sku"]!).StartsWith("SKU-", StringComparison.Ordinal))
            {
                return (HttpStatusCode.UnprocessableEntity, Problem($"/lines/{i}/sku", "no such item"));
            }
        }

        var quantity = lines.Sum(line => decimal.Parse((string)line!["quantity"]!, CultureInfo.InvariantCulture));
        var taken = new AcmeRequest($"R-{_requests.Count + 1}", key, (string)body["reference"]!, text, quantity);
        _requests.Add(taken);
        return (HttpStatusCode.Created, Row(taken));
    }

    private (HttpStatusCode Status, JsonNode Answer) TakeAll(JsonArray items)
    {
        var results = items.Select(item =>
        {
            var (status, answer) = Take((string)item!["key"]!, item["request"]!.DeepClone());
            return (JsonNode)new JsonObject { ["status"] = (int)status, ["answer"] = answer };
        });
        return (HttpStatusCode.OK, Rows("results", results));
    }

    private (HttpStatusCode Status, JsonNode Answer) Shipments(string? after, string? limit)
    {
        var from = long.Parse(after is null or "" ? "0" : after, CultureInfo.InvariantCulture);
        var rows = _shipments.Where(row => row.Sequence > from).OrderBy(row => row.Sequence).ToList();
        var count = int.Parse(limit ?? "100", CultureInfo.InvariantCulture);
        var answer = Rows("shipments", rows.Take(count).Select(Row));
        answer["more"] = rows.Count > count;
        return (HttpStatusCode.OK, answer);
    }

    private (HttpStatusCode Status, JsonNode Answer) Stock(string? after, string? limit)
    {
        var count = int.Parse(limit ?? "100", CultureInfo.InvariantCulture);
        var rows = _shipments.Select(row => "SKU-" + row.Number).Where(sku => string.CompareOrdinal(sku, after ?? "") > 0).Order(StringComparer.Ordinal).ToList();
        var answer = Rows("levels", rows.Take(count).Select(sku => (JsonNode)new JsonObject { ["sku"] = sku, ["onHand"] = OnHand.ToString(CultureInfo.InvariantCulture), ["asOf"] = "2026-02-01T09:00:00+00:00" }));
        answer["more"] = rows.Count > count;
        return (HttpStatusCode.OK, answer);
    }

    private static JsonObject Rows(string name, IEnumerable<JsonNode> rows) => new() { [name] = new JsonArray([.. rows]) };

    private static JsonObject Problem(string field, string message) => new() { ["field"] = field, ["message"] = message };

    private static JsonNode Row(AcmeRequest row) => new JsonObject { ["id"] = row.Id, ["reference"] = row.Reference };

    private static JsonNode Row(AcmeShipment row) => new JsonObject
    {
        ["sequence"] = row.Sequence,
        ["number"] = row.Number,
        ["order"] = row.Order,
        ["sku"] = row.Sku,
        ["quantity"] = row.Quantity.ToString(CultureInfo.InvariantCulture),
        ["unit"] = row.Unit,
        ["status"] = row.Status,
        ["shippedAt"] = row.ShippedAt.ToString("O", CultureInfo.InvariantCulture),
    };

    private static string Header(HttpRequestMessage request, string name) => request.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : "";
}
