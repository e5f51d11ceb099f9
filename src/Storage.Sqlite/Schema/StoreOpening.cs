using Crossdock.Storage.Sqlite.Engine;
using Crossdock.Storage.Sqlite.Operations;
using Crossdock.Storage.Sqlite.Tables;

namespace Crossdock.Storage.Sqlite.Schema;

/// <summary>Opens the file, or refuses it: in use, foreign, newer, damaged, or with acknowledged input missing.</summary>
internal static class StoreOpening
{
    public static WriteSession Open(SqliteStoreOptions options, StoreLock storeLock)
    {
        var mark = storeLock.ReadMark();
        ThrowIfMissing(options.Path, mark);
        var database = new Database(options.Path, canCreate: true);
        try
        {
            database.Execute("PRAGMA busy_timeout = 5000");
            StoreSchema.Verify(database, options.Path, options.CheckIntegrityAtOpen);
            Configure(database, options);
            StoreSchema.Migrate(database);
            ThrowIfRewound(database, options.Path, mark);

            var session = new WriteSession(database);
            session.Begin();
            session.Claims.ReleaseAll();
            session.Commit();
            return session;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static void Configure(Database database, SqliteStoreOptions options)
    {
        var mode = database.Texts("PRAGMA journal_mode = WAL");
        if (mode is not ["wal"])
        {
            throw new StoreException(
                StoreErrorKind.Unavailable,
                $"The store '{options.Path}' can't keep a write-ahead log (journal mode '{string.Join("", mode)}'). Put it on a local disk.");
        }

        database.Execute(FormattableString.Invariant(
            $"""
            PRAGMA synchronous = {(options.Synchronous == SqliteSynchronousMode.Full ? "FULL" : "NORMAL")};
            PRAGMA foreign_keys = ON;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = -{options.CacheKibibytes};
            PRAGMA wal_autocheckpoint = {options.CheckpointPages};
            PRAGMA journal_size_limit = {(long)options.CheckpointPages * 8192};
            """));
    }

    /// <summary>SQLite would create an empty file, and drop a log it finds beside it.</summary>
    private static void ThrowIfMissing(string path, long mark)
    {
        if (new FileInfo(path) is { Exists: true, Length: > 0 })
        {
            return;
        }

        if (mark > 0 || new FileInfo(path + "-wal") is { Exists: true, Length: > 0 })
        {
            throw StoreErrors.Corrupt(
                path,
                $"the file is missing or empty, although a store was used here before. To begin with an empty store on purpose, delete '{path}-wal' and '{StoreLock.PathOf(path)}'. Effects that were sent are then forgotten");
        }
    }

    private static void ThrowIfRewound(Database database, string path, long mark)
    {
        var transactions = CounterTable.Read(database, Counter.Transactions);
        if (transactions < mark)
        {
            throw StoreErrors.Corrupt(
                path,
                FormattableString.Invariant($"{mark - transactions} acknowledged transactions are missing (it holds {transactions} of {mark}): its log '{path}-wal' was cut or removed, or an older copy was put in its place. If you restored a backup on purpose, delete '{StoreLock.PathOf(path)}', set Crossdock:RestoredBackupOf to the time the backup was taken, so that effects it does not know are asked for before they are sent, and reconcile every connection"));
        }
    }
}
