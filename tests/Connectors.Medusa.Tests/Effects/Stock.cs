using Crossdock.Canonical;

namespace Crossdock.Connectors.Medusa.Tests.Effects;

/// <summary>Stock goes out absolute, per location, and only where there is one.</summary>
public class Stock
{
    [Fact]
    public async Task A_level_that_is_there_is_set_and_one_that_is_not_is_made_in_one_call()
    {
        var fake = new FakeShop { ["A-1", "sloc_1"] = 5 };
        await using var shop = new TestShop(fake.Handler);

        (await shop.DoAsync(Documents.Stock(("A-1", "WH-1", 12), ("B-2", "Berlin", 7)), "stock")).Outcome.ShouldBe(EffectOutcome.Applied);

        (fake["A-1", "sloc_1"], fake["B-2", "sloc_1"]).ShouldBe((12m, 7m));
        fake.Handler.Calls.Count(call => call.Method == "POST").ShouldBe(1);
    }

    [Fact]
    public async Task Stock_that_is_as_it_should_be_is_not_sent_again()
    {
        var fake = new FakeShop { ["A-1", "sloc_1"] = 5 };
        await using var shop = new TestShop(fake.Handler);

        (await shop.DoAsync(Documents.Stock(("A-1", "WH-1", 5)), "stock")).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);

        fake.Handler.Calls.ShouldAllBe(call => call.Method == "GET");
    }

    [Fact]
    public async Task Stock_below_zero_which_the_shop_refuses_is_zero()
    {
        var fake = new FakeShop { ["A-1", "sloc_1"] = 5 };
        await using var shop = new TestShop(fake.Handler);

        await shop.DoAsync(Documents.Stock(("A-1", "WH-1", -3)), "stock");

        fake["A-1", "sloc_1"].ShouldBe(0);
    }

    [Fact]
    public async Task A_location_that_the_shop_does_not_have_gets_no_stock_though_the_shop_would_take_it()
    {
        var fake = new FakeShop();
        await using var shop = new TestShop(fake.Handler, options => options.StockLocations["WH-2"] = "sloc_gone");

        var result = await shop.DoAsync(Documents.Stock(("A-1", "WH-2", 3)), "stock");

        (result.Outcome, result.Error!.Kind).ShouldBe((EffectOutcome.Rejected, ErrorKind.NotFound));
        result.Error.Message.ShouldContain("'WH-2'");
        result.Error.Message.ShouldContain("Crossdock:Connections:shop:StockLocations");
        fake.Levels.ShouldBe(0);
    }

    [Fact]
    public async Task Stock_in_doubt_is_probed()
    {
        var fake = new FakeShop { AnswersToLose = 1 };
        await using var shop = new TestShop(fake.Handler);
        var stock = Documents.Stock(("A-1", "WH-1", 3));

        (await shop.ProbeAsync(stock, "stock")).Outcome.ShouldBe(ProbeOutcome.NotFound);
        (await Should.ThrowAsync<ConnectorException>(() => shop.DoAsync(stock, "stock"))).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        (await shop.ProbeAsync(stock, "stock")).Outcome.ShouldBe(ProbeOutcome.Found);
    }

    [Fact]
    public async Task A_level_that_somebody_made_meanwhile_is_looked_up_anew()
    {
        var fake = new FakeShop();
        fake.BeforeStock = () =>
        {
            fake["A-1", "sloc_1"] = 9;
            fake.BeforeStock = () => { };
        };
        await using var shop = new TestShop(fake.Handler);
        var stock = Documents.Stock(("A-1", "WH-1", 3));

        (await Should.ThrowAsync<ConnectorException>(() => shop.DoAsync(stock, "stock"))).Kind.ShouldBe(ErrorKind.Transient);
        (await shop.DoAsync(stock, "stock")).Outcome.ShouldBe(EffectOutcome.Applied);

        fake["A-1", "sloc_1"].ShouldBe(3);
    }

    [Fact]
    public async Task Of_a_batch_only_what_cannot_be_published_is_refused()
    {
        var fake = new FakeShop();
        await using var shop = new TestShop(fake.Handler);

        var results = await shop.DoAllAsync(
            Documents.Stock(("A-1", "WH-1", 3)), Documents.Stock(("NOPE", "WH-1", 1)), Documents.Stock(("A-1", "WH-1", 4)), Documents.Stock((null, "WH-1", 4)));

        results.Select(result => result.Result!.Outcome == EffectOutcome.Rejected).ShouldBe([false, true, false, true]);
        (results[1].Result!.Error!.Message.Contains("'NOPE'", StringComparison.Ordinal), results[3].Result!.Error!.Pointer).ShouldBe((true, "/positions/0/item/sellerItemId"));
        fake["A-1", "sloc_1"].ShouldBe(4, "the later document counts");
    }

    [Fact]
    public async Task A_filter_that_the_shop_ignores_sets_no_stock()
    {
        var fake = new FakeShop();
        fake.Unknown.Add("sku[]");
        await using var shop = new TestShop(fake.Handler);

        (await Should.ThrowAsync<ConnectorException>(() => shop.DoAsync(Documents.Stock(("A-1", "WH-1", 3)), "stock"))).Kind.ShouldBe(ErrorKind.Permanent);

        fake.Levels.ShouldBe(0);
    }
}
