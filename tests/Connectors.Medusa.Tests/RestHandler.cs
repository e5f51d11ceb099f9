using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Medusa.Tests;

/// <summary>Answers calls in place of the network, and keeps them.</summary>
internal class RestHandler(Func<RestCall, (int Status, JsonNode Body)> answer) : HttpMessageHandler
{
    private const string Root = "/admin/";

    /// <summary>The shop's clock, told with each answer; null when it tells none.</summary>
    public Func<DateTimeOffset?> Date { get; init; } = () => null;

    /// <summary>How long the shop takes for each answer, so that calls overlap.</summary>
    public TimeSpan Takes { get; set; }

    public ConcurrentQueue<RestCall> Calls { get; } = new();

    /// <summary>Answers everything alike.</summary>
    public static RestHandler Always(int status, JsonNode body) => new(_ => (status, body.DeepClone()));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var text = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        var query = request.RequestUri!.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .GroupBy(pair => Uri.UnescapeDataString(pair[0])).ToDictionary(pairs => pairs.Key, pairs => string.Join('\n', pairs.Select(pair => Uri.UnescapeDataString(pair[1]))));
        var call = new RestCall(
            request.Method.Method,
            request.RequestUri.AbsolutePath[Root.Length..],
            query,
            text.Length > 0 ? JsonNode.Parse(text)!.AsObject() : null,
            request.Headers.Authorization?.ToString());
        Calls.Enqueue(call);
        if (Takes > TimeSpan.Zero)
        {
            await Task.Delay(Takes, TimeProvider.System, cancellationToken);
        }

        var (status, body) = answer(call);
        var isHtml = body is JsonValue value && value.TryGetValue<string>(out _);
        return new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = isHtml ? new StringContent((string)body!, Encoding.UTF8, "text/html") : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
            Headers = { Date = Date() },
        };
    }
}
