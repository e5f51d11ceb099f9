using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Crossdock.TestKit.Fakes;

public sealed partial class FakeSystems
{
    private async Task HandleAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value ?? "/");
        var body = await ReadBodyAsync(context);
        if (body is null)
        {
            return;
        }

        foreach (var (prefix, system) in ((string, IFakeSystem)[])[("/shop", _shop), ("/erp", _erp), ("/warehouse", _warehouse), ("/payments", _payments)])
        {
            if (path.StartsWith(prefix + "/", StringComparison.Ordinal))
            {
                var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
                var request = new FakeRequest(method, path[prefix.Length..], context.Request.QueryString.Value ?? string.Empty, headers, body);
                await new FaultGate(Faults, _stopping.Token).AnswerAsync(context, system, request);
                return;
            }
        }

        await AnswerOwn(method, path, body).WriteAsync(context);
    }

    private FakeResponse AnswerOwn(string method, string path, byte[] body)
    {
        try
        {
            switch (method, path)
            {
                case ("GET", "/health"):
                    return FakeResponse.Json(200, new { Status = "ok" });
                case ("GET", "/ledger"):
                    return FakeResponse.Json(200, ReadLedger());
                case ("GET", "/ledger/amounts"):
                    return FakeResponse.Json(200, ReadAmounts());
                case ("GET", "/faults"):
                    return FakeResponse.Json(200, new { Plan = new { Rate = Options.Faults.Rate.ToString(System.Globalization.CultureInfo.InvariantCulture), Options.Faults.Seed }, Faults.Counts });
                case ("POST", "/control/orders"):
                    return FakeResponse.Json(200, PlaceOrders(JsonNode.Parse(body) as JsonObject ?? throw new JsonException("Send an object.")));
                case ("POST", "/control/faults"):
                    Faults.Script(JsonSerializer.Deserialize<ScriptedFault>(body, FakeJson.Options) ?? throw new JsonException("Send an object."));
                    return FakeResponse.Json(200, new { Scripted = true });
                case ("DELETE", "/control/faults"):
                    Faults.ClearScript();
                    return FakeResponse.Json(200, new { Scripted = false });
                default:
                    return FakeResponse.Problem(404, "not-found", $"There is no {method} {path}. Systems: /shop, /erp, /warehouse, /payments. Own: /ledger, /ledger/amounts, /faults, /health, /control/orders, /control/faults.");
            }
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            return FakeResponse.Problem(400, "bad-request", exception.Message);
        }
    }

    /// <summary>Body: any of <c>orders</c> (Vendure shape), <c>captured</c>: true, <c>generate</c>: {seed, from, count}; and <c>keepTimestamps</c>. With
    /// <c>pay</c>: true the customers pay at once, and the order numbers in <c>refunds</c> get their first line back.</summary>
    private PlacedOrders PlaceOrders(JsonObject body)
    {
        var orders = new List<JsonObject>();
        if ((bool?)body["captured"] == true)
        {
            orders.AddRange(VendureOrders.Captured());
        }

        if (body["generate"] is JsonObject generate)
        {
            var (seed, from) = ((long?)generate["seed"] ?? 0, (int?)generate["from"] ?? 0);
            var count = (int?)generate["count"] ?? throw new ArgumentException("generate needs a count.");
            orders.AddRange(Enumerable.Range(from, count).Select(index => VendureOrders.Generate(seed, index)));
        }

        orders.AddRange((body["orders"] as JsonArray ?? []).Select(order => order as JsonObject ?? throw new ArgumentException("orders must hold objects.")));
        var placed = PlaceOrders(orders, (bool?)body["keepTimestamps"] ?? false);
        if ((bool?)body["pay"] == true)
        {
            TakePayments(placed.Codes);
        }

        AskForRefunds((body["refunds"] as JsonArray ?? []).Select(code => (string)code!));
        return placed;
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpContext context)
    {
        try
        {
            using var buffer = new MemoryStream();
            await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
            return buffer.ToArray();
        }
        catch (Exception exception) when (exception is BadHttpRequestException or OperationCanceledException or IOException)
        {
            // The caller went away or sent too much; Kestrel has the right status.
            context.Response.StatusCode = exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest;
            return null;
        }
    }
}
