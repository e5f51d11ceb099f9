using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Crossdock.Connectors.Http;

/// <summary>
/// Maps what goes wrong on the wire to error kinds, in one place for all connectors. Texts name connection, method, path and
/// the next step. They never hold headers, bodies, queries or the text of inner exceptions, which quote all of these.
/// </summary>
internal sealed class WireErrors(ConnectionContext connection, ConnectorHttpOptions options, ConnectorHttpRequest request, TimeProvider time)
{
    private const string ProbeFirst = "It may have happened: probe before sending it again.";

    private bool IsUnsafe => request.Safety == CallSafety.Unsafe;

    private string Call
    {
        get
        {
            var path = $"{options.BaseAddress!.AbsolutePath.TrimEnd('/')}/{request.Path.Split('?', 2)[0].TrimStart('/')}".TrimEnd('/');
            return $"Connection '{connection.Name}': {request.Method} {(path.Length == 0 ? "/" : path)}"
                + (request.Operation is null ? "" : $" ({request.Operation})");
        }
    }

    public ConnectorError Status(HttpResponseMessage response)
    {
        var code = (int)response.StatusCode;
        var (kind, next) = code switch
        {
            429 => (ErrorKind.Throttled, "Wait as asked, or lower the number of calls."),
            401 or 403 or 407 => (ErrorKind.Auth, "Check the credential and its scopes."),
            404 or 410 => (ErrorKind.NotFound, "Check the base address, and that the record exists there."),
            409 or 412 => (ErrorKind.Conflict, "Read the record again: it has changed or is there already."),
            400 or 413 or 415 or 422 => (ErrorKind.Validation, "Correct the content; the remote refused it."),
            503 when request.ServiceUnavailableMeansNotDone => (ErrorKind.Transient, "It was not done; it is tried again later."),
            501 or 505 when !IsUnsafe => (ErrorKind.Permanent, "The remote cannot do this; check its version."),
            408 or 425 or >= 500 => Unclear("The remote or a proxy failed; it is tried again later."),
            302 or 303 when IsUnsafe => Unclear("Redirects are not followed; check the base address."),
            >= 300 and < 400 => (ErrorKind.Permanent, "Redirects are not followed; set the base address to where it leads."),
            _ => (ErrorKind.Permanent, "The remote does not take such a call; check its version and the base address."),
        };
        return Error(
            kind,
            string.Create(CultureInfo.InvariantCulture, $"answered {code}. {next}"),
            string.Create(CultureInfo.InvariantCulture, $"HTTP {code}"),
            RetryAfterHeader.Read(response.Headers, time.GetUtcNow(), options.MaxRetryAfter));
    }

    /// <summary>The connection failed before, during or after sending.</summary>
    public ConnectorException Broken(Exception exception, bool? bodyWasSent)
    {
        if (exception.InnerException is ConnectorException refusedByPolicy)
        {
            return refusedByPolicy;
        }

        var reason = (exception as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        var code = (exception.GetBaseException() as SocketException)?.SocketErrorCode.ToString() ?? reason.ToString();

        // Once the body has left, no later failure to connect says that nothing happened: a host's handler may have tried again.
        var error = bodyWasSent == true ? Unclear("the connection broke before the whole answer was there.", code) : reason switch
        {
            HttpRequestError.NameResolutionError => NotSent("could not be sent: the host name is unknown. Check the base address and DNS.", code),
            HttpRequestError.SecureConnectionError => NotSent("could not be sent: no secure connection. Check the remote's certificate.", code),
            HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError =>
                NotSent("could not be sent: no connection. Check that the remote runs; it is tried again later.", code),
            HttpRequestError.VersionNegotiationError => Error(ErrorKind.Permanent, "could not be sent: no common HTTP version.", code),
            HttpRequestError.UserAuthenticationError => Error(ErrorKind.Auth, "could not be sent: the proxy wants a credential.", code),
            _ when bodyWasSent == false => NotSent("could not be sent: the connection broke. It is tried again later.", code),
            _ => Unclear("the connection broke before the whole answer was there.", code),
        };
        return new ConnectorException(error);
    }

    /// <summary>The time-out passed, or the shorter one for connecting.</summary>
    public ConnectorException TimedOut(OperationCanceledException exception, bool? bodyWasSent, bool whileConnecting)
    {
        var notSent = bodyWasSent == false || (bodyWasSent is null && whileConnecting && exception.InnerException is TimeoutException);
        return new ConnectorException(notSent
            ? NotSent("could not be sent in time: no connection. Check that the remote runs; it is tried again later.", "timeout")
            : Unclear($"got no whole answer within {options.Timeout:c} ({connection.OptionPath("Http:Timeout")}).", "timeout"));
    }

    /// <summary>The answer is not what the connector can read: truncated, HTML, another shape.</summary>
    public ConnectorException Unreadable(ConnectorHttpResponse response, Exception exception)
    {
        var media = response.MediaType is { Length: > 0 and <= 64 } type ? $" with {type}" : "";

        // The place, and not the text: that quotes the answer.
        var place = exception is JsonException { BytePositionInLine: { } position } json
            ? string.Create(CultureInfo.InvariantCulture, $" at line {json.LineNumber}, byte {position}")
            : "";
        return new ConnectorException(Unclear(
            string.Create(CultureInfo.InvariantCulture, $"answered {(int)response.Status}{media}, which cannot be read ({exception.GetType().Name}{place})."),
            "unreadable"));
    }

    /// <summary>The connector asked for something that cannot be put on the wire.</summary>
    public ConnectorException Unsendable(string why) => new(Error(ErrorKind.Permanent, $"could not be sent: {why}", "unsendable"));

    public ConnectorException TooLarge()
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"answered more than {options.MaxResponseBytes} bytes. Ask for less at once, or raise {connection.OptionPath("Http:MaxResponseBytes")}.");
        return new ConnectorException(IsUnsafe ? Unclear(text, "too large") : Error(ErrorKind.Permanent, text, "too large"));
    }

    private (ErrorKind Kind, string Next) Unclear(string ifSafe) => IsUnsafe ? (ErrorKind.UnknownOutcome, ProbeFirst) : (ErrorKind.Transient, ifSafe);

    private ConnectorError Unclear(string text, string code)
    {
        var (kind, next) = Unclear("It is tried again later.");
        return Error(kind, $"{text} {next}", code);
    }

    private ConnectorError NotSent(string text, string code) => Error(ErrorKind.Transient, text, code);

    private ConnectorError Error(ErrorKind kind, string text, string code, TimeSpan? retryAfter = null) =>
        new() { Kind = kind, Message = $"{Call} {text}", RemoteCode = code, RetryAfter = retryAfter };
}
