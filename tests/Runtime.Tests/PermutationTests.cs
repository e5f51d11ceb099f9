using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>Events in any order, repeated, while remotes fail: the systems end where a simple model says they end.</summary>
public sealed class PermutationTests
{
    private const int Orders = 6;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Any_order_of_events_with_duplicates_and_faults_ends_as_the_model_says(int seed)
    {
        var random = new Random(seed);
        using var folder = new TempFolder();
        var world = new World();
        foreach (var remote in world.Remotes)
        {
            remote.Script = call => FaultOf(seed, call);
        }

        await using var host = await TestHost.StartAsync(world, folder.Store, configure: options => options.Retry.MaxDelay = TimeSpan.FromSeconds(5));
        var events = MakeEvents(host, random).ToArray();
        var stream = events.Concat(events.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(stream);
        foreach (var group in stream.Chunk(5))
        {
            await Task.WhenAll(group.Select(deliver => deliver()));
            await host.PassAsync(TimeSpan.FromMilliseconds(random.Next(3000)));
        }

        var status = await host.SettleAsync();
        (await host.ExceptionsAsync()).ShouldBeEmpty($"seed {seed}");
        status.Totals.InDoubtResolved.ShouldBe(status.Totals.InDoubt);
        foreach (var remote in world.Remotes)
        {
            var doubles = remote.Ledger.Where(entry => entry.Operation != "publish-inventory").GroupBy(entry => (entry.Operation, entry.Key, entry.Revision)).Where(group => group.Count() > 1);
            doubles.ShouldBeEmpty($"seed {seed}");
        }

        for (var number = 1; number <= Orders; number++)
        {
            CheckOrder(world, $"SO-{number}", seed);
        }

        CheckStock(world, seed);
    }

    private static IEnumerable<Func<Task>> MakeEvents(TestHost host, Random random)
    {
        for (var number = 1; number <= Orders; number++)
        {
            var key = $"SO-{number}";
            for (var version = 1; version <= 3; version++)
            {
                var (order, at) = (Docs.Order(key, ("SKU-1", 3, 7.77m), ("SKU-2", 1, 0.5m)) with { PurchaseOrderNumber = $"PO-{version}" }, version);
                yield return () => host.Intake.AcceptAsync("shop", order, at, TestContext.Current.CancellationToken);
            }

            var pieces = random.Next(1, 3);
            (string, (string, decimal)[])[] cuts = pieces == 1
                ? [($"SH-{number}-1", [("L1", 3), ("L2", 1)])]
                : [($"SH-{number}-1", [("L1", 1)]), ($"SH-{number}-2", [("L1", 2), ("L2", 1)])];
            foreach (var (shipmentKey, lines) in cuts)
            {
                var shipment = Docs.Shipment(shipmentKey, key, lines);
                yield return () => host.Intake.AcceptAsync("warehouse", shipment, 1, TestContext.Current.CancellationToken);
            }

            for (var change = 0; change < 4; change++)
            {
                var stock = Docs.Stock($"SKU-{number}", change * 10, World.Start.AddSeconds(change));
                yield return () => host.Intake.AcceptAsync("warehouse", stock, cancellationToken: TestContext.Current.CancellationToken);
            }
        }
    }

    private static void CheckOrder(World world, string key, int seed)
    {
        // What the ERP saw of an order only ever went forward, and it has the newest.
        var submitted = world.Erp.Ledger.Where(entry => entry.Operation == "submit-order" && entry.Key == key).ToList();
        submitted.Select(entry => entry.Revision).ShouldBeInOrder(SortDirection.Ascending);
        var versions = submitted.Select(entry => Order.Codec.Parse(entry.Document).Value!.PurchaseOrderNumber).ToList();
        versions.ShouldBeInOrder(SortDirection.Ascending);
        versions[^1].ShouldBe("PO-3", $"seed {seed}");
        world.Warehouse.Ledger.Count(entry => entry.Key == key).ShouldBe(1, $"seed {seed}: the purchase order number is no business of the warehouse");

        var invoices = world.Erp.Ledger.Where(entry => entry.Operation == "post-invoice" && entry.Key.StartsWith($"SH-{key[3..]}-", StringComparison.Ordinal))
            .Select(entry => Invoice.Codec.Parse(entry.Document).Value!).ToList();
        invoices.Sum(invoice => invoice.Totals.PayableAmount.Amount).ShouldBe(23.81m, $"seed {seed}, {key}");
        foreach (var invoice in invoices)
        {
            world.Shop.CountOf("report-shipment", invoice.Number).ShouldBe(1);
            var posted = world.Erp.Ledger.ToList().FindIndex(entry => entry.Operation == "post-invoice" && entry.Key == invoice.Number);
            var reported = world.Erp.Ledger.ToList().FindIndex(entry => entry.Operation == "report-shipment" && entry.Key == invoice.Number);
            var accepted = world.Erp.Ledger.ToList().FindIndex(entry => entry.Operation == "submit-order" && entry.Key == key);
            posted.ShouldBeGreaterThan(reported);
            reported.ShouldBeGreaterThan(accepted);
        }
    }

    private static void CheckStock(World world, int seed)
    {
        for (var number = 1; number <= Orders; number++)
        {
            var sent = world.Shop.Ledger.Where(entry => entry.Operation == "publish-inventory" && entry.Key == $"SKU-{number}@WH1")
                .Select(entry => Inventory.Codec.Parse(entry.Document).Value!).ToList();
            sent.Select(stock => stock.AsOf).ShouldBeInOrder(SortDirection.Ascending);
            sent[^1].Positions[0].Buckets.Available.ShouldBe(30, $"seed {seed}");
        }
    }

    // The same call of the same run always meets the same fault, in whatever order the workers come.
    private static Fault FaultOf(int seed, RemoteCall call)
    {
        if (call is not { Verb: "execute", Number: <= 3 })
        {
            return Fault.None;
        }

        var dice = new Random(HashCode(seed, call)).Next(100);
        return dice < 15 ? Fault.LostAfter : dice < 25 ? Fault.LostBefore : dice < 40 ? Fault.Transient : dice < 43 ? Fault.ThrowsAfter : Fault.None;
    }

    private static int HashCode(int seed, RemoteCall call) =>
        $"{seed}/{call.Operation}/{call.Key}/{call.Revision}/{call.Number}".Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter));
}
