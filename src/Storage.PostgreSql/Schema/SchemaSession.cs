using Crossdock.Storage.PostgreSql.Engine;
using Npgsql;

namespace Crossdock.Storage.PostgreSql.Schema;

/// <summary>Runs the statements of a migration.</summary>
internal sealed class SchemaSession(NpgsqlConnection connection, Database database, CancellationToken cancellationToken)
{
    public string Schema => database.Schema;

    public async Task LockAsync()
    {
        await using var command = NewCommand("SELECT pg_advisory_xact_lock($1)");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = database.LockKey });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task ExecuteAsync(string script)
    {
        await using var command = NewCommand(script);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A question about the schema, whose name is $1.</summary>
    public async Task<bool> AskAsync(string sql)
    {
        await using var command = NewCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = database.Options.Schema });
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }

    /// <summary>The version of our tables; null when the table is another product's.</summary>
    public async Task<int?> VersionAsync(string product)
    {
        await using var command = NewCommand($"SELECT version::integer FROM {Schema}.schema_version WHERE product::text = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = product });
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as int?;
    }

    /// <summary>Drops the functions and views of an older version.</summary>
    public async Task DropFunctionsAsync()
    {
        await using var command = NewCommand(
            """
            SELECT format('DROP ROUTINE %s', p.oid::regprocedure) FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace WHERE n.nspname = $1
            UNION ALL
            SELECT format('DROP VIEW %s', c.oid::regclass) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname = $1 AND c.relkind = 'v'
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = database.Options.Schema });
        var drops = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                drops.Add(reader.GetString(0));
            }
        }

        foreach (var drop in drops)
        {
            await ExecuteAsync(drop).ConfigureAwait(false);
        }
    }

    private NpgsqlCommand NewCommand(string sql) =>
        new(sql, connection) { CommandTimeout = (int)Math.Ceiling(database.Options.CommandTimeout.TotalSeconds) };
}
