namespace Crossdock.Servers;

/// <summary>The database under Tryton.</summary>
public enum TrytonBackend
{
    /// <summary>One file; one writer at a time, so parallel clients wait instead of failing.</summary>
    Sqlite,

    /// <summary>A throwaway PostgreSQL; parallel clients meet locks and serialization failures here.</summary>
    PostgreSql,
}
