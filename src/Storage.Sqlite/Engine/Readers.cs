using System.Collections.Concurrent;

namespace Crossdock.Storage.Sqlite.Engine;

/// <summary>A few connections for reading. Readers see committed state only, and hold up nobody.</summary>
internal sealed class Readers : IDisposable
{
    private const int MaxConnections = 4;

    private readonly SemaphoreSlim _free = new(MaxConnections);
    private readonly ConcurrentStack<Database> _idle = new();
    private readonly SqliteStoreOptions _options;

    public Readers(SqliteStoreOptions options) => _options = options;

    /// <summary>Reads on the caller's thread: for seeks.</summary>
    public async Task<TResult> ReadAsync<TArgument, TResult>(
        TArgument argument,
        Func<Database, TArgument, TResult> read,
        CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        Database? database = null;
        try
        {
            database = _idle.TryPop(out var idle) ? idle : Open();
            return read(database, argument);
        }
        catch (Exception exception) when (StoreErrors.Map(exception, _options.Path) is StoreException mapped && mapped != exception)
        {
            throw mapped;
        }
        finally
        {
            if (database is not null)
            {
                _idle.Push(database);
            }

            _free.Release();
        }
    }

    /// <summary>Reads on a pool thread: for scans.</summary>
    public Task<TResult> ScanAsync<TArgument, TResult>(
        TArgument argument,
        Func<Database, TArgument, TResult> read,
        CancellationToken cancellationToken) =>
        Task.Run(() => ReadAsync(argument, read, cancellationToken), cancellationToken);

    public void Dispose()
    {
        for (var i = 0; i < MaxConnections; i++)
        {
            _free.Wait(); // for those that still read
        }

        while (_idle.TryPop(out var database))
        {
            database.Dispose();
        }

        _free.Dispose();
    }

    private Database Open()
    {
        var database = new Database(_options.Path, canCreate: false);
        database.Execute(FormattableString.Invariant($"PRAGMA busy_timeout = 5000; PRAGMA cache_size = -{_options.CacheKibibytes / MaxConnections}; PRAGMA query_only = 1"));
        return database;
    }
}
