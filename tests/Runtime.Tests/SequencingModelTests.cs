using System.Globalization;
using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>
/// Versions with gaps, snapshots, prerequisites, echoes and poisoned keys, in any order and repeated, while remotes fail: each key ends where a
/// simple model says it ends, whatever became of its neighbours.
/// </summary>
public sealed class SequencingModelTests
{
    private const int Keys = 8;
    private const int Versions = 5;
    private static readonly string[] s_locations = ["WH1", "WH2"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(101, 8)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Gaps_snapshots_prerequisites_and_poison_end_as_the_model_says(int seed)
    {
        var random = new Random(seed);
        using var folder = new TempFolder();
        var world = new World();
        var model = Enumerable.Range(1, Keys).Select(number => new ModelKey($"SO-{number}", Missing: number % 4 == 0 ? random.Next(1, Versions) : null, IsPoison: number % 5 == 0)).ToList();
        foreach (var remote in world.Remotes)
        {
            remote.Script = call => model.Exists(key => key.IsPoison && key.Number == call.Key) && remote == world.Erp ? Fault.Invalid : FaultOf(seed, call);
        }

        await using var host = await StartAsync(world, folder.Store);
        var stock = new Dictionary<string, (int Second, decimal Available)>(StringComparer.Ordinal);
        var events = model.SelectMany(key => VersionsOf(host, key)).Concat(Snapshots(host, random, stock)).ToArray();
        var stream = events.Concat(events.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(stream);
        foreach (var group in stream.Chunk(6))
        {
            await Task.WhenAll(group.Select(deliver => deliver()));
            await host.PassAsync(TimeSpan.FromMilliseconds(random.Next(2000)));
        }

        await RestAsync(host, world, TimeSpan.FromSeconds(30));

        foreach (var key in model)
        {
            CheckKey(world, key, seed);
        }

        var stuck = (await host.ExceptionsAsync()).ToLookup(item => item.Envelope.DocumentKey);
        foreach (var key in model)
        {
            // A version behind a gap waits for a person, and so does a poisoned one and what waits for it; all others went through.
            stuck.Contains(key.Number).ShouldBe(key.IsPoison || key.Reached < Versions, $"seed {seed}, {key}");
        }

        CheckStock(world, stock, seed);
        await EchoAsync(host, world, stock, seed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_source_without_versions_is_followed_wherever_it_goes(int seed)
    {
        var random = new Random(seed);
        using var folder = new TempFolder();
        var world = new World();
        world.Erp.Script = call => FaultOf(seed, call);
        await using var host = await TestHost.StartAsync(world, folder.Store, flow => flow.On<Order>("portal").Pushed().Submit("erp"), options => options.Retry.MaxDelay = TimeSpan.FromSeconds(5));
        var dispositions = new List<AcceptDisposition>();
        var told = Enumerable.Range(0, 30).Select(_ => "PO-" + "ABC"[random.Next(3)]).ToList();
        foreach (var content in told)
        {
            dispositions.Add((await host.Intake.AcceptAsync("portal", Docs.Order("SO-1") with { PurchaseOrderNumber = content }, cancellationToken: Cancel)).Disposition);
            if (random.Next(3) == 0)
            {
                await host.PassAsync(TimeSpan.FromSeconds(1));
            }
        }

        await host.SettleAsync();

        var news = told.Where((content, index) => index == 0 || told[index - 1] != content).ToList();
        world.Erp.Ledger.Select(entry => Order.Codec.Parse(entry.Document).Value!.PurchaseOrderNumber).ShouldBe(news, $"seed {seed}");
        world.Erp.Ledger.Select(entry => entry.Revision).ShouldBe(Enumerable.Range(1, news.Count), $"seed {seed}");
        dispositions.Count(disposition => disposition == AcceptDisposition.Duplicate).ShouldBe(told.Count - news.Count, $"seed {seed}");
    }

    private static Task<TestHost> StartAsync(World world, string path) => TestHost.StartAsync(
        world,
        path,
        flow =>
        {
            flow.On<Order>("shop").Pushed().Contiguous(firstVersion: 1, waitAtMost: TimeSpan.FromMinutes(10))
                .Submit("erp")
                .RequestFulfilment("warehouse").After(Fact.OrderAccepted("erp"));
            flow.On<Inventory>("warehouse").Pushed().Publish("shop");
            flow.On<Inventory>("shop").Pushed().Publish("warehouse");
        },
        options => options.Retry.MaxDelay = TimeSpan.FromSeconds(5));

    // Work behind a poisoned version stays ready for ever, so rest is when nothing has moved for a while.
    private static async Task RestAsync(TestHost host, World world, TimeSpan step)
    {
        const int Quiet = 24; // at the longer step, longer than a gap may last
        var (last, quiet) = ("", 0);
        while (quiet < Quiet)
        {
            await host.PassAsync(step);
            var now = $"{world.Remotes.Sum(remote => remote.Calls.Count)} {string.Join(' ', (await host.Store.CountWorkAsync(Cancel)).OrderBy(entry => entry.Key))}";
            (last, quiet) = (now, now == last ? quiet + 1 : 0);
        }
    }

    private static IEnumerable<Func<Task>> VersionsOf(TestHost host, ModelKey key)
    {
        foreach (var version in Enumerable.Range(1, Versions).Where(version => version != key.Missing))
        {
            var order = Docs.Order(key.Number) with { PurchaseOrderNumber = version.ToString(CultureInfo.InvariantCulture) };
            yield return () => host.Intake.AcceptAsync("shop", order, version, Cancel);
        }
    }

    // Some tell of one place, some of several; each item and place counts for itself.
    private static IEnumerable<Func<Task>> Snapshots(TestHost host, Random random, Dictionary<string, (int Second, decimal Available)> model)
    {
        for (var second = 1; second <= 40; second++)
        {
            var positions = new List<InventoryPosition>();
            foreach (var (sku, location) in Enumerable.Range(1, 4).SelectMany(item => s_locations.Select(location => ($"SKU-{item}", location))).Where(_ => random.Next(4) == 0))
            {
                var available = (second * 100) + random.Next(100);
                positions.Add(Docs.Position(sku, available, location));
                model[$"{sku}@{location}"] = (second, available);
            }

            if (positions.Count > 0)
            {
                var snapshot = new Inventory { Kind = InventoryKind.Snapshot, AsOf = World.Start.AddSeconds(second), Positions = [.. positions] };
                yield return () => host.Intake.AcceptAsync("warehouse", snapshot, cancellationToken: Cancel);
            }
        }
    }

    private static void CheckKey(World world, ModelKey key, int seed)
    {
        var because = $"seed {seed}, {key}";
        var submitted = world.Erp.Ledger.Where(entry => entry.Operation == "submit-order" && entry.Key == key.Number).ToList();
        submitted.Select(entry => int.Parse(Order.Codec.Parse(entry.Document).Value!.PurchaseOrderNumber!, CultureInfo.InvariantCulture)).ShouldBe(Enumerable.Range(1, key.Reached), because);

        var requested = world.Warehouse.Ledger.Where(entry => entry.Operation == "request-fulfilment" && entry.Key == key.Number).ToList();
        requested.Count.ShouldBe(key.Reached > 0 ? 1 : 0, because);
        requested.ShouldAllBe(entry => entry.At >= submitted[0].At, $"{because}: not before the ERP has the order");
    }

    private static void CheckStock(World world, Dictionary<string, (int Second, decimal Available)> model, int seed)
    {
        foreach (var (place, newest) in model)
        {
            var sent = world.Shop.Ledger.Where(entry => entry.Operation == "publish-inventory" && entry.Key == place).Select(entry => Inventory.Codec.Parse(entry.Document).Value!).ToList();
            var times = sent.Select(stock => stock.AsOf).ToList();
            times.ShouldBeInOrder(SortDirection.Ascending, $"seed {seed}, {place}");
            times[^1].ShouldBe(World.Start.AddSeconds(newest.Second), $"seed {seed}, {place}");
            sent[^1].Positions.ShouldHaveSingleItem().Buckets.Available.ShouldBe(newest.Available, $"seed {seed}, {place}");
        }
    }

    // The shop tells what it was told, late and twice: nothing goes back to the warehouse. What somebody changed there does.
    private static async Task EchoAsync(TestHost host, World world, Dictionary<string, (int Second, decimal Available)> model, int seed)
    {
        foreach (var (place, newest) in model.Concat(model))
        {
            var parts = place.Split('@');
            await host.Intake.AcceptAsync("shop", Docs.Stock(parts[0], newest.Available, World.Start.AddMinutes(2), parts[1]), cancellationToken: Cancel);
        }

        await RestAsync(host, world, TimeSpan.FromSeconds(5));
        world.Warehouse.Ledger.ShouldNotContain(entry => entry.Operation == "publish-inventory", $"seed {seed}");

        await host.Intake.AcceptAsync("shop", Docs.Stock("SKU-1", 7, World.Start.AddMinutes(3)), cancellationToken: Cancel);
        await RestAsync(host, world, TimeSpan.FromSeconds(5));
        world.Warehouse.Ledger.Where(entry => entry.Operation == "publish-inventory").ShouldHaveSingleItem().Key.ShouldBe("SKU-1@WH1", $"seed {seed}");
    }

    // The same call of the same run always meets the same fault, in whatever order the workers come.
    private static Fault FaultOf(int seed, RemoteCall call)
    {
        if (call is not { Verb: "execute", Number: <= 3 })
        {
            return Fault.None;
        }

        var hash = $"{seed}/{call.Operation}/{call.Key}/{call.Revision}/{call.Number}".Aggregate(17, (sum, letter) => unchecked((sum * 31) + letter));
        var dice = new Random(hash).Next(100);
        return dice < 15 ? Fault.LostAfter : dice < 25 ? Fault.LostBefore : dice < 40 ? Fault.Transient : dice < 43 ? Fault.ThrowsAfter : Fault.None;
    }

    /// <param name="Number">The order.</param>
    /// <param name="Missing">The version that never comes.</param>
    /// <param name="IsPoison">The ERP can't take it.</param>
    private sealed record ModelKey(string Number, int? Missing, bool IsPoison)
    {
        /// <summary>The versions that reach the ERP, from the first on.</summary>
        public int Reached => IsPoison ? 0 : (Missing ?? Versions + 1) - 1;
    }
}
