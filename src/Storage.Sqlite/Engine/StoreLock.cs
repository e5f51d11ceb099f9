using System.Buffers.Binary;

namespace Crossdock.Storage.Sqlite.Engine;

/// <summary>
/// The file beside the store, <c>&lt;path&gt;.lock</c>. The operating system keeps it locked while the host lives, so only one process uses
/// the store, and the lock goes with the process however it dies.
/// </summary>
/// <remarks>
/// It also holds the number of the last acknowledged transaction. SQLite quietly drops a log (<c>-wal</c>) that was cut or
/// overwritten; a store that knows fewer transactions than were acknowledged has lost some, and must not start.
/// </remarks>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <exception cref="StoreException">Another process holds it, or it can't be created.</exception>
    public static StoreLock Acquire(string storePath)
    {
        var path = PathOf(storePath);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(storePath))!);
            return new StoreLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreException(
                StoreErrorKind.Unavailable,
                $"'{path}' can't be created; give the host's user read and write permission on its folder: {exception.Message}",
                exception);
        }
        catch (IOException exception)
        {
            throw File.Exists(path)
                ? new StoreException(
                    StoreErrorKind.InUse,
                    $"The store '{storePath}' is in use by another process, which holds '{path}'. Stop that process, or give this host another path: a SQLite store serves one process.",
                    exception)
                : new StoreException(StoreErrorKind.Unavailable, $"'{path}' can't be created: {exception.Message}", exception);
        }
    }

    public static string PathOf(string storePath) => storePath + ".lock";

    /// <summary>Number of the last acknowledged transaction; 0 when none is known.</summary>
    public long ReadMark()
    {
        Span<byte> mark = stackalloc byte[sizeof(long)];
        return RandomAccess.Read(_file.SafeFileHandle, mark, 0) == mark.Length ? BinaryPrimitives.ReadInt64LittleEndian(mark) : 0;
    }

    /// <summary>Notes a transaction. Not synced to the disk: it must outlive the process, not the machine.</summary>
    public void WriteMark(long transaction)
    {
        Span<byte> mark = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(mark, transaction);
        RandomAccess.Write(_file.SafeFileHandle, mark, 0);
    }

    public void Dispose() => _file.Dispose();
}
