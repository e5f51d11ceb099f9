namespace Crossdock.Storage.Sqlite;

/// <summary>Settings of the SQLite store.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>The configuration section these settings are bound from, for error messages.</summary>
    public const string Section = "Crossdock:Storage:Sqlite";

    /// <summary>
    /// The store's file. Its folder is created when missing; <c>-wal</c>, <c>-shm</c> and <c>.lock</c> files lie beside it. On a local disk: network
    /// shares do not lock reliably.
    /// </summary>
    public string Path { get; set; } = "crossdock.db";

    /// <summary>What an acknowledged write survives.</summary>
    public SqliteSynchronousMode Synchronous { get; set; } = SqliteSynchronousMode.Full;

    /// <summary>At most this many calls share one transaction; 1 to 10,000. 1 commits every call on its own.</summary>
    public int MaxGroupOperations { get; set; } = 512;

    /// <summary>A transaction takes no further calls once their documents reach this size; bytes, at least 4,096.</summary>
    public int MaxGroupBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Calls that may wait for the writer before further callers are held back; 1 to 1,000,000.</summary>
    public int QueueCapacity { get; set; } = 4096;

    /// <summary>Memory for pages of each of the store's connections; KiB, 1,024 to 16,777,216.</summary>
    public int CacheKibibytes { get; set; } = 64 * 1024;

    /// <summary>The log is moved into the main file each time it reaches this many pages of 4 KiB; 100 to 1,000,000.</summary>
    public int CheckpointPages { get; set; } = 4096;

    /// <summary>Checks the whole file at start; about a second per GiB. Turn it off only where something else checks the file.</summary>
    public bool CheckIntegrityAtOpen { get; set; } = true;
}
