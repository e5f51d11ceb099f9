using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>Orders, invoices, credit notes, payments and refunds in any order, repeated, while remotes fail: money moves once, and after its order.</summary>
public sealed class MoneyPermutationTests
{
    private const int Orders = 5;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 6)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Any_order_of_events_with_duplicates_and_faults_moves_money_once(int seed)
    {
        var random = new Random(seed);
        using var folder = new TempFolder();
        var world = new World();
        foreach (var remote in world.Remotes)
        {
            remote.Script = call => FaultOf(seed, call);
        }

        await using var host = await TestHost.StartAsync(world, folder.Store, TestHost.Money, configure: options => options.Retry.MaxDelay = TimeSpan.FromSeconds(5));
        var events = Enumerable.Range(1, Orders).SelectMany(number => EventsOf(host, number)).ToArray();
        var stream = events.Concat(events.Where(_ => random.Next(2) == 0)).ToArray();
        random.Shuffle(stream);
        foreach (var group in stream.Chunk(4))
        {
            await Task.WhenAll(group.Select(deliver => deliver()));
            await host.PassAsync(TimeSpan.FromMilliseconds(random.Next(3000)));
        }

        var status = await host.SettleAsync();
        (await host.ExceptionsAsync()).ShouldBeEmpty($"seed {seed}");
        status.Count(WorkState.Confirmed).ShouldBe(6 * Orders, $"seed {seed}");
        status.Totals.InDoubtResolved.ShouldBe(status.Totals.InDoubt, $"seed {seed}");
        var erp = world.Erp.Ledger.Select(entry => $"{entry.Operation} {entry.Key}").ToList();
        erp.ShouldBeUnique($"seed {seed}");
        erp.Count.ShouldBe(5 * Orders, $"seed {seed}");
        world.Shop.Ledger.Select(entry => $"{entry.Operation} {entry.Key}").Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(1, Orders).Select(number => $"issue-refund RF-{number}"), $"seed {seed}");
        for (var number = 1; number <= Orders; number++)
        {
            var accepted = erp.IndexOf($"submit-order SO-{number}");
            string[] money = [$"post-invoice INV-{number}", $"post-credit-note CN-{number}", $"record-payment PAY-{number}", $"record-payment RF-{number}"];
            money.ShouldAllBe(effect => erp.IndexOf(effect) > accepted, $"seed {seed}: {string.Join(", ", erp)}");
        }
    }

    private static IEnumerable<Func<Task>> EventsOf(TestHost host, int number)
    {
        var cancel = TestContext.Current.CancellationToken;
        var order = $"SO-{number}";
        yield return () => host.Intake.AcceptAsync("shop", Docs.Order(order), 1, cancel);
        yield return () => host.Intake.AcceptAsync("warehouse", Docs.Invoice($"INV-{number}", order), 1, cancel);
        yield return () => host.Intake.AcceptAsync("warehouse", Docs.CreditNote($"CN-{number}", order, $"INV-{number}"), 1, cancel);
        yield return () => host.Intake.AcceptAsync("warehouse", Docs.Payment($"PAY-{number}", order), 1, cancel);
        yield return () => host.Intake.AcceptAsync("warehouse", Docs.Refund($"RF-{number}", order, $"PAY-{number}"), 1, cancel);
    }

    // The same call of the same run always meets the same fault, in whatever order the workers come.
    private static Fault FaultOf(int seed, RemoteCall call)
    {
        if (call is not { Verb: "execute", Number: <= 3 })
        {
            return Fault.None;
        }

        var hash = $"{seed}/{call.Operation}/{call.Key}/{call.Number}".Aggregate(17, (sum, letter) => unchecked((sum * 31) + letter));
        var dice = new Random(hash).Next(100);
        return dice < 15 ? Fault.LostAfter : dice < 25 ? Fault.LostBefore : dice < 40 ? Fault.Transient : dice < 43 ? Fault.ThrowsAfter : Fault.None;
    }
}
