using System.Globalization;
using Crossdock.Canonical;
using Crossdock.Faults.Processes;
using Crossdock.Storage;
using Crossdock.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace Crossdock.Faults.Soak;

/// <summary>
/// Many events through the real runtime and a SQLite store in one process, while remotes in memory fail; then the books are compared to the minor unit.
/// As a verb: <c>soak [EVENTS] [SEED]</c>.
/// </summary>
internal sealed class SoakRun(SoakPlan plan, TextWriter output)
{
    public const string Verb = "soak";

    // Pages of the store that are kept in memory, for the writer and again for all readers. A larger store fills it; what grows beyond it is a leak.
    private const int CacheKibibytes = 16 * 1024;

    private static readonly double[] s_marks = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Nothing done for this long is a stall.</summary>
    private static readonly TimeSpan s_stall = TimeSpan.FromMinutes(2);

    private readonly SoakRemotes _remotes = new(plan);
    private readonly long _started = TimeProvider.System.GetTimestamp();

    /// <summary>Working set in MiB at each mark.</summary>
    public List<double> Memory { get; } = [];

    public static async Task<int> RunAsync(string[] args)
    {
        var events = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        var folder = Directory.CreateTempSubdirectory("crossdock-soak-");
        try
        {
            return (await new SoakRun(new SoakPlan(events, seed, 0.2, Path.Combine(folder.FullName, "store.db")), Console.Out).RunAsync()).Count == 0 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Runs; returns what does not balance.</summary>
    public async Task<IReadOnlyList<string>> RunAsync()
    {
        await output.WriteLineAsync(FormattableString.Invariant($"{plan.Events} events, seed {plan.Seed}, {plan.Faults:P0} faults"));
        await using var store = new SqliteCrossdockStore(new SqliteStoreOptions { Path = plan.Path, CacheKibibytes = CacheKibibytes });
        await using var services = Build(store);
        await LifeHost.StartAsync(services);
        var problems = new List<string>();
        try
        {
            problems.AddRange(await WatchAsync(store));
        }
        finally
        {
            await LifeHost.StopAsync(services);
        }

        problems.AddRange(_remotes.Audit());
        var totals = await store.ReadTotalsAsync(CancellationToken.None);
        await output.WriteLineAsync(FormattableString.Invariant(
            $"effects confirmed {totals.EffectsConfirmed}, in doubt {totals.InDoubt}, resolved {totals.InDoubtResolved}, retries {totals.Retries}, repeated events {totals.Duplicates}, failed calls {_remotes.FaultShare:P1}"));
        await output.WriteLineAsync(_remotes.Balance());
        foreach (var problem in problems.DefaultIfEmpty("balanced: nothing lost, nothing twice, exact to the minor unit"))
        {
            await output.WriteLineAsync(problem);
        }

        return problems;
    }

    private ServiceProvider Build(ICrossdockStore store)
    {
        var services = new ServiceCollection();
        services.AddSingleton(store);
        services.AddLogging();
        services.AddCrossdock(crossdock =>
        {
            foreach (var name in (string[])["shop", "warehouse", "erp"])
            {
                crossdock.AddConnection(name, SoakConnector.Manifest, _ => new SoakConnector(_remotes));
            }

            crossdock.Configure(Tune);
            crossdock.AddFlow("soak", flow =>
            {
                flow.On<Order>("shop").Submit("erp");
                flow.On<Shipment>("warehouse").Report("erp").PostInvoice("erp").After(Fact.ShipmentReported("erp"));
            });
        });
        return services.BuildServiceProvider();
    }

    private static void Tune(CrossdockOptions options)
    {
        options.PollInterval = TimeSpan.FromMilliseconds(50);
        options.IdleInterval = TimeSpan.FromMilliseconds(200);
        options.InDoubtGrace = TimeSpan.FromMilliseconds(20);
        options.PageSize = 500;
        options.ClaimBatch = 256;
        options.Retry.MaxAttempts = 100;
        options.Retry.BaseDelay = TimeSpan.FromMilliseconds(10);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxRetryAfter = TimeSpan.FromMilliseconds(10);
    }

    private async Task<IReadOnlyList<string>> WatchAsync(ICrossdockStore store)
    {
        var (mark, lastDone, lastMoved) = (0, 0, TimeProvider.System.GetTimestamp());
        while (mark < s_marks.Length)
        {
            var done = _remotes.Done;
            while (mark < s_marks.Length && done >= plan.Orders * s_marks[mark])
            {
                await SayAsync(s_marks[mark++], 2L * done);
            }

            if (done > lastDone)
            {
                (lastDone, lastMoved) = (done, TimeProvider.System.GetTimestamp());
            }
            else if (TimeProvider.System.GetElapsedTime(lastMoved) > s_stall)
            {
                return [$"stalled at {done} of {plan.Orders} orders: {await StoreEnd.DescribeAsync(store)}"];
            }

            await Task.Delay(s_interval, TimeProvider.System, CancellationToken.None);
        }

        var end = await StoreEnd.QuietAsync(store, TimeSpan.FromMinutes(1));
        return end is null ? [] : [end];
    }

    private Task SayAsync(double share, long events)
    {
        // In this order: the collection that shows what is alive changes the working set.
        Memory.Add(Mebibytes(Environment.WorkingSet));
        var (live, pages) = (Mebibytes(GC.GetTotalMemory(forceFullCollection: true)), Mebibytes(raw.sqlite3_memory_used()));
        var seconds = TimeProvider.System.GetElapsedTime(_started).TotalSeconds;
        return output.WriteLineAsync(FormattableString.Invariant(
            $"{share:P0}: RSS {Memory[^1]:F0} MiB, of it live objects {live:F0}, SQLite {pages:F0}; store {Mebibytes(new FileInfo(plan.Path).Length):F0} MiB; {events / seconds:F0} events/s, {seconds:F0} s"));
    }

    private static double Mebibytes(long bytes) => bytes / 1024.0 / 1024.0;
}
