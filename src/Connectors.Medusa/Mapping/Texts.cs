namespace Crossdock.Connectors.Medusa;

/// <summary>Texts as the shop has them: null, empty or blank where it has none.</summary>
internal static class Texts
{
    /// <summary>The text, or null when it says nothing.</summary>
    public static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>The texts that say something.</summary>
    public static IEnumerable<string> Said(params IEnumerable<string?> texts) => texts.Select(OrNull).OfType<string>();
}
