namespace Crossdock.Connectors.Vendure;

/// <summary>Vendure writes empty texts where it has none, and promises no order of ids.</summary>
internal static class Texts
{
    /// <summary>The text, or null when it says nothing.</summary>
    public static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>The texts that say something.</summary>
    public static IEnumerable<string> Said(params IEnumerable<string?> texts) => texts.Select(OrNull).OfType<string>();

    /// <summary>Rows in a stable order, so that the same order of a customer always gives the same document: numbers by value, other ids as text.</summary>
    public static IEnumerable<T> ById<T>(this IEnumerable<T> rows, Func<T, string> id) =>
        rows.OrderBy(row => id(row).Length).ThenBy(id, StringComparer.Ordinal);
}
