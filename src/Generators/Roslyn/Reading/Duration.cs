using System.Globalization;

namespace Crossdock.Generators.Roslyn.Reading;

/// <summary>Reads <c>hh:mm:ss</c> and <c>d.hh:mm:ss</c>. Shorter forms are refused: <c>"30"</c> would mean thirty days.</summary>
internal static class Duration
{
    private static readonly string[] s_formats = [@"hh\:mm\:ss", @"d\.hh\:mm\:ss"];

    public static bool TryParse(string? text, out TimeSpan duration) =>
        TimeSpan.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, TimeSpanStyles.None, out duration);
}
