using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Crossdock.Servers;

/// <summary>Speaks GraphQL to a Vendure shop, as its own pages do. Keeps the session the shop gives.</summary>
/// <param name="address">The admin API or the shop API.</param>
/// <param name="apiKey">A key for the admin API; null for a session.</param>
public sealed class VendureApi(Uri address, string? apiKey) : IDisposable
{
    private const string SessionHeader = "vendure-auth-token";
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private string? _session;

    /// <summary>Sends an operation with one field and returns that field.</summary>
    /// <param name="query">Its text.</param>
    /// <param name="variables">Its variables.</param>
    /// <exception cref="InvalidOperationException">The shop answered with errors, or with an error result.</exception>
    public async Task<JsonNode?> SendAsync(string query, JsonObject? variables = null)
    {
        var answer = await AnswerAsync(query, variables).ConfigureAwait(false);
        return answer is JsonObject result && result["errorCode"] is { } code ? throw new InvalidOperationException($"The shop refused: {code} {result["message"]}\n{query}") : answer;
    }

    /// <summary>The same, where an error result is an answer too.</summary>
    public async Task<JsonNode?> AnswerAsync(string query, JsonObject? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = JsonContent.Create(new JsonObject { ["query"] = query, ["variables"] = variables ?? [] }),
        };
        if (apiKey is not null)
        {
            request.Headers.Add("vendure-api-key", apiKey);
        }
        else if (_session is not null)
        {
            request.Headers.Add("Authorization", "Bearer " + _session);
        }

        using var response = await _http.SendAsync(request).ConfigureAwait(false);
        _session = response.Headers.TryGetValues(SessionHeader, out var values) ? values.First() : _session;
        var body = await response.Content.ReadFromJsonAsync<JsonObject>().ConfigureAwait(false);
        return body?["errors"] is { } errors
            ? throw new InvalidOperationException($"The shop answered {errors.ToJsonString()}\n{query}")
            : body?["data"]?.AsObject().First().Value;
    }

    public void Dispose() => _http.Dispose();
}
