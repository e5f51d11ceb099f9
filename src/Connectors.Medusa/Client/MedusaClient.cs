using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Medusa;

/// <summary>Speaks to one shop's Admin API and turns its errors into <see cref="ConnectorException"/>.</summary>
internal sealed class MedusaClient(ConnectionContext connection, ConnectorHttpClient http)
{
    /// <summary>Reads something.</summary>
    /// <param name="operation">What it is, for error texts.</param>
    /// <param name="path">Path and query below the Admin API.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">The call failed, or the shop answered with an error.</exception>
    public Task<T> GetAsync<T>(string operation, string path, Func<JsonElement, ConnectorHttpResponse, T> read, CancellationToken cancellationToken) =>
        SendAsync(new ConnectorHttpRequest { Method = HttpMethod.Get, Path = path, Safety = CallSafety.Safe }, operation, read, cancellationToken);

    /// <summary>Changes something. The shop has no idempotency keys: it takes the same call as often as it comes.</summary>
    /// <exception cref="ConnectorException">The call failed; <see cref="ErrorKind.Validation"/> and <see cref="ErrorKind.NotFound"/> mean that nothing was done.</exception>
    public Task<T> PostAsync<T>(string operation, string path, JsonObject body, Func<JsonElement, T> read, CancellationToken cancellationToken) => SendAsync(
        ConnectorHttpRequest.Json(HttpMethod.Post, path, CallSafety.Unsafe, body, MedusaJson.Default.JsonObject), operation, (answer, _) => read(answer), cancellationToken);

    /// <summary>Reads a page of a list, and proves that the shop heeded what it was asked for.</summary>
    /// <param name="operation">What it is, for error texts.</param>
    /// <param name="path">The list.</param>
    /// <param name="member">The answer's member that holds the rows.</param>
    /// <param name="query">What to ask for; limit and offset are added.</param>
    /// <param name="take">The most rows.</param>
    /// <param name="skip">Rows to leave out at the beginning.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<ListPage<T>> ListAsync<T>(
        string operation, string path, string member, MedusaQuery query, int take, int skip, Func<JsonElement, T> read, CancellationToken cancellationToken) => GetAsync(
        operation,
        path + query.And("limit", take).And("offset", skip),
        (answer, response) =>
        {
            if (answer.GetProperty("limit").GetInt32() != take || answer.GetProperty("offset").GetInt32() != skip)
            {
                throw new MedusaErrors(connection, operation, isUnsafe: false).Ignored("limit");
            }

            return new ListPage<T>([.. answer.GetProperty(member).EnumerateArray().Select(read)], response.Date);
        },
        cancellationToken);

    private Task<T> SendAsync<T>(ConnectorHttpRequest request, string operation, Func<JsonElement, ConnectorHttpResponse, T> read, CancellationToken cancellationToken)
    {
        var errors = new MedusaErrors(connection, operation, request.Safety == CallSafety.Unsafe);
        return http.SendAsync(
            request with { Operation = operation, AnswersToRead = MedusaErrors.Read },
            response =>
            {
                if (response.Status >= HttpStatusCode.BadRequest)
                {
                    throw new ConnectorException(errors.Of(response.Status, Parsed(response)));
                }

                using var document = JsonDocument.Parse(response.Body);
                return read(document.RootElement, response);
            },
            cancellationToken);
    }

    /// <summary>The answer; null when it is no JSON.</summary>
    private static JsonElement? Parsed(ConnectorHttpResponse response)
    {
        try
        {
            using var document = JsonDocument.Parse(response.Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
