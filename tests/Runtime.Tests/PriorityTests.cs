using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>Urgent work goes first, and the rest is not forgotten.</summary>
public sealed class PriorityTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_flood_of_stock_does_not_hold_up_an_order()
    {
        _world.Erp.Quota = new QuotaManifest(2, 1, TimeSpan.FromSeconds(1));
        await using var host = await TestHost.StartAsync(_world, _folder.Store, flow =>
        {
            flow.On<Inventory>("warehouse").Publish("erp").Priority(WorkPriority.Low);
            flow.On<Order>("shop").Submit("erp").Priority(WorkPriority.High);
        });
        for (var number = 1; number <= 300; number++)
        {
            _world.Stock.Add(Docs.Stock($"SKU-{number}", number, World.Start), $"SKU-{number}@WH1");
        }

        await host.UntilAsync(() => _world.Erp.Ledger.Count > 10);
        for (var number = 1; number <= 10; number++)
        {
            _world.Orders.Add(Docs.Order($"SO-{number}"), $"SO-{number}", 1);
        }

        var placed = _world.Time.GetUtcNow();
        var before = _world.Erp.Ledger.Count;
        await host.UntilAsync(() => _world.Erp.Ledger.Count(entry => entry.Operation == SubmitOrder.Operation.Name) == 10);
        (_world.Time.GetUtcNow() - placed).ShouldBeLessThan(TimeSpan.FromSeconds(60), "ten orders at one call a second, while 280 levels wait");
        (_world.Erp.Ledger.Count - before).ShouldBeGreaterThan(10, "stock keeps a share");
        await host.SettleAsync(TimeSpan.FromSeconds(1));
        _world.Erp.Ledger.Count.ShouldBe(310);
    }

    [Fact]
    public void Every_fourth_place_is_for_the_least_urgent_and_each_keeps_its_order()
    {
        var waiting = new WaitingWork();
        waiting.Add([.. Enumerable.Range(1, 20).Select(id => Claim(id, WorkPriority.Low)), .. Enumerable.Range(101, 20).Select(id => Claim(id, WorkPriority.High))]);
        var taken = new List<long>();
        while (waiting.TryTake(out var work))
        {
            taken.Add(work.Id);
        }

        taken.Take(12).ShouldBe([101, 102, 103, 1, 104, 105, 106, 2, 107, 108, 109, 3]);
        taken.Where(id => id < 100).ShouldBeInOrder();
        taken.Where(id => id > 100).ShouldBeInOrder();
        taken.Count.ShouldBe(40);
    }

    private static ClaimedWork Claim(long id, WorkPriority priority) => new()
    {
        Id = id,
        State = WorkState.Claimed,
        Flow = "f",
        Step = "s",
        Priority = priority,
        Key = new IdempotencyKey("t", "c", "o", "k", 1),
        Envelope = new Envelope
        {
            Id = "e", Source = "s", Type = "t", DocumentKey = "k", DocumentType = "order", Tenant = "t", SequenceKey = "order/x", CorrelationId = "c",
            OccurredAt = default, ObservedAt = default, Fingerprint = "f",
        },
        Document = default,
        FencingToken = 1,
        LeaseUntil = default,
    };
}
