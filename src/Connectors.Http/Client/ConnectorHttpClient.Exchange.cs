using System.Buffers;
using System.Net.Http.Headers;
using System.Text;

namespace Crossdock.Connectors.Http;

/// <content>One attempt: build, send, read, map.</content>
public sealed partial class ConnectorHttpClient
{
    private async Task<T> ExchangeAsync<T>(ConnectorHttpRequest request, Func<ConnectorHttpResponse, T> read, CancellationToken cancellationToken)
    {
        var errors = new WireErrors(_connection, _options, request, _time);
        var content = request.Body is { } body
            ? new SingleSendContent(body, request.ContentType, once: request.Safety == CallSafety.Unsafe)
            : null;
        using var timeout = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var message = new HttpRequestMessage(request.Method, Address(request, errors)) { Content = content };
        try
        {
            await AddHeadersAsync(message, request, errors, either.Token).ConfigureAwait(false);
            using var client = _clients.CreateClient(ClientName(_connection.Name));
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode && !request.AnswersToRead.Contains(response.StatusCode))
            {
                throw new ConnectorException(errors.Status(response));
            }

            var bytes = await ReadBodyAsync(response, errors, either.Token).ConfigureAwait(false);
            return Read(read, errors, ResponseOf(response, bytes));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw errors.Broken(exception, content?.WasSent);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw errors.TimedOut(exception, content?.WasSent, whileConnecting: !timeout.IsCancellationRequested);
        }
    }

    private static T Read<T>(Func<ConnectorHttpResponse, T> read, WireErrors errors, ConnectorHttpResponse response)
    {
        try
        {
            return read(response);
        }
        catch (Exception exception) when (exception is not ConnectorException)
        {
            throw errors.Unreadable(response, exception);
        }
    }

    private static ConnectorHttpResponse ResponseOf(HttpResponseMessage response, ReadOnlyMemory<byte> body) =>
        new(response.StatusCode, body, response.Content.Headers.ContentType?.MediaType, response.Headers.Date);

    private Uri Address(ConnectorHttpRequest request, WireErrors errors)
    {
        var root = _options.BaseAddress!.AbsoluteUri.TrimEnd('/');
        var path = request.Path.TrimStart('/');
        var address = path.Length == 0 ? _options.BaseAddress : new Uri(path[0] == '?' ? root + path : $"{root}/{path}");

        // A ".." that came in with some value must not lead out of the API.
        return address.AbsolutePath.StartsWith(_options.BaseAddress.AbsolutePath.TrimEnd('/'), StringComparison.Ordinal)
            ? address
            : throw errors.Unsendable("its path leads out of the base address. Escape the values in it.");
    }

    private async ValueTask AddHeadersAsync(HttpRequestMessage message, ConnectorHttpRequest request, WireErrors errors, CancellationToken cancellationToken)
    {
        message.Headers.Accept.ParseAdd(request.Accept);
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("Crossdock", "1.0"));
        foreach (var (name, value) in request.Headers)
        {
            if (!IsHeaderText(value) || !message.Headers.TryAddWithoutValidation(name, value))
            {
                throw errors.Unsendable($"the value of '{name}' holds a line break or another character a header cannot carry. Encode it.");
            }
        }

        if (_credential is null)
        {
            return;
        }

        var secret = (await _secrets.GetAsync(_credential.Secret, cancellationToken).ConfigureAwait(false)).Reveal();
        if (!IsHeaderText(secret))
        {
            throw new ConnectorException(
                ErrorKind.Auth,
                $"Connection '{_connection.Name}': the secret holds a line break or another character a header cannot carry; store it without.");
        }

        var (header, text) = _credential.Scheme switch
        {
            ConnectorHttpCredentialScheme.Header => (_credential.HeaderName!, secret),
            ConnectorHttpCredentialScheme.Bearer => ("Authorization", "Bearer " + secret),
            ConnectorHttpCredentialScheme.BasicPassword => ("Authorization", Basic(_credential.UserName + ":" + secret)),
            _ => ("Authorization", Basic(secret + ":")),
        };
        message.Headers.TryAddWithoutValidation(header, text);
    }

    private static bool IsHeaderText(string value) => value.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;

    private static string Basic(string pair) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));

    /// <summary>Reads at most the allowed bytes, counted after decompression, so that a small answer cannot unpack into a huge one.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpResponseMessage response, WireErrors errors, CancellationToken cancellationToken)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var body = new ArrayBufferWriter<byte>(16 * 1024);
        while (true)
        {
            int count;
            try
            {
                count = await stream.ReadAsync(body.GetMemory(16 * 1024), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
            {
                throw errors.Unreadable(ResponseOf(response, body.WrittenMemory), exception); // it cannot be decompressed
            }

            if (count == 0)
            {
                return body.WrittenMemory;
            }

            body.Advance(count);
            if (body.WrittenCount > _options.MaxResponseBytes)
            {
                throw errors.TooLarge();
            }
        }
    }
}
