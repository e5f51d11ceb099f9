using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Crossdock.Servers;

/// <summary>A client of Odoo that shares nothing with the connector: what people at their screens do, and what is there afterwards.</summary>
public sealed class OdooRpc : IDisposable
{
    private readonly HttpClient _http;

    public OdooRpc(Uri address, string database, string apiKey)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        _http.DefaultRequestHeaders.Add("X-Odoo-Database", database);
    }

    public static JsonArray Ids(params IEnumerable<int> ids) => new([.. ids.Select(id => (JsonNode)id)]);

    public static JsonArray Texts(params IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>One clause of a domain.</summary>
    public static JsonArray Where(string field, string @operator, JsonNode? value) => new(new JsonArray(field, @operator, value));

    /// <summary>Calls a method with named arguments; among them <c>ids</c> and <c>context</c>.</summary>
    public async Task<JsonNode?> CallAsync(string model, string method, JsonObject arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        using var content = new StringContent(arguments.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri($"json/2/{model}/{method}", UriKind.Relative), content).ConfigureAwait(false);
        var text = await answer.Content.ReadAsStringAsync().ConfigureAwait(false);
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text) : throw new OdooRpcException($"{model}.{method}", (int)answer.StatusCode, text);
    }

    /// <summary>Presses a button of records.</summary>
    public Task<JsonNode?> PressAsync(string model, string button, params IEnumerable<int> ids) => CallAsync(model, button, new JsonObject { ["ids"] = Ids(ids) });

    public async Task<int> CreateAsync(string model, JsonObject values, JsonObject? context = null)
    {
        var arguments = new JsonObject { ["vals_list"] = new JsonArray(values) };
        if (context is not null)
        {
            arguments["context"] = context;
        }

        return (int)(await CallAsync(model, "create", arguments).ConfigureAwait(false))![0]!;
    }

    public Task WriteAsync(string model, int id, JsonObject values) => CallAsync(model, "write", new JsonObject { ["ids"] = Ids(id), ["vals"] = values });

    public async Task<IReadOnlyList<JsonObject>> SearchAsync(string model, JsonArray domain, params IEnumerable<string> fields)
    {
        var rows = await CallAsync(
            model, "search_read", new JsonObject { ["domain"] = domain, ["fields"] = Texts(fields), ["order"] = "id", ["context"] = new JsonObject { ["active_test"] = false } }).ConfigureAwait(false);
        return [.. rows!.AsArray().Select(row => row!.AsObject())];
    }

    public async Task<JsonObject> ReadAsync(string model, int id, params IEnumerable<string> fields) =>
        (await CallAsync(model, "read", new JsonObject { ["ids"] = Ids(id), ["fields"] = Texts(fields) }).ConfigureAwait(false))![0]!.AsObject();

    /// <summary>The id of the first record that fits.</summary>
    public async Task<int> FindAsync(string model, string field, JsonNode? value)
    {
        var rows = await SearchAsync(model, Where(field, "=", value), "id").ConfigureAwait(false);
        return rows.Count > 0 ? (int)rows[0]["id"]! : throw new InvalidOperationException($"There is no {model} with {field} = {value}.");
    }

    public void Dispose() => _http.Dispose();
}
