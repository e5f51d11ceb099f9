using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Tryton;

/// <summary>
/// Speaks JSON-RPC to one database of a Tryton server, and turns everything that goes wrong into <see cref="ConnectorException"/>.
/// </summary>
/// <remarks>
/// The request holds exactly <c>id</c>, <c>method</c> and <c>params</c>: with one more member, such as <c>"jsonrpc"</c>, the server
/// answers in another protocol. A failed call is answered with status 200 and a member <c>error</c>.
/// </remarks>
internal sealed class TrytonClient
{
    private static readonly IReadOnlyList<HttpStatusCode> s_read = [HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden];

    private readonly ConnectionContext _connection;
    private readonly TrytonOptions _options;
    private readonly ConnectorHttpClient _http;
    private readonly TrytonSession _session;
    private int _lastId;

    public TrytonClient(ConnectionContext connection, TrytonOptions options, ConnectorHttpClient http, ISecretProvider secrets)
    {
        _connection = connection;
        _options = options;
        _http = http;
        _session = new TrytonSession(options, secrets, LogInAsync);
    }

    /// <summary>Calls and reads the result.</summary>
    /// <exception cref="ConnectorException">The call failed, or the server answered with an error.</exception>
    public async Task<T> SendAsync<T>(TrytonCall call, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        await SendAsync(call, (result, _) => read(result), cancellationToken).ConfigureAwait(false);

    /// <summary>The same, with the complete answer for its time.</summary>
    public async Task<T> SendAsync<T>(TrytonCall call, Func<JsonElement, ConnectorHttpResponse, T> read, CancellationToken cancellationToken)
    {
        var context = await ContextAsync(cancellationToken).ConfigureAwait(false);
        return await SendAsync(call, context, read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads records.</summary>
    public Task<IReadOnlyList<TrytonRow>> ReadAsync(TrytonCall call, CancellationToken cancellationToken) => SendAsync(call, Rows, cancellationToken);

    /// <summary>Calls and leaves the result alone: a transition answers nothing, whether it did something or not.</summary>
    public Task RunAsync(TrytonCall call, CancellationToken cancellationToken) => SendAsync(call, _ => true, cancellationToken);

    /// <summary>The records of a result, detached from its buffer.</summary>
    public static IReadOnlyList<TrytonRow> Rows(JsonElement result) => [.. result.EnumerateArray().Select(row => new TrytonRow(row.Clone()))];

    /// <summary>The user that the connection is logged in as.</summary>
    public async Task<int> UserIdAsync(CancellationToken cancellationToken) => (await _session.GetAsync(cancellationToken).ConfigureAwait(false)).UserId;

    private async Task<T> SendAsync<T>(TrytonCall call, JsonObject context, Func<JsonElement, ConnectorHttpResponse, T> read, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in call.Context ?? [])
        {
            context[name] = value?.DeepClone();
        }

        var body = Body(call.Method, new JsonArray([.. call.Arguments.Select(argument => argument?.DeepClone()), context]));
        var errors = new TrytonErrors(_connection, call.Method, call.Safety);
        var token = await _session.GetAsync(cancellationToken).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            var (isExpired, result) = await _http.SendAsync(
                Request(call, body) with { Headers = [new("Authorization", token.Header)] },
                response => response.Status == HttpStatusCode.Unauthorized ? (true, default(T)) : (false, Read(response, errors, read)),
                cancellationToken).ConfigureAwait(false);
            if (!isExpired)
            {
                return result!;
            }

            // 401 comes before anything is done, so the call may be sent again, once.
            if (attempt > 1)
            {
                throw new ConnectorException(errors.SessionRefused());
            }

            token = await _session.RenewAsync(token, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The company that the connection works in.</summary>
    public async Task<int> CompanyAsync(CancellationToken cancellationToken) =>
        _options.Company ?? await _session.CompanyAsync(AskCompanyAsync, cancellationToken).ConfigureAwait(false);

    /// <summary>The company is asked for once; <see cref="TrytonOptions.Company"/> overrules the user's own.</summary>
    private async Task<JsonObject> ContextAsync(CancellationToken cancellationToken)
    {
        var company = await CompanyAsync(cancellationToken).ConfigureAwait(false);
        return new JsonObject { ["company"] = company, ["language"] = _options.Language };
    }

    private Task<int> AskCompanyAsync(CancellationToken cancellationToken) => SendAsync(
        TrytonCall.Read("res.user", "get_preferences", true),
        new JsonObject { ["language"] = _options.Language },
        (result, _) => new TrytonRow(result).Reference("company") ?? throw new ConnectorException(
            ErrorKind.Permanent,
            $"Connection '{_connection.Name}': the user has no company in Tryton; give it one there, or set {_connection.OptionPath(nameof(TrytonOptions.Company))}."),
        cancellationToken);

    private Task<TrytonToken> LogInAsync(string password, CancellationToken cancellationToken)
    {
        var call = new TrytonCall("common.db.login", new JsonArray(_options.UserName, new JsonObject { ["password"] = password }, _options.Language), CallSafety.Safe);
        var errors = new TrytonErrors(_connection, call.Method, call.Safety);
        return _http.SendAsync(
            Request(call, Body(call.Method, call.Arguments)),
            response => response.Status == HttpStatusCode.Unauthorized
                ? throw new ConnectorException(errors.LoginRefused())
                : Read(response, errors, (result, _) => TrytonToken.Of(_options.UserName!, result)),
            cancellationToken);
    }

    private ConnectorHttpRequest Request(TrytonCall call, ReadOnlyMemory<byte> body) => new()
    {
        Method = HttpMethod.Post,
        Path = Uri.EscapeDataString(_options.Database!) + "/",
        Safety = call.Safety,
        Operation = call.Method,
        Body = body,
        AnswersToRead = s_read,
    };

    private byte[] Body(string method, JsonArray arguments) => Encoding.UTF8.GetBytes(
        new JsonObject { ["id"] = Interlocked.Increment(ref _lastId), ["method"] = method, ["params"] = arguments }.ToJsonString());

    private static T Read<T>(ConnectorHttpResponse response, TrytonErrors errors, Func<JsonElement, ConnectorHttpResponse, T> read)
    {
        if (response.Status == HttpStatusCode.Forbidden)
        {
            throw new ConnectorException(errors.MethodRefused());
        }

        using var document = JsonDocument.Parse(response.Body);
        var answer = document.RootElement;
        return answer.TryGetProperty("error", out var error)
            ? throw new ConnectorException(errors.Of(error))
            : read(answer.GetProperty("result"), response);
    }
}
