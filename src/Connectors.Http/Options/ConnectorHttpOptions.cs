namespace Crossdock.Connectors.Http;

/// <summary>
/// How a connection calls its remote. Connectors hold it as property <c>Http</c> of their own options, so that every connection
/// is configured alike under <c>Crossdock:Connections:&lt;name&gt;:Http</c>.
/// </summary>
public sealed class ConnectorHttpOptions
{
    /// <summary>Absolute http or https address that all paths are below.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>Longest time for one attempt, answer included; 1 s to 10 min. Default 30 s. A lease on an effect has to be longer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time to get a connection, 100 ms to 10 min; <see cref="Timeout"/> counts when it is shorter. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Most calls under way at once, 1 to 1000. Default 8.</summary>
    public int MaxConcurrency { get; set; } = 8;

    /// <summary>Largest answer in bytes after decompression, 1 KiB to 1 GiB. Default 32 MiB.</summary>
    public int MaxResponseBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>How often a safe call is tried again, 0 to 10. Default 2. Unsafe calls are never tried again here.</summary>
    public int ReadRetries { get; set; } = 2;

    /// <summary>Wait before the first retry of a safe call; doubles, with jitter. Default 500 ms.</summary>
    public TimeSpan ReadRetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait between tries of a safe call. When the remote asks for more, the call fails and the caller waits. Default 5 s.</summary>
    public TimeSpan MaxReadRetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait a remote may ask for; a larger Retry-After counts as this. Default 1 h.</summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Hosts (names or addresses as in <see cref="BaseAddress"/>) that may have a private or loopback address and may be called
    /// without TLS. Empty by default: an address inside your network is reached only when you say so.
    /// </summary>
    public IList<string> PrivateHosts { get; } = [];

    internal bool IsPrivateHost(string host) => PrivateHosts.Contains(host.Trim('[', ']'), StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks the options.</summary>
    /// <param name="connection">The connection they belong to.</param>
    /// <returns>One text per problem, naming the configuration path; empty when all is well.</returns>
    public IReadOnlyList<string> Validate(ConnectionContext connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return ConnectorHttpOptionsCheck.Run(this, connection);
    }
}
