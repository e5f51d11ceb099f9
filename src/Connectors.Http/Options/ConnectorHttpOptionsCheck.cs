using System.Globalization;

namespace Crossdock.Connectors.Http;

/// <summary>The rules of <see cref="ConnectorHttpOptions"/>.</summary>
internal static class ConnectorHttpOptionsCheck
{
    public static IReadOnlyList<string> Run(ConnectorHttpOptions options, ConnectionContext connection)
    {
        var problems = new List<string>();
        CheckBaseAddress(options, connection, problems);
        var second = TimeSpan.FromSeconds(1);
        Within(nameof(options.Timeout), options.Timeout, second, TimeSpan.FromMinutes(10));
        Within(nameof(options.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        Within(nameof(options.MaxConcurrency), options.MaxConcurrency, 1, 1000);
        Within(nameof(options.MaxResponseBytes), options.MaxResponseBytes, 1024, 1024 * 1024 * 1024);
        Within(nameof(options.ReadRetries), options.ReadRetries, 0, 10);
        Within(nameof(options.MaxReadRetryDelay), options.MaxReadRetryDelay, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Within(nameof(options.ReadRetryDelay), options.ReadRetryDelay, TimeSpan.Zero, options.MaxReadRetryDelay);
        Within(nameof(options.MaxRetryAfter), options.MaxRetryAfter, second, TimeSpan.FromDays(7));
        return problems;

        void Within<T>(string name, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{Path(connection, name)} is {value}; set it between {least} and {most}."));
            }
        }
    }

    private static void CheckBaseAddress(ConnectorHttpOptions options, ConnectionContext connection, List<string> problems)
    {
        var path = Path(connection, nameof(options.BaseAddress));
        if (options.BaseAddress is not { IsAbsoluteUri: true } address || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            problems.Add($"{path} is missing or no absolute http(s) address; set it, e.g. https://shop.example.com/admin-api.");
        }
        else if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            problems.Add($"{path} holds a user, a query or a fragment; leave them out. Credentials are secret references.");
        }
        else if (address.Scheme == Uri.UriSchemeHttp && !options.IsPrivateHost(address.Host))
        {
            problems.Add($"{path} has no TLS; use https, or add '{address.Host}' to {Path(connection, nameof(options.PrivateHosts))} if it is inside your network.");
        }
    }

    private static string Path(ConnectionContext connection, string option) => connection.OptionPath("Http:" + option);
}
