using System.Text.Json;

namespace Crossdock.Connectors.Vendure;

/// <summary>Says which member of a record is not as the shop's API promises.</summary>
internal static class Unreadable
{
    public static DocumentProblem Problem(JsonException exception)
    {
        // "$.lines[0].unitPrice" is "/lines/0/unitPrice" as a JSON Pointer.
        var pointer = (exception.Path ?? "$").TrimStart('$').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace('.', '/');
        return new DocumentProblem(
            pointer,
            "vendure",
            $"The shop's answer is not as its API says at this place: {Missing(exception.Message) ?? "a member is null, repeated, or no integer of minor units"}. See the raw record.");
    }

    /// <summary>The names of missing members, which the parser tells in its text only; null when it is about something else.</summary>
    private static string? Missing(string message)
    {
        const string Introduction = "including: ";
        var start = message.IndexOf(Introduction, StringComparison.Ordinal);
        return start < 0 ? null : $"missing is {message[(start + Introduction.Length)..].TrimEnd('.')}";
    }
}
