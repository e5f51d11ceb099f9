using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly;

namespace Crossdock.Connectors.Http;

/// <summary>
/// The HTTP client of one connection. It throws nothing but <see cref="ConnectorException"/>, and
/// <see cref="OperationCanceledException"/> when the caller cancels: an unsafe call that was under way then has an unknown outcome.
/// </summary>
/// <remarks>Made by <see cref="ConnectorHttpServiceCollectionExtensions.AddConnectorHttp"/>; a keyed service under the connection's name.</remarks>
public sealed partial class ConnectorHttpClient
{
    private readonly ConnectionContext _connection;
    private readonly ConnectorHttpOptions _options;
    private readonly ConnectorHttpCredential? _credential;
    private readonly IHttpClientFactory _clients;
    private readonly ISecretProvider _secrets;
    private readonly RequestMeter _meter;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _safePipeline;
    private readonly ResiliencePipeline _unsafePipeline;

    internal ConnectorHttpClient(
        ConnectionContext connection,
        ConnectorHttpOptions options,
        ConnectorHttpCredential? credential,
        IHttpClientFactory clients,
        ISecretProvider secrets,
        RequestMeter meter,
        TimeProvider time)
    {
        _connection = connection;
        _options = options;
        _credential = credential;
        _clients = clients;
        _secrets = secrets;
        _meter = meter;
        _time = time;
        (_safePipeline, _unsafePipeline) = ConnectorPipelines.Create(options, time);
    }

    /// <summary>Name of the connection's client in <see cref="IHttpClientFactory"/>.</summary>
    public static string ClientName(string connection) => "Crossdock.Connectors.Http/" + connection;

    /// <summary>Sends a call and reads its answer as JSON.</summary>
    /// <typeparam name="T">Type of the answer.</typeparam>
    /// <exception cref="ConnectorException">The call failed, or its answer is not the JSON expected.</exception>
    public Task<T> SendAsync<T>(ConnectorHttpRequest request, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(request, response => JsonSerializer.Deserialize(response.Body.Span, answer) ?? throw new JsonException(), cancellationToken);

    /// <summary>Sends a call and reads its answer with <paramref name="read"/>, which belongs to the call: what it throws is mapped too.</summary>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <param name="request">The call.</param>
    /// <param name="read">
    /// Reads the answer. A <see cref="ConnectorException"/> it throws passes as it is; anything else means that the answer is
    /// unreadable, which leaves the outcome of an unsafe call unknown.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">The call failed.</exception>
    public async Task<T> SendAsync<T>(ConnectorHttpRequest request, Func<ConnectorHttpResponse, T> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(read);
        var pipeline = request.Safety == CallSafety.Safe ? _safePipeline : _unsafePipeline;
        return await pipeline.ExecuteAsync(
            static (call, token) => call.Client.MeasureAsync(call.Request, call.Read, token),
            (Client: this, Request: request, Read: read),
            cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<T> MeasureAsync<T>(ConnectorHttpRequest request, Func<ConnectorHttpResponse, T> read, CancellationToken cancellationToken)
    {
        try
        {
            var result = await ExchangeAsync(request, read, cancellationToken).ConfigureAwait(false);
            _meter.Succeeded(_connection.Name);
            return result;
        }
        catch (ConnectorException exception)
        {
            _meter.Failed(_connection.Name, exception.Kind);
            throw;
        }
    }
}
