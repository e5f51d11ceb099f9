using System.Text;
using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

public sealed class IntakeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_document_fifty_times_at_once_is_one_effect()
    {
        await using var host = await StartPushedAsync();
        var json = Order.Codec.ToUtf8Bytes(Docs.Order("SO-1"));
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.Intake.AcceptAsync<Order>("portal", json, 1, Cancel)));
        results.Count(result => result.Disposition == AcceptDisposition.Accepted).ShouldBe(1);
        results.Count(result => result.Disposition == AcceptDisposition.Duplicate).ShouldBe(49);
        await host.SettleAsync();
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
    }

    [Fact]
    public async Task A_text_that_breaks_the_schema_is_refused_with_every_pointer_and_its_correction_unblocks_the_key()
    {
        await using var host = await StartPushedAsync();
        var broken = """{"number":"SO-1","currency":"EURO","dates":{},"lines":[]}"""u8.ToArray();
        var refused = await host.Intake.AcceptAsync<Order>("portal", broken, 1, Cancel);
        refused.IsTaken.ShouldBeFalse();
        refused.Problems.Select(problem => problem.Pointer).Distinct().ShouldBe(["/currency", "/dates/placed", "/lines"], ignoreOrder: true);

        var item = (await host.ExceptionsAsync(WorkState.Rejected)).Single();
        item.Envelope.SequenceKey.ShouldBe("order/SO-1");
        (await host.Store.ReadPayloadAsync("default", item.Id, Cancel))!.Value.ToArray().ShouldBe(broken);

        (await host.Intake.AcceptAsync("portal", Docs.Order("SO-1"), 2, Cancel)).Disposition.ShouldBe(AcceptDisposition.Accepted);
        await host.SettleAsync();
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
        (await host.ExceptionsAsync(WorkState.Rejected)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"currency\":\"EUR\"")]
    [InlineData("{\"number\":{\"a\":1}}")]
    public async Task A_text_without_a_key_is_refused_and_kept_under_its_own(string text)
    {
        await using var host = await StartPushedAsync();
        var result = await host.Intake.AcceptAsync<Order>("portal", Encoding.UTF8.GetBytes(text), null, Cancel);
        result.IsTaken.ShouldBeFalse();
        (await host.ExceptionsAsync(WorkState.Rejected)).Single().Envelope.DocumentKey.ShouldStartWith("unread-");
        await host.Intake.AcceptAsync("portal", Docs.Order("SO-1"), 1, Cancel);
        await host.SettleAsync();
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
    }

    [Fact]
    public async Task A_document_that_breaks_a_rule_is_refused_by_its_id()
    {
        await using var host = await StartPushedAsync();
        var order = Docs.Order("SO-1");
        var result = await host.Intake.AcceptAsync("portal", order with { Totals = order.Totals! with { PayableAmount = Docs.Eur(19.99m) } }, 1, Cancel);
        result.IsTaken.ShouldBeFalse();
        result.Problems.ShouldContain(problem => problem.Code.StartsWith("CDR-", StringComparison.Ordinal) && problem.Pointer.StartsWith("/totals", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_older_version_that_comes_late_is_stale()
    {
        await using var host = await StartPushedAsync();
        await host.Intake.AcceptAsync("portal", Docs.Order("SO-1", ("SKU-1", 5, 10)), 5, Cancel);
        (await host.Intake.AcceptAsync("portal", Docs.Order("SO-1", ("SKU-1", 3, 10)), 3, Cancel)).Disposition.ShouldBe(AcceptDisposition.Stale);
        await host.SettleAsync();
        Order.Codec.Parse(_world.Erp.Ledger.Single().Document).Value!.Lines[0].Quantity.Value.ShouldBe(5);
    }

    [Fact]
    public async Task A_hosts_own_code_that_fails_on_one_document_refuses_that_document_only()
    {
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        _world.Orders.Add(Docs.Order("SO-2"), "SO-2", 1);
        await using var host = await TestHost.StartAsync(
            _world,
            _folder.Store,
            flow => flow.On<Order>("shop").When(order => order.Number == "SO-1" ? throw new InvalidOperationException("canary") : true).Submit("erp"));
        await host.SettleAsync();
        _world.Erp.Ledger.Single().Key.ShouldBe("SO-2");
        var problem = (await host.ExceptionsAsync(WorkState.Rejected)).Single().Problems.Single();
        problem.Code.ShouldBe("flow");
        problem.Message.ShouldNotContain("canary");
    }

    [Fact]
    public async Task Stock_of_an_item_without_any_name_is_refused_saying_so()
    {
        await using var host = await StartPushedAsync();
        var nameless = Docs.Stock("SKU-1", 1, World.Start);
        nameless = nameless with { Positions = [nameless.Positions[0] with { Item = new ItemReference { Name = "a thing" } }] };
        var result = await host.Intake.AcceptAsync("warehouse", nameless, cancellationToken: Cancel);
        result.IsTaken.ShouldBeFalse();
        result.Problems.ShouldContain(problem => problem.Message.Contains("item number", StringComparison.Ordinal) || problem.Code.StartsWith("CDR-DOC-070", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failing_source_is_read_again_from_where_it_was_and_nothing_is_skipped()
    {
        for (var number = 1; number <= 25; number++)
        {
            _world.Orders.Add(Docs.Order($"SO-{number}"), $"SO-{number}", 1);
        }

        _world.Orders.Failures.Enqueue(new ConnectorException(ErrorKind.Transient, "connection refused"));
        _world.Orders.Failures.Enqueue(new ConnectorException(new ConnectorError { Kind = ErrorKind.Throttled, Message = "slow down", RetryAfter = TimeSpan.FromSeconds(30) }));
        _world.Orders.Failures.Enqueue(new InvalidOperationException("canary"));
        await using var host = await TestHost.StartAsync(_world, _folder.Store, configure: options => options.PageSize = 10);
        await host.PassAsync(TimeSpan.FromSeconds(1));
        await host.SettleAsync();
        _world.Erp.Ledger.Select(entry => entry.Key).Distinct().Count().ShouldBe(25);
        _world.Erp.Ledger.Count.ShouldBe(25);
    }

    [Fact]
    public async Task A_store_that_fails_leaves_the_checkpoint_where_it_was()
    {
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        var refusals = 3;
        await using var host = await TestHost.StartAsync(_world, _folder.Store, decorate: store => new RefusingStore(store, () => Interlocked.Decrement(ref refusals) >= 0));
        await host.SettleAsync();
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
        refusals.ShouldBeLessThan(0);
    }

    [Fact]
    public async Task A_document_nobody_listens_to_is_recorded()
    {
        await using var host = await StartPushedAsync();
        var result = await host.Intake.AcceptAsync("portal", Docs.Shipment("SH-1", "SO-1"), 1, Cancel);
        result.ShouldBe(new IntakeResult(AcceptDisposition.Accepted, 0, result.Problems));
        (await host.Store.FindDocumentsAsync("default", "shipment", "order/SO-1", Cancel)).ShouldHaveSingleItem();
    }

    private Task<TestHost> StartPushedAsync() =>
        TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Order>("portal").Pushed().Submit("erp"));

    private sealed class RefusingStore(ICrossdockStore inner, Func<bool> refuses) : ForwardingStore(inner)
    {
        public override Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(AcceptBatch batch, CancellationToken cancellationToken) => refuses()
            ? throw new StoreException(StoreErrorKind.Transient, "locked")
            : base.AcceptAsync(batch, cancellationToken);
    }
}
