using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Odoo.Tests;

/// <summary>Answers calls in place of the network, and keeps them.</summary>
internal sealed class OdooHandler(Func<OdooRequest, (int Status, string Body)> answer) : HttpMessageHandler
{
    public ConcurrentQueue<OdooRequest> Calls { get; } = new();

    public DateTimeOffset? Date { get; init; }

    public string MediaType { get; init; } = "application/json";

    public IEnumerable<string> Methods => Calls.Select(call => call.Method);

    /// <summary>An error as the server writes it.</summary>
    public static string Error(string name, string message) =>
        new JsonObject { ["name"] = name, ["message"] = message, ["arguments"] = new JsonArray(message), ["context"] = new JsonObject(), ["debug"] = "Traceback: canary-trace" }.ToJsonString();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!.AsObject();
        var call = new OdooRequest(
            request.RequestUri!.AbsolutePath["/json/2/".Length..], body, request.Headers.Authorization?.ToString(), request.Headers.TryGetValues("X-Odoo-Database", out var names) ? names.Single() : null);
        Calls.Enqueue(call);
        var (status, text) = answer(call);
        return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(text, Encoding.UTF8, MediaType), Headers = { Date = Date } };
    }
}
