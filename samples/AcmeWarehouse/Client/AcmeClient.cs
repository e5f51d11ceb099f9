using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using Crossdock.Connectors.Http;

namespace Crossdock.AcmeWarehouse;

/// <summary>The warehouse's API as calls.</summary>
internal sealed class AcmeClient(ConnectorHttpClient http)
{
    public Task<JsonNode> ReadAsync(string path, string rows, CancellationToken cancellationToken) => http.SendAsync(
        new ConnectorHttpRequest { Method = HttpMethod.Get, Path = path, Safety = CallSafety.Safe, Operation = "read " + rows },
        response => JsonNode.Parse(response.Body.Span) is JsonObject answer && answer[rows] is not null ? (JsonNode)answer : throw new System.Text.Json.JsonException(),
        cancellationToken);

    public Task<JsonNode?> FindAsync(string path, CancellationToken cancellationToken) => http.SendAsync(
        new ConnectorHttpRequest { Method = HttpMethod.Get, Path = path, Safety = CallSafety.Safe, Operation = "find", AnswersToRead = [HttpStatusCode.NotFound] },
        response => response.Status == HttpStatusCode.NotFound ? null : JsonNode.Parse(response.Body.Span),
        cancellationToken);

    public Task<(HttpStatusCode Status, JsonNode Answer)> WriteAsync(string path, JsonNode body, string? key, CancellationToken cancellationToken) => http.SendAsync(
        new ConnectorHttpRequest
        {
            Method = HttpMethod.Post,
            Path = path,
            Safety = CallSafety.Unsafe,
            Operation = "request fulfilment",
            Body = Encoding.UTF8.GetBytes(body.ToJsonString()),
            Headers = key is null ? [] : [KeyValuePair.Create("Idempotency-Key", key)],
            AnswersToRead = [HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity],
        },
        response => (response.Status, JsonNode.Parse(response.Body.Span) ?? throw new System.Text.Json.JsonException()),
        cancellationToken);
}
