using Crossdock.Storage.PostgreSql.Engine;
using Npgsql;

namespace Crossdock.Storage.PostgreSql.Schema;

/// <summary>Refuses servers that can't keep the store's promises. Asked on every connection that writes, since settings may differ per session.</summary>
internal static class ServerCheck
{
    private const int OldestVersion = 150000;

    /// <exception cref="StoreException">The text says what to change.</exception>
    public static async Task CheckAsync(NpgsqlConnection connection, Database database, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT current_setting('server_version_num')::integer, current_setting('server_encoding'), pg_is_in_recovery(),
                current_setting('fsync'), current_setting('synchronous_commit'), clock_timestamp()
            """,
            connection);
        var before = TimeProvider.System.GetUtcNow();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var after = TimeProvider.System.GetUtcNow();
        if (reader.GetInt32(0) < OldestVersion)
        {
            throw Refusal($"runs on PostgreSQL {connection.PostgreSqlVersion}; it needs 15 or newer. Upgrade the server.");
        }

        if (reader.GetString(1) is not "UTF8" and var encoding)
        {
            throw Refusal($"is in a database with encoding {encoding}, which can't hold every document. Create one with ENCODING 'UTF8'.");
        }

        if (reader.GetBoolean(2))
        {
            throw Refusal("is on a standby, which takes no input. Connect to the primary, e.g. with 'Target Session Attributes=primary'.");
        }

        foreach (var (setting, value) in new[] { ("fsync", reader.GetString(3)), ("synchronous_commit", reader.GetString(4)) })
        {
            if (value == "off" && !database.Options.AllowUnsafeDurability)
            {
                throw Refusal(
                    $"is on a server with {setting} = off: after a power cut acknowledged input would be gone, and effects be sent twice. Turn {setting} on for this server, database and user.");
            }
        }

        CheckClock(reader.GetFieldValue<DateTimeOffset>(5), before, after, database);

        StoreException Refusal(string what) => new(StoreErrorKind.Unavailable, $"The store '{database.Name}' {what}");
    }

    private static void CheckClock(DateTimeOffset theirs, DateTimeOffset before, DateTimeOffset after, Database database)
    {
        var skew = theirs > after ? theirs - after : theirs < before ? before - theirs : TimeSpan.Zero;
        if (skew > database.Options.MaxClockSkew)
        {
            throw new StoreException(
                StoreErrorKind.Unavailable,
                FormattableString.Invariant($"The clock of this host is {skew.TotalSeconds:0.#} seconds {(theirs > after ? "behind" : "ahead of")} that of the store '{database.Name}'; leases of other hosts would end too early or too late. Synchronise the clocks (NTP), or raise {PostgreSqlStoreOptions.Section}:{nameof(PostgreSqlStoreOptions.MaxClockSkew)} and the leases by as much."));
        }
    }
}
