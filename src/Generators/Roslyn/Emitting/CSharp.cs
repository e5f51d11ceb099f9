using Microsoft.CodeAnalysis.CSharp;

namespace Crossdock.Generators.Roslyn.Emitting;

/// <summary>Writes values as C# expressions.</summary>
internal static class CSharp
{
    public static string Literal(string? value) => value is null ? "null" : SymbolDisplay.FormatLiteral(value, quote: true);

    public static string Literal(bool value) => value ? "true" : "false";

    public static string Literal(TimeSpan? value) => value switch
    {
        null => "null",
        { Ticks: 0 } => "global::System.TimeSpan.Zero",
        { } span => $"new global::System.TimeSpan({span.Days}, {span.Hours}, {span.Minutes}, {span.Seconds})",
    };

    /// <summary>A system name as an identifier: <c>amazon-selling-partner</c> becomes <c>AmazonSellingPartner</c>.</summary>
    public static string Identifier(string system) =>
        string.Concat(system.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
}
