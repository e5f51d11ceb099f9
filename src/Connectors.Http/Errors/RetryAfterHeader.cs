using System.Globalization;
using System.Net.Http.Headers;

namespace Crossdock.Connectors.Http;

/// <summary>Reads Retry-After in the forms remotes really send.</summary>
internal static class RetryAfterHeader
{
    /// <summary>The wait asked for, between zero and <paramref name="limit"/>; null when absent or unreadable.</summary>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now, TimeSpan limit)
    {
        // NonValidated keeps values the typed header refuses, such as -5 or 10^12.
        if (!headers.NonValidated.TryGetValues("Retry-After", out var values))
        {
            return null;
        }

        var text = values.ToString().Trim();
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds >= (decimal)limit.TotalSeconds ? limit : TimeSpan.FromSeconds((double)Math.Max(0, seconds));
        }

        var wait = RetryConditionHeaderValue.TryParse(text, out var condition) ? condition.Date - now : null;
        return wait > limit ? limit : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
