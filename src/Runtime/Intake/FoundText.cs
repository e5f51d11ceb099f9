using System.Buffers;
using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>
/// What was found in place of what is allowed, as far as it may be shown: problems are stored, answered and perhaps logged by the host, and a text in the
/// wrong place may be a name or an address. Codes, numbers and dates are quoted; any other text is described.
/// </summary>
internal static class FoundText
{
    private const int MaxLength = 40;

    private static readonly SearchValues<char> s_codeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;+-_/#*%");

    public static string Of(SchemaProblem problem) =>
        IsName(problem.Keyword) || IsOurWord(problem) || IsCode(problem.Keyword, problem.Found) ? problem.Found : "a text that is not shown";

    // These quote the name of a property.
    private static bool IsName(string keyword) => keyword is "additionalProperties" or "duplicate" or "propertyNames";

    // A description, a number, a literal or a single sign. Where the JSON is malformed, a piece of it ends at the first space; our words do not.
    private static bool IsOurWord(SchemaProblem problem) =>
        problem.Found.Length < 2 || (problem.Found[0] != '"' && (problem.Keyword != "json" || problem.Found.Contains(' ', StringComparison.Ordinal)));

    private static bool IsCode(string keyword, string found) =>
        keyword is "enum" or "const" or "pattern" or "format" or "type" or "minimum" or "maximum"
        && found.Length is > 1 and <= MaxLength && !found.AsSpan().Trim('"').ContainsAnyExcept(s_codeCharacters);
}
