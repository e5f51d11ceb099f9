using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Crossdock.Connectors.Odoo;

/// <summary>
/// Maps what the server answers to error kinds. An error is an object with the name of a Python exception and its text. Odoo rolls back whatever
/// raised one; only of the exceptions known here is it certain that this came before the commit.
/// </summary>
internal sealed partial class OdooErrors(ConnectionContext connection, string method, CallSafety safety)
{
    public static readonly IReadOnlyList<HttpStatusCode> Read =
    [
        HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity, HttpStatusCode.InternalServerError,
    ];

    /// <summary>The database rolled back by itself: nothing was done, and the same call may work now.</summary>
    private static readonly string[] s_rolledBack =
        ["could not serialize access", "deadlock detected", "could not obtain lock", "lock timeout", "current transaction is aborted", "SerializationFailure", "DeadlockDetected", "LockNotAvailable"];

    /// <summary>The call itself is wrong, and was found so before anything was written: no second try will do better.</summary>
    private static readonly string[] s_wrongCall = ["Invalid field ", "Invalid domain", "time data ", "unconverted data remains", "does not match format"];

    public ConnectorException Of(HttpStatusCode status, JsonElement error)
    {
        var name = Member(error, "name");
        var text = Member(error, "message");
        return new ConnectorException((int)status switch
        {
            401 => Error(ErrorKind.Auth, name, $"was refused; check {connection.OptionPath(nameof(OdooOptions.ApiKey))}, that the key has not expired, and that a proxy passes the header Authorization on."),
            403 => Error(ErrorKind.Auth, name, $"is not allowed: {Masked(text)} Give the API key's user the access rights that the connector's README names."),
            404 when name == "odoo.exceptions.MissingError" => Error(ErrorKind.NotFound, name, "names a record that Odoo does not have, or no longer; read it again."),
            404 => Error(ErrorKind.Permanent, name, $"is not offered by the server; check {connection.OptionPath(nameof(OdooOptions.Database))}, Odoo's version (19) and that the apps named in the connector's README are installed."),
            409 => Error(ErrorKind.Transient, name, "was not done: somebody else holds the record. It is tried again later."),
            422 when name.StartsWith("werkzeug.", StringComparison.Ordinal) => Error(ErrorKind.Permanent, name, $"does not take these arguments: {Masked(text)} Check Odoo's version (19)."),
            _ when IsRolledBack(name) || IsRolledBack(text) => RolledBack(name),
            422 => Error(ErrorKind.Validation, name, $"was refused: {Masked(text)} Correct it in Odoo or in the document."),
            _ when s_wrongCall.Any(part => text.Contains(part, StringComparison.Ordinal)) =>
                Error(ErrorKind.Permanent, name, $"is wrong: {Masked(text)} Check Odoo's version (19) and that the apps named in the connector's README are installed."),

            // Anything else that the server did not expect. Whether it had committed cannot be told from here.
            _ when safety == CallSafety.Unsafe => Error(ErrorKind.UnknownOutcome, name, "failed inside the server; its log says why. It may have happened: probe before sending it again."),
            _ when name.Length == 0 || name.StartsWith("psycopg2.", StringComparison.Ordinal) => Error(ErrorKind.Transient, name, "failed in the server's database or in a proxy. It is tried again later."),
            _ => Error(ErrorKind.Permanent, name, "failed inside the server; its log says why."),
        });
    }

    /// <summary>What <c>load</c> answers in place of ids: it catches every exception, the database's too, and takes back what it did.</summary>
    public ConnectorException OfLoad(JsonElement messages)
    {
        var texts = messages.ValueKind == JsonValueKind.Array ? messages.EnumerateArray().Select(message => Member(message, "message")).ToList() : [];
        return new ConnectorException(texts.Any(IsRolledBack)
            ? RolledBack("load")
            : Error(ErrorKind.Validation, "load", $"was refused: {Masked(texts.FirstOrDefault() ?? "")} Correct it in Odoo or in the document."));
    }

    private static bool IsRolledBack(string text) => s_rolledBack.Any(part => text.Contains(part, StringComparison.OrdinalIgnoreCase));

    private ConnectorError RolledBack(string name) => Error(ErrorKind.Transient, name, "was rolled back by the database, which had others at the same rows. It is tried again later.");

    private static string Member(JsonElement error, string name) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    /// <summary>Odoo quotes names of records, people's too, so what is quoted is left out, and details of the database; and an error is no place for a novel.</summary>
    private static string Masked(string text)
    {
        var end = text.IndexOf("\nDETAIL:", StringComparison.Ordinal);
        var masked = Quoted().Replace((end < 0 ? text : text[..end]).ReplaceLineEndings(" "), "\"…\"");
        return masked.Length > 200 ? masked[..200] + "…" : masked;
    }

    private ConnectorError Error(ErrorKind kind, string code, string text) => new() { Kind = kind, Message = $"Connection '{connection.Name}': {method} {text}", RemoteCode = code };

    [GeneratedRegex("\"[^\"]*\"|«[^»]*»|“[^”]*”|\\([^)]*,\\)", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();
}
