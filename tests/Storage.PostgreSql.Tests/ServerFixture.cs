using Crossdock.Servers;
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
}
