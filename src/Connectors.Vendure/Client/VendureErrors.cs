using System.Text.Json;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Vendure;

/// <summary>
/// Maps Vendure's error shapes. A shop answers in three ways: 200 with a union member <c>ErrorResult</c>, 200 with
/// <c>errors[].extensions.code</c> (sometimes without a code), and 400. Its messages are not repeated: they quote SQL and data.
/// </summary>
internal sealed class VendureErrors(ConnectionContext connection, VendureOperation operation)
{
    private bool IsUnsafe => operation.Safety == CallSafety.Unsafe;

    /// <summary>The <c>errors</c> of an answer; the first one decides.</summary>
    public ConnectorError Of(JsonElement errors)
    {
        var code = errors[0].TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty("code", out var value) ? value.GetString() : null;
        var (kind, next) = code switch
        {
            "FORBIDDEN" or "UNAUTHENTICATED" or "UNAUTHORIZED" => (ErrorKind.Auth, $"Check {connection.OptionPath(nameof(VendureOptions.ApiKey))} and the permissions of its role."),
            "CHANNEL_NOT_FOUND" => (ErrorKind.Permanent, $"No channel has this token; correct {connection.OptionPath(nameof(VendureOptions.ChannelToken))}."),
            "ENTITY_NOT_FOUND" => (ErrorKind.NotFound, "A record it names is not in the shop."),
            "USER_INPUT_ERROR" or "BAD_USER_INPUT" => (ErrorKind.Validation, "The shop refused a value; check the document."),
            "GRAPHQL_VALIDATION_FAILED" or "GRAPHQL_PARSE_FAILED" => (ErrorKind.Permanent, "The shop's API has other fields; check its Vendure version (3.x)."),
            "TOO_MANY_REQUESTS" or "THROTTLED" or "RATE_LIMITED" => (ErrorKind.Throttled, "It is tried again later."),

            // No code, or an internal one: whether a mutation was rolled back cannot be told from here.
            _ when IsUnsafe => (ErrorKind.UnknownOutcome, "It may have happened: probe before sending it again."),
            _ => (ErrorKind.Transient, "It is tried again later; the shop's log says more."),
        };
        return Error(kind, Known(code) ?? "no code", next);
    }

    /// <summary>A 400 that is no GraphQL answer: the request did not reach the API as it was sent.</summary>
    public ConnectorError NotGraphQl() =>
        Error(ErrorKind.Permanent, "HTTP 400", "The address answers, but not as a GraphQL API; check " + connection.OptionPath("Http:BaseAddress") + ".");

    /// <summary>An <c>ErrorResult</c> of a union: the shop refused for a business reason and did nothing.</summary>
    public ConnectorError Refusal(string errorCode, ErrorKind kind, string next, string? pointer = null) =>
        Error(kind, Known(errorCode) ?? "an error result", next) with { Pointer = pointer };

    /// <summary>A code as such, and not some text that a plugin put in its place.</summary>
    private static string? Known(string? code) =>
        code is { Length: > 0 and <= 64 } && code.All(letter => char.IsAsciiLetterUpper(letter) || letter == '_') ? code : null;

    private ConnectorError Error(ErrorKind kind, string code, string next) => new()
    {
        Kind = kind,
        Message = $"Connection '{connection.Name}': {operation.Name} was answered with {code}. {next}",
        RemoteCode = code,
    };
}
