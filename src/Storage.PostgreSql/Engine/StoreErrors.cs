using System.Net.Sockets;
using Npgsql;

namespace Crossdock.Storage.PostgreSql.Engine;

/// <summary>Turns PostgreSQL's errors into the documented kinds, with what to do.</summary>
internal static class StoreErrors
{
    /// <summary>Raised by <c>begin_group</c>: the schema has another version than this build.</summary>
    public const string VersionChanged = "CD001";

    /// <summary>The store's exception for an error of the database; other exceptions stay as they are.</summary>
    public static Exception Map(Exception exception, string name) => exception switch
    {
        PostgresException error => From(error, name),
        NpgsqlException { InnerException: TimeoutException } error => new StoreException(
            StoreErrorKind.Transient,
            $"The store '{name}' did not answer in time, or no connection of its pool was free. Try again; if it goes on, look for long locks and at the server's load.",
            error),
        NpgsqlException or SocketException or IOException or TimeoutException => new StoreException(
            StoreErrorKind.Transient,
            $"The store '{name}' can't be reached: {exception.Message.TrimEnd('.', ' ')}. Try again; if it goes on, check that the server runs and the network lets this host in.",
            exception),
        _ => exception,
    };

    public static StoreException Newer(string name, string version, int known, Exception? innerException = null) => new(
        StoreErrorKind.NewerSchema,
        FormattableString.Invariant($"The store '{name}' has {version}; this build knows up to {known}. Upgrade the Crossdock packages of this host to those that migrated the store, or restore a backup of before the upgrade."),
        innerException);

    public static StoreException Unknown(string name, Exception innerException) => new(
        StoreErrorKind.Unknown,
        $"The connection to the store '{name}' was lost at a commit and did not come back in time, so nobody can tell whether the call took effect. Repeat the call: what took effect is recognised.",
        innerException);

    /// <summary>A connection closed between two commands. The driver then speaks of wrong use; it is lost like any other.</summary>
    public static IOException Lost(InvalidOperationException exception) => new("the connection was lost", exception);

    /// <summary>True when nothing took effect and the same may well work on a new connection.</summary>
    public static bool MayWorkAgain(Exception exception) => exception switch
    {
        PostgresException error => IsPassing(error.SqlState),
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException or SocketException or IOException => true,
        _ => false,
    };

    /// <summary>True when it can only be the call's own content, so that other calls of its group need not suffer.</summary>
    public static bool IsOfCall(Exception exception) => exception switch
    {
        PostgresException error => error.Severity == "ERROR" && error.SqlState != VersionChanged
            && error.SqlState[..2] is "22" or "23" or "21" or "P0" or "54" or "2F" or "38" or "39",
        NpgsqlException => false,
        _ => exception is not (SocketException or IOException or ObjectDisposedException),
    };

    private static bool IsPassing(string state) => state switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => true,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => true,
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ReadOnlySqlTransaction => true,
        "25P03" or "57P05" => true, // the server ended a session that paused too long
        _ => state.StartsWith("08", StringComparison.Ordinal),
    };

    private static StoreException From(PostgresException error, string name)
    {
        var reason = $"{error.MessageText.TrimEnd('.', ' ')} (SQLSTATE {error.SqlState})";
        return error.SqlState switch
        {
            VersionChanged => Newer(name, error.MessageText, Schema.StoreSchema.CurrentVersion, error),
            _ when IsPassing(error.SqlState) => Of(StoreErrorKind.Transient, "could not do it just now", "Try again"),
            PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable => Of(
                StoreErrorKind.Transient, "was too slow or locked", "Try again; if it goes on, look for long locks and at the server's load"),
            "XX001" or "XX002" => Of(StoreErrorKind.Corrupt, "is damaged", "Stop the hosts, keep the files for analysis and restore the newest backup"),
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => Of(
                StoreErrorKind.Unavailable, "refuses this user", "Check user name and password in the connection string, and pg_hba.conf"),
            PostgresErrorCodes.InvalidCatalogName => Of(
                StoreErrorKind.Unavailable, "has no such database", "Create it with ENCODING 'UTF8', or name another one in the connection string"),
            PostgresErrorCodes.InsufficientPrivilege => Of(
                StoreErrorKind.Unavailable,
                "does not let this user do it",
                "Let the user own the schema, or grant CREATE on the database for the first start"),
            _ when error.SqlState.StartsWith("53", StringComparison.Ordinal) => Of(
                StoreErrorKind.Unavailable, "has no room left", "Free disk space, memory or connections of the server"),
            _ when error.SqlState.StartsWith("58", StringComparison.Ordinal) => Of(StoreErrorKind.Unavailable, "failed", "Check the server's disk"),
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.UndefinedColumn
                or PostgresErrorCodes.InvalidSchemaName => Of(
                    StoreErrorKind.Corrupt, "misses parts of its schema", "Somebody changed it by hand: restore a backup"),
            _ => Of(StoreErrorKind.Unavailable, "failed", "Look into the server's log"),
        };

        StoreException Of(StoreErrorKind kind, string what, string next) => new(kind, $"The store '{name}' {what}: {reason}. {next}.", error);
    }
}
