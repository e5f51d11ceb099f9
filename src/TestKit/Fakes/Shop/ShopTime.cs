using System.Globalization;

namespace Crossdock.TestKit.Fakes;

/// <summary>Time as the shop writes it: UTC, milliseconds, Z.</summary>
internal static class ShopTime
{
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
