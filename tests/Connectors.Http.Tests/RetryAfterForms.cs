using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Connectors.Http.Tests;

/// <summary>Retry-After as remotes really send it.</summary>
public class RetryAfterForms
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("120", 120d)]
    [InlineData("0", 0d)]
    [InlineData("1.5", 1.5)]
    [InlineData("-5", 0d)]
    [InlineData("1000000000", 3600d)]
    [InlineData("79228162514264337593543950335", 3600d)]
    [InlineData("Mon, 23 Nov 2026 12:01:30 GMT", 90d)]
    [InlineData("Monday, 23-Nov-26 12:01:30 GMT", 90d)]
    [InlineData("Mon, 23 Nov 2026 11:00:00 GMT", 0d)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 3600d)]
    [InlineData("soon", null)]
    [InlineData("1e400", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public async Task Every_form_gives_a_bounded_wait_or_none(string? header, double? seconds)
    {
        await using var server = WireServer.Answering(WireServer.Json(429, "{}", header is null ? "" : $"Retry-After: {header}\r\n"));
        await using var remote = Remote.At(
            server.Address,
            options => options.ReadRetries = 0,
            host: services => services.AddSingleton<TimeProvider>(new FakeTimeProvider(s_now)));

        var error = await remote.FailAsync(Remote.Read());

        error.Kind.ShouldBe(ErrorKind.Throttled);
        error.RetryAfter.ShouldBe(seconds is null ? null : TimeSpan.FromSeconds(seconds.Value), header?.ToString(CultureInfo.InvariantCulture));
    }
}
