using Crossdock.Storage.PostgreSql.Engine;
using Crossdock.TestKit.Conformance;

namespace Crossdock.Storage.PostgreSql.Tests;

/// <summary>The PostgreSQL store keeps the contract of stores, with several processes too.</summary>
public sealed class PostgreSqlConformanceTests(ServerFixture server) : StoreConformance
{
    private PostgreSqlStoreOptions? _options;

    protected override async Task<ICrossdockStore> OpenAsync()
    {
        ServerFixture.Require();
        _options ??= server.NewStore();
        var store = new PostgreSqlCrossdockStore(_options, new FaultPoints { LeavesTheDead = true }); // see DeadProcessTests
        await store.OpenAsync(Stop);
        return store;
    }

    protected override async Task<ICrossdockStore?> OpenSecondAsync() => await OpenAsync();
}
