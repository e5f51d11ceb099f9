namespace Crossdock.Generators.SchemaCompiler.Schema;

internal static class TextExtensions
{
    /// <summary>The text, cut to a length.</summary>
    public static string Truncate(this string text, int length) => text.Length <= length ? text : text[..length] + "…";
}
