using System.Data;
using Crossdock.Storage.PostgreSql.Engine;
using Npgsql;

namespace Crossdock.Storage.PostgreSql.Schema;

/// <summary>Recognises a store's schema and brings it up to date: tables version by version, functions and views as this build has them.</summary>
internal static class StoreSchema
{
    private const string Product = "crossdock";

    /// <summary>The first version that keeps exceptions; filled once the functions are there.</summary>
    private const int ExceptionsSince = 4;

    /// <summary>Scripts in order; the one at index n makes version n + 1.</summary>
    private static readonly string[] s_versions = ["0001", "0002", "0003", "0004", "0005", "0006", "0007"];

    /// <summary>Functions and views, in an order in which each finds what it needs. A change of one is a new version too.</summary>
    public static IReadOnlyList<string> FunctionScripts { get; } =
        ["groups", "texts", "audit", "failures", "lanes", "facts", "effects", "planning", "intake", "versions", "purge", "views", "claims", "commits", "interventions", "replays", "edits"];

    public static int CurrentVersion => s_versions.Length;

    /// <summary>
    /// Applies what is missing, all of it or nothing, under the writers' lock: processes that start at once do it one after the other, and a killed
    /// migration leaves nothing.
    /// </summary>
    /// <exception cref="StoreException">The schema is not ours, or newer.</exception>
    public static async Task MigrateAsync(NpgsqlConnection connection, Database database, FaultPoints faults, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        var session = new SchemaSession(connection, database, cancellationToken);
        await session.LockAsync().ConfigureAwait(false);
        var version = await ReadVersionAsync(session, database).ConfigureAwait(false);
        if (version > CurrentVersion)
        {
            throw StoreErrors.Newer(database.Name, FormattableString.Invariant($"schema version {version}"), CurrentVersion);
        }

        if (version < CurrentVersion)
        {
            await ApplyAsync(session, version, faults, connection).ConfigureAwait(false);
        }

        // Writers that ended long ago; nobody asks about their last transaction any more.
        await session.ExecuteAsync($"DELETE FROM {database.Schema}.writer WHERE at < now() - interval '30 days'").ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task ApplyAsync(SchemaSession session, int version, FaultPoints faults, NpgsqlConnection connection)
    {
        await session.ExecuteAsync($"SET LOCAL search_path = {session.Schema}, pg_temp").ConfigureAwait(false);
        if (version == 0)
        {
            await session.ExecuteAsync("CREATE TABLE schema_version (product text NOT NULL, version integer NOT NULL)").ConfigureAwait(false);
            await session.ExecuteAsync($"INSERT INTO schema_version VALUES ('{Product}', 0)").ConfigureAwait(false);
        }

        await session.DropFunctionsAsync().ConfigureAwait(false);
        foreach (var script in s_versions[version..].Select(name => $"Versions/{name}").Concat(FunctionScripts.Select(name => $"Functions/{name}")))
        {
            await session.ExecuteAsync(SqlScripts.Read(script)).ConfigureAwait(false);
            if (faults.Migrating is { } migrating)
            {
                await migrating(connection, script).ConfigureAwait(false);
            }
        }

        if (version is > 0 and < ExceptionsSince)
        {
            await session.ExecuteAsync(SqlScripts.Read("Versions/0004-filling")).ConfigureAwait(false);
        }

        await session.ExecuteAsync(FormattableString.Invariant($"UPDATE schema_version SET version = {CurrentVersion}")).ConfigureAwait(false);
    }

    /// <summary>The version that is there; 0 for a schema that is missing (and then created) or empty.</summary>
    private static async Task<int> ReadVersionAsync(SchemaSession session, Database database)
    {
        if (!await session.AskAsync("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1)").ConfigureAwait(false))
        {
            await session.ExecuteAsync($"CREATE SCHEMA {session.Schema}").ConfigureAwait(false);
            return 0;
        }

        const string Contents =
            """
            SELECT EXISTS (SELECT FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = $1)
                OR EXISTS (SELECT FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace WHERE n.nspname = $1)
            """;
        if (!await session.AskAsync(Contents).ConfigureAwait(false))
        {
            return 0;
        }

        const string Marker =
            """
            SELECT count(*) = 2 FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname = $1 AND c.relname = 'schema_version' AND a.attname IN ('product', 'version') AND NOT a.attisdropped
            """;
        return await session.AskAsync(Marker).ConfigureAwait(false)
            && await session.VersionAsync(Product).ConfigureAwait(false) is { } version
                ? version
                : throw new StoreException(
                    StoreErrorKind.ForeignSchema,
                    $"The schema of '{database.Name}' holds tables or functions of another application, not a Crossdock store. Name a schema of its own in {PostgreSqlStoreOptions.Section}:{nameof(PostgreSqlStoreOptions.Schema)}.");
    }
}
