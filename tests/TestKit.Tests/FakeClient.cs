using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Crossdock.TestKit.Fakes;

namespace Crossdock.TestKit.Tests;

/// <summary>Calls the fakes as any client would: over HTTP, with nothing but their addresses and credentials.</summary>
internal sealed class FakeClient(Uri baseAddress) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = baseAddress, Timeout = TimeSpan.FromSeconds(20) };
    private int _keys;

    public FakeClient(FakeSystems systems)
        : this(systems.BaseAddress)
    {
    }

    public async Task<(HttpStatusCode Status, JsonObject Body)> GraphAsync(string query, JsonObject? variables = null, string? key = "fake-shop-key")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "shop/admin-api") { Content = Json(new JsonObject { ["query"] = query, ["variables"] = variables }) };
        if (key is not null)
        {
            request.Headers.Add("vendure-api-key", key);
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await ReadAsync(response));
    }

    public async Task<JsonNode> DataAsync(string query, JsonObject? variables = null)
    {
        var (status, body) = await GraphAsync(query, variables);
        status.ShouldBe(HttpStatusCode.OK, body.ToJsonString());
        return body["data"].ShouldNotBeNull(body.ToJsonString());
    }

    public async Task<(HttpStatusCode Status, JsonObject Body)> ErpAsync(HttpMethod method, string path, JsonNode? body = null, string? key = null)
    {
        using var response = await SendErpAsync(method, path, body, key, TestContext.Current.CancellationToken);
        return (response.StatusCode, await ReadAsync(response));
    }

    /// <summary>One request, answered or not; a POST without a key of its own gets a fresh one.</summary>
    public async Task<HttpResponseMessage> SendErpAsync(HttpMethod method, string path, JsonNode? body, string? key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, "erp" + path) { Content = body is null ? null : Json(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "fake-erp-token");
        if (method == HttpMethod.Post)
        {
            request.Headers.Add("Idempotency-Key", key ?? "key-" + Interlocked.Increment(ref _keys).ToString(CultureInfo.InvariantCulture));
        }

        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public async Task<(HttpStatusCode Status, JsonObject Body)> WarehouseAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, "warehouse" + path) { Content = body is null ? null : Json(body) };
        request.Headers.Add("X-Api-Key", "fake-warehouse-key");
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await ReadAsync(response));
    }

    public async Task<(HttpStatusCode Status, JsonObject Body)> PaymentsAsync(HttpMethod method, string path, JsonNode? body = null, string key = "fake-payments-key")
    {
        using var request = new HttpRequestMessage(method, "payments" + path) { Content = body is null ? null : Json(body) };
        request.Headers.Add("X-Api-Key", key);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await ReadAsync(response));
    }

    public async Task<(HttpStatusCode Status, JsonObject Body)> OwnAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : Json(body) };
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await ReadAsync(response));
    }

    /// <summary>An ERP order of one line: three mice and shipping.</summary>
    public static JsonObject Order(string reference, int revision = 1, int quantity = 3) => new()
    {
        ["externalReference"] = reference,
        ["revision"] = revision,
        ["currency"] = "USD",
        ["lines"] = new JsonArray(new JsonObject
        {
            ["reference"] = "1",
            ["sku"] = "834444",
            ["quantity"] = quantity.ToString(CultureInfo.InvariantCulture),
            ["unitPrice"] = "18.99",
            ["netAmount"] = "56.97",
            ["taxRate"] = "20",
            ["taxAmount"] = "11.39",
        }),
        ["charges"] = new JsonArray(new JsonObject { ["kind"] = "shipping", ["netAmount"] = "5.00" }),
        ["totals"] = new JsonObject { ["netAmount"] = "61.97", ["taxAmount"] = "11.39", ["grossAmount"] = "73.36" },
    };

    public static JsonObject Shipment(string reference, string order, int quantity = 3) => new()
    {
        ["externalReference"] = reference,
        ["orderReference"] = order,
        ["shippedAt"] = "2026-02-01T10:00:00Z",
        ["lines"] = new JsonArray(new JsonObject { ["lineReference"] = "1", ["sku"] = "834444", ["quantity"] = quantity.ToString(CultureInfo.InvariantCulture) }),
    };

    public static JsonObject Invoice(string shipment, string order) => new() { ["orderReference"] = order, ["shipmentReference"] = shipment };

    public static JsonObject CreditNote(string reference, string order, string net = "56.97", string tax = "11.39", string gross = "68.36") => new()
    {
        ["externalReference"] = reference,
        ["orderReference"] = order,
        ["currency"] = "USD",
        ["lines"] = new JsonArray(new JsonObject { ["lineReference"] = "1", ["sku"] = "834444", ["quantity"] = "3", ["netAmount"] = net, ["taxRate"] = "20", ["taxAmount"] = tax }),
        ["totals"] = new JsonObject { ["netAmount"] = net, ["taxAmount"] = tax, ["grossAmount"] = gross },
    };

    public static JsonObject Payment(string reference, string order, string direction = "in", string amount = "73.36", string currency = "USD") => new()
    {
        ["externalReference"] = reference,
        ["orderReference"] = order,
        ["direction"] = direction,
        ["currency"] = currency,
        ["amount"] = amount,
    };

    public static JsonObject FulfilmentRequest(string reference, string order, string sku = "834444", int quantity = 2) => new()
    {
        ["externalReference"] = reference,
        ["orderReference"] = order,
        ["shipTo"] = new JsonObject { ["name"] = "Ada", ["street"] = new JsonArray("Hauptstraße 1"), ["city"] = "Berlin", ["countryCode"] = "DE" },
        ["lines"] = new JsonArray(new JsonObject { ["lineReference"] = "1", ["sku"] = sku, ["quantity"] = quantity.ToString(CultureInfo.InvariantCulture) }),
    };

    public void Dispose() => _http.Dispose();

    private static StringContent Json(JsonNode node) => new(node.ToJsonString(), Encoding.UTF8, "application/json");

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
}
