using Crossdock.Servers;
using Npgsql;
using Crossdock.Storage.PostgreSql.Tests;

[assembly: AssemblyFixture(typeof(ServerFixture))]

namespace Crossdock.Storage.PostgreSql.Tests;

/// <summary>The one server of all tests; each test has a schema of its own.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private static int s_schemas;
    private PostgreSqlServer? _server;

    public PostgreSqlServer Server => _server!;

    public async ValueTask InitializeAsync()
    {
        if (PostgreSqlServer.WhyNot is null)
        {
            _server = await PostgreSqlServer.StartAsync(isDurable: false, "max_connections=300");
        }
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Skips the test, saying why, where no server can be started.</summary>
    public static void Require()
    {
        if (PostgreSqlServer.WhyNot is { } reason)
        {
            Assert.Skip(reason);
        }
    }

    /// <summary>Settings of a store in a new schema.</summary>
    public PostgreSqlStoreOptions NewStore() => new()
    {
        ConnectionString = Server.ConnectionString,
        Schema = $"store_{Interlocked.Increment(ref s_schemas)}",
        AllowUnsafeDurability = true,
        MaxPoolSize = 4,
    };

    /// <summary>Runs a script beside the store, as somebody with psql would.</summary>
    public static async Task<object?> ScriptAsync(PostgreSqlStoreOptions options, string sql)
    {
        await using var source = NpgsqlDataSource.Create(options.ConnectionString + ";Pooling=false");
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"SET search_path = {options.Schema}; {sql}", connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Ends the session of a connection, as an administrator would.</summary>
    public static Task TerminateAsync(PostgreSqlStoreOptions options, NpgsqlConnection connection) =>
        ScriptAsync(options, $"SELECT pg_terminate_backend({connection.ProcessID}, 5000)");
}
