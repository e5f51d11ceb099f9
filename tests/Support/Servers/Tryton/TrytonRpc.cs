using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Crossdock.Servers;

/// <summary>
/// A client of Tryton that shares nothing with the connector: what people at their screens do, and what is there afterwards. Values are
/// as on the wire; <see cref="Decimal"/> and <see cref="Date"/> make the ones that JSON lacks.
/// </summary>
public sealed class TrytonRpc(Uri address, string database) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
    private int _userId;

    /// <summary>The context of every call.</summary>
    public JsonObject Context { get; private set; } = [];

    public static JsonObject Decimal(decimal value) => new() { ["__class__"] = "Decimal", ["decimal"] = value.ToString(CultureInfo.InvariantCulture) };

    public static JsonObject Date(DateOnly value) => new() { ["__class__"] = "date", ["year"] = value.Year, ["month"] = value.Month, ["day"] = value.Day };

    public static JsonArray Ids(params IEnumerable<int> ids) => new([.. ids.Select(id => (JsonNode)id)]);

    public static JsonArray Texts(params IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>One clause of a domain.</summary>
    public static JsonArray Where(string field, string @operator, JsonNode? value) => new(new JsonArray(field, @operator, value));

    /// <summary>Records to be made inside another record.</summary>
    public static JsonArray New(params JsonObject[] records) => new(new JsonArray("create", new JsonArray(records)));

    /// <summary>Existing records put into another record.</summary>
    public static JsonArray Link(params IEnumerable<int> ids) => new(new JsonArray("add", Ids(ids)));

    public async Task<bool> IsUpAsync()
    {
        using var answer = await _http.PostAsync(new Uri("/", UriKind.Relative), Body("common.server.version", [])).ConfigureAwait(false);
        return answer.IsSuccessStatusCode;
    }

    public async Task LogInAsync(string user, string password)
    {
        var session = await CallAsync("common.db.login", user, new JsonObject { ["password"] = password }, "en").ConfigureAwait(false);
        _userId = (int)session![0]!;
        var token = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{_userId}:{(string)session[1]!}"));
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Session", token);
        await RefreshAsync().ConfigureAwait(false);
    }

    /// <summary>Takes company and language of the user into the context.</summary>
    public async Task RefreshAsync()
    {
        var preferences = (await CallAsync("model.res.user.get_preferences", true, new JsonObject()).ConfigureAwait(false))!.AsObject();
        Context = new JsonObject { ["language"] = "en" };
        if (preferences["company"] is { } company)
        {
            Context["company"] = company.DeepClone();
        }
    }

    /// <summary>Calls a method of a model; the context is added.</summary>
    public Task<JsonNode?> ModelAsync(string model, string method, params JsonNode?[] arguments) => ModelAsync(Context, model, method, arguments);

    /// <summary>The same with more context.</summary>
    public Task<JsonNode?> ModelAsync(JsonObject context, string model, string method, params JsonNode?[] arguments) =>
        CallAsync($"model.{model}.{method}", [.. arguments, context.DeepClone()]);

    /// <summary>Presses a button, and consents to whatever it warns of.</summary>
    public async Task PressAsync(string model, string button, params IEnumerable<int> ids)
    {
        for (var consents = 0; ; consents++)
        {
            try
            {
                await ModelAsync(model, button, Ids(ids)).ConfigureAwait(false);
                return;
            }
            catch (TrytonRpcException exception) when (consents < 20 && JsonNode.Parse(exception.Error) is JsonArray { Count: 2 } error && (string?)error[0] == "UserWarning")
            {
                await CreateAsync("res.user.warning", new JsonObject { ["user"] = _userId, ["name"] = error[1]![0]!.DeepClone(), ["always"] = false }).ConfigureAwait(false);
            }
        }
    }

    public async Task<int> CreateAsync(string model, JsonObject values) =>
        (int)(await ModelAsync(model, "create", new JsonArray(values)).ConfigureAwait(false))![0]!;

    public Task WriteAsync(string model, int id, JsonObject values) => ModelAsync(model, "write", Ids(id), values);

    public async Task<IReadOnlyList<JsonObject>> SearchAsync(string model, JsonArray domain, params string[] fields)
    {
        var rows = await ModelAsync(model, "search_read", domain, 0, null, new JsonArray(new JsonArray("id", "ASC")), Texts(fields)).ConfigureAwait(false);
        return [.. rows!.AsArray().Select(row => row!.AsObject())];
    }

    public async Task<JsonObject> ReadAsync(string model, int id, params string[] fields) =>
        (await ModelAsync(model, "read", Ids(id), Texts(fields)).ConfigureAwait(false))![0]!.AsObject();

    /// <summary>The id of the first record that fits.</summary>
    public async Task<int> FindAsync(string model, string field, JsonNode? value)
    {
        var rows = await SearchAsync(model, Where(field, "=", value), "id").ConfigureAwait(false);
        return rows.Count > 0 ? (int)rows[0]["id"]! : throw new InvalidOperationException($"There is no {model} with {field} = {value}.");
    }

    /// <summary>Runs states of a wizard, one after the other.</summary>
    public async Task WizardAsync(string wizard, JsonObject context, params (string State, JsonObject Values)[] states)
    {
        var merged = Context.DeepClone().AsObject();
        foreach (var (name, value) in context)
        {
            merged[name] = value?.DeepClone();
        }

        var id = (await CallAsync($"wizard.{wizard}.create", merged.DeepClone()).ConfigureAwait(false))![0]!;
        foreach (var (state, values) in states)
        {
            await CallAsync($"wizard.{wizard}.execute", id.DeepClone(), values, state, merged.DeepClone()).ConfigureAwait(false);
        }

        await CallAsync($"wizard.{wizard}.delete", id.DeepClone(), merged.DeepClone()).ConfigureAwait(false);
    }

    /// <summary>The context of a wizard or report over one record.</summary>
    public static JsonObject On(string model, int id) => new() { ["active_model"] = model, ["active_id"] = id, ["active_ids"] = Ids(id) };

    public async Task<JsonNode?> CallAsync(string method, params JsonNode?[] parameters)
    {
        using var answer = await _http.PostAsync(new Uri($"/{database}/", UriKind.Relative), Body(method, parameters)).ConfigureAwait(false);
        var text = await answer.Content.ReadAsStringAsync().ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
        {
            throw new TrytonRpcException(method, $"\"HTTP {(int)answer.StatusCode}\"");
        }

        var body = JsonNode.Parse(text)!.AsObject();
        return body.TryGetPropertyValue("error", out var error) ? throw new TrytonRpcException(method, error!.ToJsonString()) : body["result"];
    }

    public void Dispose() => _http.Dispose();

    private static StringContent Body(string method, JsonNode?[] parameters) => new(
        new JsonObject { ["id"] = 1, ["method"] = method, ["params"] = new JsonArray(parameters) }.ToJsonString(), Encoding.UTF8, "application/json");
}
