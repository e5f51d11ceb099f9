using System.Text;
using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests.Hostile;

/// <summary>Faults 41, 49 and 54: what comes in costs no more than its own size, and leaves nothing behind in memory.</summary>
public sealed class Size : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_document_over_the_limit_is_refused_unread_and_only_its_beginning_is_kept()
    {
        await using var host = await StartAsync(options => options.MaxDocumentBytes = 100_000);
        var text = Encoding.UTF8.GetBytes("{\"number\":\"SO-1\",\"buyerReference\":\"" + new string('x', 50_000_000) + "\"}");
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var result = await host.Intake.AcceptAsync<Order>("portal", text, 1, Cancel);

        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(10_000_000, "neither parsed, copied nor hashed");
        result.IsTaken.ShouldBeFalse();
        var problem = result.Problems.Single();
        (problem.Pointer, problem.Code).ShouldBe(("", "maxBytes"));
        problem.Message.ShouldContain($"found {text.Length} bytes, allowed 100000");
        problem.Message.ShouldContain("Crossdock:MaxDocumentBytes");
        var item = (await host.ExceptionsAsync(WorkState.Rejected)).Single();
        item.Envelope.DocumentKey.ShouldBe("SO-1", "its own key is blocked when the part that is kept names it");
        var kept = (await host.Store.ReadPayloadAsync("default", item.Id, Cancel))!.Value;
        kept.Length.ShouldBe(64 * 1024);
        kept.Span.SequenceEqual(text.AsSpan(0, kept.Length)).ShouldBeTrue();
    }

    [Fact]
    public async Task Two_that_are_too_large_and_begin_alike_are_both_recorded()
    {
        await using var host = await StartAsync(options => options.MaxDocumentBytes = 1024);
        foreach (var length in new[] { 2000, 2001, 2001 })
        {
            (await host.Intake.AcceptAsync<Order>("portal", new byte[length], null, Cancel)).IsTaken.ShouldBeFalse();
        }

        (await host.ExceptionsAsync(WorkState.Rejected)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_document_that_a_host_or_a_connector_made_has_the_same_limit()
    {
        var order = Docs.Order("SO-1") with { Notes = [new Note { Text = new string('x', 3000) }] };
        _world.Orders.Add(order, "SO-1", 1);
        await using var host = await TestHost.StartAsync(
            _world,
            _folder.Store,
            flow =>
            {
                flow.On<Order>("portal").Pushed().Submit("erp");
                flow.On<Order>("shop").KeyBy(document => "shop-" + document.Number).Submit("erp");
            },
            options => options.MaxDocumentBytes = 2048);

        (await host.Intake.AcceptAsync("portal", order, 1, Cancel)).Problems.Single().Code.ShouldBe("maxBytes");
        await host.SettleAsync();

        _world.Erp.Ledger.ShouldBeEmpty();
        (await host.ExceptionsAsync(WorkState.Rejected)).Select(item => item.Problems.Single().Code).ShouldBe(["maxBytes", "maxBytes"]);
    }

    [Fact]
    public async Task The_text_of_a_document_that_is_taken_apart_is_stored_once()
    {
        var kept = new List<int>();
        await using var host = await TestHost.StartAsync(
            _world,
            _folder.Store,
            flow => flow.On<Inventory>("warehouse").Pushed().Publish("shop"),
            decorate: store => new WatchingStore(store, batch => kept.AddRange(batch.Entries.Select(entry => entry.Raw.Length))));
        var stock = Docs.Stock("SKU-0", 1, World.Start) with { Positions = Enumerable.Range(0, 500).Select(number => Docs.Position($"SKU-{number}", 1)).ToValueList() };

        var text = Inventory.Codec.ToUtf8Bytes(stock);
        (await host.Intake.AcceptAsync<Inventory>("warehouse", text, null, Cancel)).WorkCreated.ShouldBe(500);

        kept.Count.ShouldBe(500);
        kept.Sum().ShouldBe(text.Length);
    }

    [Fact]
    public async Task A_hundred_thousand_keys_and_partners_leave_nothing_in_memory()
    {
        const int Count = 100_000;
        var discards = false;
        await using var host = await TestHost.StartAsync(
            _world, _folder.Store, flow => flow.On<Order>("portal").Pushed().Submit("erp"), decorate: store => new WatchingStore(store, isDiscarding: () => discards));
        discards = true;
        var order = Docs.Order("SO-1");
        await FloodAsync(host, order, 0, 2000);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await FloodAsync(host, order, 2000, Count);

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(8_000_000, "less than 80 bytes a key: nothing is remembered of each");
    }

    [Fact]
    public void A_poller_remembers_a_bounded_number_of_keys_of_bounded_length()
    {
        var memory = new LastSeen<Order>(capacity: 1000);
        var order = Docs.Order("SO-1");
        for (var number = 0; number < 100_000; number++)
        {
            memory.Remember($"SO-{number}", (UInt128)number);
        }

        memory.Count.ShouldBeLessThanOrEqualTo(2000);
        memory.Knows(new Change<Order> { DocumentKey = new string('k', 100_000), Document = order }, out var identity).ShouldBeFalse();
        identity.ShouldBeNull("a key that long is not worth the memory");
    }

    private static async Task FloodAsync(TestHost host, Order order, int from, int to)
    {
        for (var number = from; number < to; number++)
        {
            await host.Intake.AcceptAsync($"partner-{number}", order with { Number = $"SO-{number}" }, 1, Cancel);
        }
    }

    private Task<TestHost> StartAsync(Action<CrossdockOptions> configure) =>
        TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Order>("portal").Pushed().Submit("erp"), configure);

    private sealed class WatchingStore(ICrossdockStore inner, Action<AcceptBatch>? watch = null, Func<bool>? isDiscarding = null) : ForwardingStore(inner)
    {
        public override Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(AcceptBatch batch, CancellationToken cancellationToken)
        {
            watch?.Invoke(batch);
            return isDiscarding?.Invoke() == true
                ? Task.FromResult<IReadOnlyList<AcceptOutcome>>([.. batch.Entries.Select(_ => new AcceptOutcome(AcceptDisposition.Accepted, 0))])
                : base.AcceptAsync(batch, cancellationToken);
        }
    }
}
