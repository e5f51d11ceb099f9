using System.Globalization;
using Npgsql;

namespace Crossdock.Servers;

/// <summary>The database of a real system on PostgreSQL. What a fresh one holds is made once and kept in a file, and each reset begins with it.</summary>
internal sealed class SeededDatabase(PostgreSqlServer server, string name)
{
    /// <summary>As programs take it.</summary>
    public string Url => UrlOf(name);

    /// <summary>The server without a database, as programs take it.</summary>
    public string ServerUrl => UrlOf("");

    /// <summary>Brings back what was kept, or makes it; the database itself is there after a reset.</summary>
    /// <param name="kept">The file it is kept in. Others may be making the same.</param>
    /// <param name="seed">Fills the database, which is empty, and ends the program that did.</param>
    public async Task PrepareAsync(string kept, Func<Task> seed)
    {
        await ExecuteAsync($"CREATE DATABASE {name}").ConfigureAwait(false);
        if (File.Exists(kept))
        {
            await RunAsync("pg_restore", "--no-owner", "-d", Url, kept).ConfigureAwait(false);
        }
        else
        {
            await seed().ConfigureAwait(false);
            var part = $"{kept}.{Path.GetRandomFileName()}";
            await RunAsync("pg_dump", "-Fc", "-f", part, Url).ConfigureAwait(false);
            File.Move(part, kept, overwrite: true);
        }

        await ExecuteAsync($"ALTER DATABASE {name} RENAME TO seeded").ConfigureAwait(false);
    }

    /// <summary>Replaces the database by a fresh one; nobody may use it meanwhile.</summary>
    public async Task ResetAsync()
    {
        await ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)").ConfigureAwait(false);
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE seeded").ConfigureAwait(false);
    }

    /// <summary>A connection of its own to the database, not open yet.</summary>
    public NpgsqlConnection Connect() => new(server.ConnectionString.Replace("Database=postgres", "Database=" + name, StringComparison.Ordinal) + ";Pooling=false");

    private static Task RunAsync(string program, params string[] arguments) =>
        ServerProcess.RunAsync(Path.GetTempPath(), null, [PostgreSqlServer.ProgramPath(program), .. arguments]);

    private string UrlOf(string database) => string.Create(CultureInfo.InvariantCulture, $"postgresql://crossdock:none@127.0.0.1:{server.Port}/{database}");

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync().ConfigureAwait(false);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
