using System.Globalization;
using Crossdock.Servers;
using Npgsql;

namespace Crossdock.Faults.Processes;

/// <summary>The kinds of stores that processes are run on, and new ones of each. The server is started when first asked for and stopped with the tests.</summary>
internal static class StoreKinds
{
    public const string Sqlite = "SQLite";
    public const string PostgreSql = "PostgreSQL";

    private static readonly SemaphoreSlim s_starting = new(1);
    private static PostgreSqlServer? s_server;
    private static int s_schemas;

    /// <summary>Both; a test on a store whose server cannot be started is skipped and says why.</summary>
    public static IReadOnlyList<string> All { get; } = [Sqlite, PostgreSql];

    /// <summary>Why a kind cannot be used on this machine; null when it can.</summary>
    public static string? WhyNot(string kind) => kind == PostgreSql ? PostgreSqlServer.WhyNot : null;

    /// <summary>A new store of a kind.</summary>
    /// <param name="kind">One of <see cref="All"/>.</param>
    /// <param name="folder">Where its files may be.</param>
    /// <returns>The store as <see cref="StoreSwitch"/> takes it.</returns>
    public static async Task<string> MakeAsync(string kind, string folder)
    {
        if (kind == Sqlite)
        {
            return "sqlite:" + Path.Combine(folder, "store.db");
        }

        var server = await ServerAsync();
        return string.Create(CultureInfo.InvariantCulture, $"postgres:life_{Interlocked.Increment(ref s_schemas)}:{server.ConnectionString};Timeout=30;Maximum Pool Size=6"); // the machine may be busy; a short life does not earn back many connections
    }

    /// <summary>Removes what the server keeps of a store, so that long runs stay small. Files go with their folder.</summary>
    public static async Task DropAsync(string store)
    {
        if (store.Split(':', 3) is ["postgres", var schema, var connection])
        {
            await using var source = NpgsqlDataSource.Create(connection);
            await using var command = source.CreateCommand($"DROP SCHEMA IF EXISTS \"{schema}\" CASCADE");
            await command.ExecuteNonQueryAsync();
        }
    }

    public static async Task StopAsync()
    {
        if (s_server is not null)
        {
            await s_server.DisposeAsync();
        }
    }

    // Processes are killed, not the server: its durability is not what these tests are about.
    private static async Task<PostgreSqlServer> ServerAsync()
    {
        await s_starting.WaitAsync();
        try
        {
            return s_server ??= await PostgreSqlServer.StartAsync(isDurable: false, "max_connections=300");
        }
        finally
        {
            s_starting.Release();
        }
    }
}
