using Crossdock.Storage.PostgreSql.Engine;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.Storage.PostgreSql.Tests;

/// <summary>Opens stores of one test, and closes them behind it.</summary>
public abstract class StoreTests(ServerFixture server) : IAsyncLifetime
{
    private readonly List<PostgreSqlCrossdockStore> _stores = [];

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected ServerFixture Fixture => server;

    /// <summary>Settings of this test's store.</summary>
    protected PostgreSqlStoreOptions Options { get; private set; } = new();

    public ValueTask InitializeAsync()
    {
        ServerFixture.Require();
        Options = server.NewStore();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await BeforeClosingAsync();
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected virtual ValueTask BeforeClosingAsync() => ValueTask.CompletedTask;

    private protected async Task<PostgreSqlCrossdockStore> OpenAsync(FaultPoints? faults = null)
    {
        var store = new PostgreSqlCrossdockStore(Options, faults ?? new FaultPoints());
        _stores.Add(store);
        await store.OpenAsync(Stop);
        return store;
    }

    protected static async Task<AcceptOutcome> AcceptAsync(ICrossdockStore store, string key) =>
        (await store.AcceptAsync(Batch(Order(key)), Stop)).ShouldHaveSingleItem();

    protected Task<object?> ScriptAsync(string sql) => ServerFixture.ScriptAsync(Options, sql);
}
