using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Crossdock.Servers;

/// <summary>Speaks to a Medusa shop, as its own pages do.</summary>
public sealed class MedusaApi : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="address">The shop.</param>
    /// <param name="header">The header that says who asks; null for nobody.</param>
    /// <param name="value">Its value.</param>
    public MedusaApi(Uri address, string? header = null, string? value = null)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(120) };
        if (header is not null)
        {
            _http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        }
    }

    public Task<JsonNode> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<JsonNode> PostAsync(string path, JsonObject? body = null) => SendAsync(HttpMethod.Post, path, body ?? []);

    /// <summary>The status and the text of an answer, whatever it is.</summary>
    public async Task<(int Status, string Body)> AnswerAsync(HttpMethod method, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request).ConfigureAwait(false);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync().ConfigureAwait(false));
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonObject? body)
    {
        var (status, text) = await AnswerAsync(method, path, body).ConfigureAwait(false);
        return status == 200 ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{method} {path} was answered with {status}: {text}");
    }
}
