using Crossdock.Faults.Processes;
using Crossdock.Storage;
using Crossdock.Storage.Sqlite;
using Crossdock.Storage.Sqlite.Engine;
using Crossdock.TestKit.Fakes;
using Crossdock.TestKit.Faults;

namespace Crossdock.Faults.Rows;

/// <summary>Order to cash in this process, with a proxy between the host and its remotes, while something goes wrong.</summary>
internal sealed class WireRun : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(90);
    private readonly int _seed;
    private readonly string _folder;

    private WireRun(int seed, string folder, RemoteBooks books, FaultProxy proxy) => (_seed, _folder, Books, Proxy) = (seed, folder, books, proxy);

    public RemoteBooks Books { get; }

    public FaultProxy Proxy { get; }

    public string StorePath => Path.Combine(_folder, "store.db");

    public static async Task<WireRun> StartAsync(
        int seed, string folder, FaultProxyOptions? options = null, Func<FakeSystemsOptions, FakeSystemsOptions>? adjust = null)
    {
        var books = await RemoteBooks.StartAsync(folder, seed, faults: 0, adjust);
        return new WireRun(seed, folder, books, FaultProxy.Start(books.Address, options));
    }

    public ICrossdockStore NewStore(FaultPoints? faults = null) => new SqliteCrossdockStore(new SqliteStoreOptions { Path = StorePath }, faults ?? new FaultPoints());

    /// <summary>Runs one host over the store until the orders are through, or until it is told to stop earlier.</summary>
    /// <param name="orders">Orders to place once it runs.</param>
    /// <param name="store">The store; null opens the file as it is.</param>
    /// <param name="configure">Changes options.</param>
    /// <param name="during">What happens meanwhile; null waits for the end.</param>
    /// <param name="alongside">What happens once the orders are placed; gets the host and their numbers. The end is waited for behind it.</param>
    /// <returns>What is wrong with the store's own end, if anything.</returns>
    public async Task<string?> LiveAsync(
        int orders,
        ICrossdockStore? store = null,
        Action<CrossdockOptions>? configure = null,
        Func<ICrossdockStore, Task>? during = null,
        Func<IServiceProvider, IReadOnlyList<string>, Task>? alongside = null)
    {
        await using var own = store ?? NewStore();
        await using var services = LifeHost.Build(own, Proxy.Through(Books.Address), configure);
        await LifeHost.StartAsync(services);
        try
        {
            var numbers = Books.Place(orders);
            if (alongside is not null)
            {
                await alongside(services, numbers);
            }

            if (during is not null)
            {
                await during(own);
                return null;
            }

            return await EndAsync(own);
        }
        finally
        {
            await LifeHost.StopAsync(services);
        }
    }

    /// <summary>Waits for the orders to be through, with a person who replays what failed; null when all is well.</summary>
    public async Task<string?> EndAsync(ICrossdockStore store)
    {
        for (var look = 0; look < 4 && !Books.IsComplete(); look++)
        {
            await StoreEnd.FinishAsync(store);
            await Books.CompletesWithinAsync(s_limit / 4);
        }

        var end = await StoreEnd.FinishAsync(store);
        return end.StartsWith("finished", StringComparison.Ordinal) && !end.Contains("broken", StringComparison.Ordinal) ? null : $"seed {_seed}: {end}";
    }

    /// <summary>What the books say in the end.</summary>
    public async Task<SeedResult> JudgeAsync(params string?[] problems)
    {
        var verdict = Books.Check($"seed {_seed}");
        return new SeedResult(verdict, await Books.FindRegressionsAsync(), [.. problems.OfType<string>()]);
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await Books.DisposeAsync();
    }
}
