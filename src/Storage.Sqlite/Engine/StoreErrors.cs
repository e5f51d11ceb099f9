using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crossdock.Storage.Sqlite.Engine;

/// <summary>Turns SQLite's errors into the documented kinds, with what to do.</summary>
internal static class StoreErrors
{
    /// <summary>The store's exception for an error of the database; other exceptions stay as they are.</summary>
    public static Exception Map(Exception exception, string path) => exception is SqliteException error ? From(error, path) : exception;

    public static StoreException Corrupt(string path, string found, Exception? innerException = null) => new(
        StoreErrorKind.Corrupt,
        $"The store '{path}' is damaged: {found}. Stop the host, keep the file for analysis and restore the newest backup, then start again.",
        innerException);

    private static StoreException From(SqliteException error, string path)
    {
        var reason = $"{error.Message.TrimEnd('.', ' ')} (extended code {error.SqliteExtendedErrorCode})";
        return error.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_INTERRUPT or raw.SQLITE_SCHEMA => new StoreException(
                StoreErrorKind.Transient, $"The store '{path}' was locked: {reason}. Try again.", error),
            raw.SQLITE_NOTADB => Corrupt(path, $"it is not a SQLite file, or its header is overwritten: {reason}", error),
            raw.SQLITE_CORRUPT or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH => Corrupt(path, reason, error),
            raw.SQLITE_FULL => Unavailable("has no space left; free some on its disk", reason),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH or raw.SQLITE_CANTOPEN => Unavailable(
                "can't be opened for writing; give the host's user read and write permission on the file and its folder", reason),
            _ => Unavailable("failed; check its disk", reason),
        };

        StoreException Unavailable(string what, string why) =>
            new(StoreErrorKind.Unavailable, $"The store '{path}' {what}: {why}.", error);
    }
}
