using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Crossdock.Connectors.Medusa;

/// <summary>
/// Maps Medusa's errors: real status codes with <c>{ type, message }</c>; 401 has a message only, and an unknown route is an HTML page. Its messages are not
/// repeated: they quote data.
/// </summary>
internal sealed class MedusaErrors(ConnectionContext connection, string operation, bool isUnsafe)
{
    /// <summary>Statuses whose answers are read here.</summary>
    public static IReadOnlyList<HttpStatusCode> Read { get; } =
        [HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity, HttpStatusCode.InternalServerError];

    public ConnectorError Of(HttpStatusCode status, JsonElement? answer)
    {
        var type = answer is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("type", out var member) && member.ValueKind == JsonValueKind.String
            ? Known(member.GetString())
            : null;
        var (kind, next) = (status, type) switch
        {
            (HttpStatusCode.NotFound, "not_found") => (ErrorKind.NotFound, "A record it names is not in the shop."),
            (HttpStatusCode.NotFound, _) => (ErrorKind.Permanent, $"The address answers, but not as Medusa's Admin API (2.x); check {connection.OptionPath("Http:BaseAddress")}, which ends in /admin."),
            (HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity, _) => (ErrorKind.Validation, "The shop refused it and did nothing; check the document."),

            // A step of many may have been done when another call got in the way or the server failed; only for a read it is nothing.
            _ when isUnsafe => (ErrorKind.UnknownOutcome, "It may have happened: probe before sending it again."),
            (HttpStatusCode.Conflict, _) => (ErrorKind.Transient, "Another call got in the way; it is tried again later."),

            // The shop says 500 too where asking again never helps.
            (_, "invalid_argument" or "unexpected_state") => (ErrorKind.Permanent, "The shop cannot answer this; check its version (2.x) and its log."),
            _ => (ErrorKind.Transient, "It is tried again later; the shop's log says more."),
        };
        return Error(kind, type ?? string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)status}"), next);
    }

    /// <summary>An answer that shows that a parameter was not heeded: the shop ignores those it does not know.</summary>
    public ConnectorException Ignored(string parameter) => new(Error(
        ErrorKind.Permanent, "other rows than were asked for", $"The shop ignored '{parameter}', as it does with parameters it does not know; check its version (2.x)."));

    /// <summary>A type as such, and not some text in its place.</summary>
    private static string? Known(string? type) =>
        type is { Length: > 0 and <= 64 } && type.All(letter => char.IsAsciiLetterLower(letter) || letter == '_') ? type : null;

    private ConnectorError Error(ErrorKind kind, string code, string next) => new()
    {
        Kind = kind,
        Message = $"Connection '{connection.Name}': {operation} was answered with {code}. {next}",
        RemoteCode = code,
    };
}
