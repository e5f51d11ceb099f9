using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests.Hostile;

/// <summary>Fault 46: no two spellings of one key make two effects without anybody being told.</summary>
public sealed class KeyEquality : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Caf\u00E9-1", "Cafe\u0301-1")]
    [InlineData("SO-1", "SO-1 ")]
    [InlineData("SO-1", " SO-1")]
    [InlineData("SO-1", "SO-1\u00A0")]
    [InlineData("SO-1", "SO-1\u200B")]
    [InlineData("\u00C5-1", "\u212B-1")]
    public async Task A_second_spelling_of_a_number_is_refused_by_the_rule(string first, string second)
    {
        await using var host = await TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Order>("portal").Pushed().Submit("erp"));
        (await host.Intake.AcceptAsync("portal", Docs.Order(first), 1, Cancel)).IsTaken.ShouldBeTrue();

        var result = await host.Intake.AcceptAsync("portal", Docs.Order(second), 2, Cancel);

        result.IsTaken.ShouldBeFalse();
        result.Problems.ShouldContain(problem => problem.Pointer == "/number" && problem.Code == "CDR-DOC-090");
        await host.SettleAsync();
        _world.Erp.Ledger.Select(entry => entry.Key).ShouldBe([first]);
        (await host.ExceptionsAsync(WorkState.Rejected)).Count.ShouldBe(1, "a person is told");
    }

    [Fact]
    public async Task Stock_of_a_padded_item_number_is_refused_and_not_counted_as_another_item()
    {
        await using var host = await TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Inventory>("warehouse").Pushed().Publish("shop"));
        (await host.Intake.AcceptAsync("warehouse", Docs.Stock("SKU-1", 5, World.Start), cancellationToken: Cancel)).IsTaken.ShouldBeTrue();

        var result = await host.Intake.AcceptAsync("warehouse", Docs.Stock("SKU-1   ", 7, World.Start.AddMinutes(1)), cancellationToken: Cancel);

        result.Problems.ShouldContain(problem => problem.Pointer == "/positions/0/item/sellerItemId" && problem.Code == "CDR-DOC-090");
    }

    [Fact]
    public async Task Case_counts_as_declared()
    {
        await using var host = await TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Order>("portal").Pushed().Submit("erp"));
        foreach (var number in new[] { "SO-1", "so-1" })
        {
            (await host.Intake.AcceptAsync("portal", Docs.Order(number), 1, Cancel)).Disposition.ShouldBe(AcceptDisposition.Accepted);
        }

        await host.SettleAsync();
        _world.Erp.Ledger.Select(entry => entry.Key).ShouldBe(["SO-1", "so-1"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("portal-1 ", "ends with white space")]
    [InlineData("Cafe\u0301", "is not in Unicode normalization form C")]
    [InlineData("long", "is longer than 512 characters")]
    [InlineData("half", "holds half of a surrogate pair")]
    public async Task A_key_that_a_host_makes_is_held_to_the_same(string key, string fault)
    {
        var made = key switch { "long" => new string('k', 513), "half" => "k" + '\uD83D', _ => key };
        await using var host = await TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Order>("portal").Pushed().KeyBy(_ => made).Submit("erp"));

        var problem = (await host.Intake.AcceptAsync("portal", Docs.Order("SO-1"), 1, Cancel)).Problems.Single();

        problem.Code.ShouldBe("key");
        problem.Message.ShouldContain(fault);
        problem.Message.ShouldNotContain(made);
    }

    [Fact]
    public async Task A_text_that_is_no_Unicode_refuses_one_document_and_not_its_page()
    {
        _world.Orders.Add(Docs.Order("SO-1") with { BuyerReference = "x" + '\uD83D' }, "SO-1", 1);
        _world.Orders.Add(Docs.Order("SO-2"), "SO-2" + '\uDE00', 1);
        _world.Orders.Add(new Change<Order> { DocumentKey = "SO-3" + '\uD83D', Problems = [new DocumentProblem("", "mapping", "cannot be mapped")] });
        await using var host = await TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Order>("shop").Submit("erp"));

        await host.SettleAsync();

        _world.Erp.Ledger.Select(entry => entry.Key).ShouldBe(["SO-2"]);
        var refused = await host.ExceptionsAsync(WorkState.Rejected);
        refused.Select(item => item.Problems.Single().Code).ShouldBe(["json", "mapping"], ignoreOrder: true);
    }
}
