using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Vendure;

/// <summary>Speaks GraphQL to one shop's Admin API and turns all its error shapes into <see cref="ConnectorException"/>.</summary>
internal sealed class VendureClient(ConnectionContext connection, VendureOptions options, ConnectorHttpClient http)
{
    private const string ChannelHeader = "vendure-token";

    private readonly IReadOnlyList<KeyValuePair<string, string>> _headers =
        options.ChannelToken is { Length: > 0 } token ? [new(ChannelHeader, token)] : [];

    /// <summary>Sends an operation and reads its <c>data</c>.</summary>
    /// <exception cref="ConnectorException">The call failed, or the shop answered with errors.</exception>
    public Task<T> SendAsync<T>(VendureOperation operation, JsonObject variables, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        SendAsync(operation, variables, (data, _) => read(data), cancellationToken);

    /// <summary>The same, with the complete answer for its time and size.</summary>
    public Task<T> SendAsync<T>(
        VendureOperation operation,
        JsonObject variables,
        Func<JsonElement, ConnectorHttpResponse, T> read,
        CancellationToken cancellationToken)
    {
        var body = new GraphQlRequest(operation.Name, operation.Document, variables);
        var request = ConnectorHttpRequest.Json(HttpMethod.Post, "", operation.Safety, body, VendureJson.Default.GraphQlRequest) with
        {
            Operation = operation.Name,
            Headers = _headers,
            AnswersToRead = [HttpStatusCode.BadRequest],
        };
        var errors = new VendureErrors(connection, operation);
        return http.SendAsync(request, response => Read(response, errors, read), cancellationToken);
    }

    private static T Read<T>(ConnectorHttpResponse response, VendureErrors errors, Func<JsonElement, ConnectorHttpResponse, T> read)
    {
        using var document = Parse(response, errors);
        var answer = document.RootElement;
        if (answer.TryGetProperty("errors", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0)
        {
            throw new ConnectorException(errors.Of(list));
        }

        if (response.Status == HttpStatusCode.BadRequest)
        {
            throw new ConnectorException(errors.NotGraphQl());
        }

        return read(answer.GetProperty("data"), response);
    }

    private static JsonDocument Parse(ConnectorHttpResponse response, VendureErrors errors)
    {
        try
        {
            return JsonDocument.Parse(response.Body);
        }
        catch (JsonException) when (response.Status == HttpStatusCode.BadRequest)
        {
            throw new ConnectorException(errors.NotGraphQl());
        }
    }
}
