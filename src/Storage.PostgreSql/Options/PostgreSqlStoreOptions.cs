using Npgsql;

namespace Crossdock.Storage.PostgreSql;

/// <summary>Settings of the PostgreSQL store. Set exactly one of <see cref="ConnectionString"/> and <see cref="DataSource"/>.</summary>
public sealed class PostgreSqlStoreOptions
{
    /// <summary>The configuration section these settings are bound from, for error messages.</summary>
    public const string Section = "Crossdock:Storage:PostgreSql";

    /// <summary>
    /// How to reach the database, as Npgsql writes it: <c>Host=…;Database=…;Username=…;Password=…</c>. It never appears in an error.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>A data source of the host's, e.g. with rotating passwords. The host disposes it, after the store.</summary>
    public NpgsqlDataSource? DataSource { get; set; }

    /// <summary>The schema that holds the store, its own: lower-case letters, digits and underscores. Created when missing.</summary>
    public string Schema { get; set; } = "crossdock";

    /// <summary>At most this many calls share one transaction; 1 to 10,000. 1 commits every call on its own.</summary>
    public int MaxGroupOperations { get; set; } = 512;

    /// <summary>A transaction takes no further calls once their documents reach this size; bytes, at least 4,096.</summary>
    public int MaxGroupBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Calls that may wait for the writer before further callers are held back; 1 to 1,000,000.</summary>
    public int QueueCapacity { get; set; } = 4096;

    /// <summary>Connections this store opens at most, one of them for writing; 2 to 1,000. A given <see cref="DataSource"/> must allow as many.</summary>
    public int MaxPoolSize { get; set; } = 8;

    /// <summary>How long one exchange with the server may take, waiting for other writers included; 2 seconds to 10 minutes.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a call is tried again when the connection breaks or the server restarts, before its caller is told; up to 10 minutes.
    /// </summary>
    public TimeSpan RetryTime { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How far this host's clock may be from the database's when the store is opened; 1 second to 1 hour. Leases are compared with the clocks
    /// of the hosts, so they must be longer than any remote time-out by this much.
    /// </summary>
    public TimeSpan MaxClockSkew { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Accepts a server that acknowledges before it is safe (<c>fsync</c> or <c>synchronous_commit</c> off). For tests only: after a power cut
    /// acknowledged input may be gone, and sent effects may be forgotten.
    /// </summary>
    public bool AllowUnsafeDurability { get; set; }
}
