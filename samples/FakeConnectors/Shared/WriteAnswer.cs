using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Crossdock.Connectors.Http;

namespace Crossdock.FakeConnectors.Shared;

/// <summary>What a write got: the remote's document, or its refusal.</summary>
internal sealed record WriteAnswer<T>(HttpStatusCode Status, T? Document, RemoteProblem? Problem)
    where T : class
{
    /// <summary>Sends a write. Whatever is neither a document nor a refusal is for <see cref="ConnectorHttpClient"/> to judge.</summary>
    public static Task<WriteAnswer<T>> SendAsync(ConnectorHttpClient http, ConnectorHttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        http.SendAsync(request with { AnswersToRead = RemoteProblem.Statuses }, response => Read(response, type), cancellationToken);

    private static WriteAnswer<T> Read(ConnectorHttpResponse response, JsonTypeInfo<T> type) => RemoteProblem.Statuses.Contains(response.Status)
        ? new WriteAnswer<T>(response.Status, null, RemoteProblem.Read(response))
        : new WriteAnswer<T>(response.Status, JsonSerializer.Deserialize(response.Body.Span, type) ?? throw new JsonException(), null);
}
