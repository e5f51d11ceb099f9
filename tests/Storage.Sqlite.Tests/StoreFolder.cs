using System.Buffers.Binary;
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

    public Task<SqliteCrossdockStore> OpenAsync(SqliteSynchronousMode mode, FaultPoints? faults = null) =>
        OpenAsync(new SqliteStoreOptions { Path = Path, Synchronous = mode }, faults);

    public static async Task<SqliteCrossdockStore> OpenAsync(SqliteStoreOptions options, FaultPoints? faults = null)
    {
        var store = new SqliteCrossdockStore(options, faults ?? new FaultPoints());
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

    /// <summary>Damages a file.</summary>
    public void Overwrite(string path, long offset, int length)
    {
        using var file = File.OpenWrite(path);
        file.Length.ShouldBeGreaterThan(offset + length);
        file.Position = offset;
        file.Write(Enumerable.Repeat((byte)0xA5, length).ToArray());
    }

    /// <summary>Says how many transactions were acknowledged, as a process does while it lives.</summary>
    public void WriteMark(long transaction)
    {
        var mark = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(mark, transaction);
        File.WriteAllBytes(LockPath, mark);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
