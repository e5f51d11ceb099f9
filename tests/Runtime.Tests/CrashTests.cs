using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>A host is killed at every step of a run; the next one over the same file finishes, and each effect happened exactly once.</summary>
public sealed class CrashTests
{
    private static readonly Story s_goods = new(
        TestHost.OrderToCash,
        world =>
        {
            world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
            world.Shipments.Add(Docs.Shipment("SH-1", "SO-1"), "SH-1", 1);
        },
        [
            ("erp", "submit-order", "SO-1"), ("shop", "acknowledge-order", "SO-1"), ("warehouse", "request-fulfilment", "SO-1"),
            ("shop", "report-shipment", "SH-1"), ("erp", "report-shipment", "SH-1"), ("erp", "post-invoice", "SH-1"),
        ]);

    private static readonly Story s_money = new(
        TestHost.Money,
        world =>
        {
            world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
            world.Invoices.Add(Docs.Invoice("INV-1", "SO-1"), "INV-1", 1);
            world.Invoices.Add(Docs.CreditNote("CN-1", "SO-1", "INV-1"), "CN-1", 1);
            world.Payments.Add(Docs.Payment("PAY-1", "SO-1"), "PAY-1", 1);
            world.Payments.Add(Docs.Refund("RF-1", "SO-1", "PAY-1"), "RF-1", 1);
        },
        [
            ("erp", "submit-order", "SO-1"), ("erp", "post-invoice", "INV-1"), ("erp", "post-credit-note", "CN-1"),
            ("erp", "record-payment", "PAY-1"), ("erp", "record-payment", "RF-1"), ("shop", "issue-refund", "RF-1"),
        ]);

    private sealed record Story(Action<FlowBuilder> Flow, Action<World> Happens, (string Remote, string Operation, string Key)[] Effects);

    [Theory]
    [InlineData(IdempotencyMode.NaturalKeyLookup)]
    [InlineData(IdempotencyMode.NativeKey)]
    public Task Killed_at_any_step_and_restarted_each_effect_happens_once(IdempotencyMode mode) => KillAtEachStepAsync(s_goods, mode);

    [Theory]
    [InlineData(IdempotencyMode.NaturalKeyLookup)]
    [InlineData(IdempotencyMode.NativeKey)]
    public Task Killed_at_any_step_and_restarted_money_moves_once(IdempotencyMode mode) => KillAtEachStepAsync(s_money, mode);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Killed_again_while_it_recovers(bool isAboutMoney) => EachAsync(
        from step in Enumerable.Range(0, 10)
        from again in Enumerable.Range(0, 4)
        select (Step: 3 + (4 * step), Again: again),
        one => RunAsync(isAboutMoney ? s_money : s_goods, IdempotencyMode.NaturalKeyLookup, new CrashPlan(one.Step), new CrashPlan(one.Again)));

    private static async Task KillAtEachStepAsync(Story story, IdempotencyMode mode)
    {
        var steps = await RunAsync(story, mode, new CrashPlan(-1));
        steps.ShouldBeGreaterThan(30);
        var deaths = 0;
        await EachAsync(Enumerable.Range(0, steps), async step =>
        {
            var life = new CrashPlan(step);
            await RunAsync(story, mode, life);
            Interlocked.Add(ref deaths, life.IsDead ? 1 : 0);
        });

        // Claims may come in one or in two, so the very last steps of one run may not be there in another.
        deaths.ShouldBeGreaterThan(steps - 6);
    }

    // Each run has a world and a file of its own, and mostly waits.
    private static Task EachAsync<T>(IEnumerable<T> runs, Func<T, Task> run) =>
        Parallel.ForEachAsync(runs, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (one, _) => await run(one));

    private static async Task<int> RunAsync(Story story, IdempotencyMode mode, params CrashPlan[] lives)
    {
        using var folder = new TempFolder();
        var world = new World();
        foreach (var remote in world.Remotes)
        {
            remote.Mode = mode;
            remote.KeyWindow = mode == IdempotencyMode.NativeKey ? TimeSpan.FromDays(1) : null;
        }

        story.Happens(world);
        foreach (var plan in lives)
        {
            await LiveAsync(story, world, folder, plan);
        }

        await using var host = await TestHost.StartAsync(world, folder.Store, story.Flow);
        var status = await host.SettleAsync();
        var deaths = string.Join(", then ", lives.Select(life => life.DiedAt ?? "nothing"));
        foreach (var (remote, operation, key) in story.Effects)
        {
            var where = remote switch { "shop" => world.Shop, "erp" => world.Erp, _ => world.Warehouse };
            where.CountOf(operation, key).ShouldBe(1, $"{operation} at {remote} after {deaths}");
        }

        world.Remotes.Sum(remote => remote.Ledger.Count).ShouldBe(story.Effects.Length, $"something was done twice after {deaths}");
        status.Count(WorkState.Confirmed).ShouldBe(story.Effects.Length, $"after {deaths}");
        return lives[0].Steps;
    }

    private static async Task LiveAsync(Story story, World world, TempFolder folder, CrashPlan plan)
    {
        foreach (var remote in world.Remotes)
        {
            remote.AfterApply = call => plan.Pass($"{call.Operation} took place");
        }

        await using (var host = await TestHost.StartAsync(world, folder.Store, story.Flow, decorate: store => new CrashingStore(store, plan)))
        {
            try
            {
                await host.SettleAsync();
            }
            catch (StoreException) when (plan.IsDead)
            {
                // The process is gone; what was under way ends below, and nothing of it is stored.
            }
        }

        foreach (var remote in world.Remotes)
        {
            remote.AfterApply = _ => { };
        }
    }
}
