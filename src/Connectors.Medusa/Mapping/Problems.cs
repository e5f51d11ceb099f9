using System.Text.Json;

namespace Crossdock.Connectors.Medusa;

/// <summary>Says what cannot be mapped: the field, the value and where to correct it.</summary>
internal static class Problems
{
    private const string Code = "medusa";

    public static DocumentProblem Of(string pointer, string message) => new(pointer, Code, message);

    /// <summary>Which member of a record is not as the shop's API promises.</summary>
    public static DocumentProblem Of(JsonException exception)
    {
        // "$.items[0].raw_total" is "/items/0/raw_total" as a JSON Pointer.
        var pointer = (exception.Path ?? "$").TrimStart('$').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace('.', '/');
        return Of(pointer, $"The shop's answer is not as its API says at this place: {Missing(exception.Message) ?? "a member is null, repeated, or no exact number"}. See the raw record and check the shop's version (2.x).");
    }

    /// <summary>The names of missing members, which the parser tells in its text only; null when it is about something else.</summary>
    private static string? Missing(string message)
    {
        const string Introduction = "including: ";
        var start = message.IndexOf(Introduction, StringComparison.Ordinal);
        return start < 0 ? null : $"missing is {message[(start + Introduction.Length)..].TrimEnd('.')}";
    }
}
