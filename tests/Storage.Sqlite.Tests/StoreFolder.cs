using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tests;

/// <summary>A folder of its own for the store of one test.</summary>
internal sealed class StoreFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crossdock-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "store.db");

    public string WalPath => Path + "-wal";

    public string LockPath => Path + ".lock";

    /// <summary>Opens a store. A sync of the disk adds nothing to most tests, and so is left out.</summary>
    public async Task<ICrossdockStore> OpenAsync() => await OpenAsync(SqliteSynchronousMode.Normal);

    public async Task<SqliteCrossdockStore> OpenAsync(SqliteSynchronousMode mode, FaultPoints? faults = null)
    {
        var store = new SqliteCrossdockStore(new SqliteStoreOptions { Path = Path, Synchronous = mode }, faults ?? new FaultPoints());
        try
        {
            await store.OpenAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }

        return store;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
