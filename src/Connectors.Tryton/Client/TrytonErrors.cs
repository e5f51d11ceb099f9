using System.Text.Json;
using System.Text.RegularExpressions;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Tryton;

/// <summary>
/// Maps what the server answers to error kinds. A failed call comes with status 200 and <c>error</c>: a named exception such as
/// <c>UserError</c>, or the raw text of any other. Only the raw text tells lock and serialization failures of the database.
/// </summary>
internal sealed partial class TrytonErrors(ConnectionContext connection, string method, CallSafety safety)
{
    public const string UserError = "UserError";
    public const string UserWarning = "UserWarning";
    public const string Concurrency = "ConcurrencyException";
    public const string Database = "database lock";

    /// <summary>The database rolled back by itself: nothing was done, and the same call may work now.</summary>
    private static readonly string[] s_rolledBack =
    [
        "could not serialize access", "deadlock detected", "could not obtain lock", "lock timeout", "database is locked", "database table is locked",
    ];

    private static readonly string[] s_lost = ["server closed the connection", "terminating connection", "connection already closed", "could not connect", "connection refused"];

    public ConnectorError Of(JsonElement error)
    {
        var name = error.ValueKind == JsonValueKind.Array && error.GetArrayLength() > 0 && error[0].ValueKind == JsonValueKind.String ? error[0].GetString()! : "";
        return name switch
        {
            UserError => Error(ErrorKind.Validation, UserError, $"was refused: {Masked(Message(error, 0))} Correct it in Tryton or in the document."),
            UserWarning => Error(
                ErrorKind.Conflict,
                $"{UserWarning} {Message(error, 0)}",
                $"asks for a person's consent: {Masked(Message(error, 1))} Give it in Tryton, or add the warning's name to {connection.OptionPath(nameof(TrytonOptions.AcceptedWarnings))}."),
            Concurrency => Error(ErrorKind.Transient, Concurrency, "was not done: somebody changed the record meanwhile. It is tried again later."),
            "LoginException" => Error(ErrorKind.Auth, name, $"wants another login; check {connection.OptionPath(nameof(TrytonOptions.Password))}."),
            _ when s_rolledBack.Any(text => name.Contains(text, StringComparison.OrdinalIgnoreCase)) =>
                Error(ErrorKind.Transient, Database, "was rolled back by the database, which had others at the same rows. It is tried again later."),

            // A missing field or model, or anything else that the server did not expect. Whether it had committed cannot be told from here.
            _ when safety == CallSafety.Unsafe =>
                Error(ErrorKind.UnknownOutcome, "error", "failed inside the server; its log says why. It may have happened: probe before sending it again."),
            _ when s_lost.Any(text => name.Contains(text, StringComparison.OrdinalIgnoreCase)) =>
                Error(ErrorKind.Transient, "database connection", "failed: the server lost its database. It is tried again later."),
            _ => Error(ErrorKind.Permanent, "error", "failed inside the server; its log says why. Check Tryton's version (6.0) and that the modules named in the connector's README are active."),
        };
    }

    /// <summary>The name of a warning that wants consent; null for every other error.</summary>
    public static string? WarningOf(ConnectorError error) =>
        error.RemoteCode?.StartsWith(UserWarning + " ", StringComparison.Ordinal) == true ? error.RemoteCode[(UserWarning.Length + 1)..] : null;

    public ConnectorError MethodRefused() => Error(
        ErrorKind.Permanent, "HTTP 403", "is not offered by the server; check Tryton's version (6.0) and that the modules named in the connector's README are active.");

    public ConnectorError LoginRefused() => Error(
        ErrorKind.Auth, "HTTP 401", $"was refused; check {connection.OptionPath(nameof(TrytonOptions.UserName))}, {connection.OptionPath(nameof(TrytonOptions.Password))} and {connection.OptionPath(nameof(TrytonOptions.Database))}.");

    public ConnectorError SessionRefused() => Error(
        ErrorKind.Auth, "HTTP 401", "was refused with a session that was just opened; check that server and proxy pass the header Authorization on.");

    private static string Message(JsonElement error, int index) =>
        error.GetArrayLength() > 1 && error[1].ValueKind == JsonValueKind.Array && error[1].GetArrayLength() > index && error[1][index].ValueKind == JsonValueKind.String
            ? error[1][index].GetString()!
            : "";

    /// <summary>Tryton quotes names of records, people's too, so what is quoted is left out; and an error is no place for a novel.</summary>
    private static string Masked(string text)
    {
        var masked = Quoted().Replace(text.ReplaceLineEndings(" "), "\"…\"");
        return masked.Length > 200 ? masked[..200] + "…" : masked;
    }

    private ConnectorError Error(ErrorKind kind, string code, string text) =>
        new() { Kind = kind, Message = $"Connection '{connection.Name}': {method} {text}", RemoteCode = code };

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();
}
