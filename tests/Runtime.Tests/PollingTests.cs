using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>What a source tells again, and what of it cannot be taken.</summary>
public sealed class PollingTests : IDisposable
{
    private const string LoneSurrogate = "half a smiley \ud83d";
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_document_that_cannot_be_written_is_refused_and_its_source_goes_on()
    {
        _world.Orders.Add(Docs.Order("SO-1") with { BuyerReference = LoneSurrogate }, "SO-1", 1);
        _world.Orders.Add(Docs.Order("SO-2"), "SO-2", 1);
        await using var host = await StartAsync();
        await host.SettleAsync();
        _world.Erp.Ledger.Single().Key.ShouldBe("SO-2");
        (await host.ExceptionsAsync(WorkState.Rejected)).Single().Envelope.SequenceKey.ShouldBe("order/SO-1");
    }

    [Fact]
    public async Task An_answer_that_cannot_be_written_is_refused_and_the_effect_still_ends()
    {
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        _world.Erp.Acknowledgement = new OrderAcknowledgement { OrderNumber = "SO-1", Code = AcknowledgementCode.Accepted, Reason = LoneSurrogate, Lines = [] };
        await using var host = await StartAsync(flow => flow.On<Order>("shop").Submit("erp").Acknowledge("shop"));
        var status = await host.SettleAsync();
        status.Work[WorkState.Confirmed].ShouldBe(1);
        (await host.ExceptionsAsync(WorkState.Rejected)).Single().Envelope.DocumentType.ShouldBe("order-acknowledgement");
    }

    [Fact]
    public async Task A_refused_record_without_raw_text_is_told_apart_by_its_problems()
    {
        foreach (var field in new[] { "/currency", "/lines" })
        {
            _world.Orders.Add(new Change<Order> { DocumentKey = "", Problems = [new DocumentProblem(field, "mapping", "unreadable")] });
        }

        await using var host = await StartAsync();
        await host.SettleAsync();
        (await host.ExceptionsAsync(WorkState.Rejected)).Select(item => item.Problems.Single().Pointer).ShouldBe(["/currency", "/lines"]);
    }

    [Fact]
    public async Task What_is_read_again_unchanged_is_not_stored_again()
    {
        _world.Orders.ReadsAgain = true;
        for (var number = 1; number <= 10; number++)
        {
            _world.Orders.Add(Docs.Order($"SO-{number}"), $"SO-{number}", 1);
        }

        var stored = new List<string>();
        await using (var host = await StartAsync(stored: stored))
        {
            await host.UntilAsync(() => _world.Orders.Reads > 5);
            stored.Count.ShouldBe(10);

            _world.Orders.Add(Docs.Order("SO-3", ("SKU-1", 7, 10)), "SO-3", 1);
            var reads = _world.Orders.Reads;
            await host.UntilAsync(() => _world.Orders.Reads > reads + 2);
            stored.Count(key => key == "SO-3").ShouldBeGreaterThan(1);
            await host.SettleAsync();
        }

        _world.Erp.CountOf("submit-order", "SO-3").ShouldBe(2);
        _world.Erp.Ledger.Count.ShouldBe(11);

        // The memory is gone with the process: the store recognises everything, once.
        stored.Clear();
        await using var next = await StartAsync(stored: stored);
        var before = _world.Orders.Reads;
        await next.UntilAsync(() => _world.Orders.Reads > before + 5);
        stored.Where(key => key != "SO-3").ShouldBe(Enumerable.Range(1, 10).Where(number => number != 3).Select(number => $"SO-{number}"), ignoreOrder: true);
        await next.SettleAsync();
        _world.Erp.Ledger.Count.ShouldBe(11);
    }

    [Fact]
    public async Task What_the_store_did_not_take_is_given_to_it_again()
    {
        _world.Orders.ReadsAgain = true;
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        var refusals = 2;
        await using var host = await StartAsync(stored: [], refuses: () => refusals-- > 0);
        await host.UntilAsync(() => _world.Erp.CountOf("submit-order", "SO-1") == 1);
    }

    private Task<TestHost> StartAsync(Action<FlowBuilder>? flow = null, List<string>? stored = null, Func<bool>? refuses = null) => TestHost.StartAsync(
        _world,
        _folder.Store,
        flow ?? (orders => orders.On<Order>("shop").Submit("erp")),
        decorate: stored is null ? null : store => new WatchedStore(store, stored, refuses ?? (() => false)));

    private sealed class WatchedStore(ICrossdockStore inner, List<string> stored, Func<bool> refuses) : ForwardingStore(inner)
    {
        public override Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(AcceptBatch batch, CancellationToken cancellationToken)
        {
            if (refuses())
            {
                throw new StoreException(StoreErrorKind.Transient, "locked");
            }

            stored.AddRange(batch.Entries.Select(entry => entry.Envelope.DocumentKey));
            return base.AcceptAsync(batch, cancellationToken);
        }
    }
}
