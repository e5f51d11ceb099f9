using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>A source whose versions are 1 apart: a gap waits and is raised, and nothing is ever skipped by itself.</summary>
public sealed class GapTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Versions_in_any_order_and_repeated_reach_the_target_one_after_the_other(int seed)
    {
        var random = new Random(seed);
        await using var host = await StartAsync();
        var versions = Enumerable.Range(1, 12).Concat(Enumerable.Range(1, 12).Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(versions);
        foreach (var version in versions)
        {
            await TellAsync(host, version);
            if (random.Next(3) == 0)
            {
                await host.PassAsync(TimeSpan.FromSeconds(1));
            }
        }

        await host.SettleAsync();

        Received().ShouldBe(Enumerable.Range(1, 12), $"seed {seed}");
        (await host.ExceptionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_that_does_not_come_parks_the_one_behind_it_and_says_who_has_to_send_what()
    {
        await using var host = await StartAsync();
        await TellAsync(host, 1);
        (await TellAsync(host, 3)).Disposition.ShouldBe(AcceptDisposition.OutOfOrder);

        await host.UntilAsync(() => _world.Time.GetUtcNow() > World.Start.AddMinutes(11));

        var parked = (await host.ExceptionsAsync(WorkState.Parked)).ShouldHaveSingleItem();
        parked.Error!.Message.ShouldBe(
            "Version 3 of order 'SO-1' came from 'shop', and version 2 before it did not. Let it send that version again: this item then runs by itself. "
            + "Or replay it to go on without, or discard it.");
        Received().ShouldBe([1]);

        await TellAsync(host, 2);
        await host.SettleAsync();
        Received().ShouldBe([1, 2, 3]);
        (await host.ExceptionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_may_go_on_without_the_missing_version_which_is_then_too_late()
    {
        await using var host = await StartAsync();
        foreach (var version in new[] { 1, 5, 3 })
        {
            await TellAsync(host, version);
        }

        await host.UntilAsync(() => _world.Time.GetUtcNow() > World.Start.AddMinutes(11));
        var fifth = (await host.ExceptionsAsync(WorkState.Parked)).Single(item => item.Envelope.SourceVersion == 5);

        (await host.Store.ReplayAsync("default", fifth.Id, "anna", "the shop lost them", _world.Time.GetUtcNow(), Cancel)).ShouldBeTrue();
        await host.SettleAsync();

        Received().ShouldBe([1, 3, 5]);
        (await TellAsync(host, 4)).Disposition.ShouldBe(AcceptDisposition.Stale);
        await host.SettleAsync();
        Received().ShouldBe([1, 3, 5]);
    }

    [Fact]
    public async Task A_gap_of_one_document_holds_up_no_other()
    {
        await using var host = await StartAsync();
        await TellAsync(host, 1);
        await TellAsync(host, 3);
        await TellAsync(host, 1, "SO-2");
        await TellAsync(host, 2, "SO-2");

        await host.UntilAsync(() => _world.Erp.CountOf("submit-order", "SO-2") == 2);

        Received().ShouldBe([1]);
    }

    [Fact]
    public async Task A_gap_survives_a_restart()
    {
        await using (var host = await StartAsync())
        {
            await TellAsync(host, 2);
        }

        await using var next = await StartAsync();
        await TellAsync(next, 1);
        await next.SettleAsync();

        Received().ShouldBe([1, 2]);
    }

    private Task<TestHost> StartAsync() => TestHost.StartAsync(
        _world,
        _folder.Store,
        flow => flow.On<Order>("shop").Pushed().Contiguous(firstVersion: 1, waitAtMost: TimeSpan.FromMinutes(10)).Submit("erp"));

    private static Task<IntakeResult> TellAsync(TestHost host, int version, string number = "SO-1") =>
        host.Intake.AcceptAsync("shop", Docs.Order(number) with { PurchaseOrderNumber = $"{version}" }, version, Cancel);

    private List<int> Received() =>
    [
        .. _world.Erp.Ledger.Where(entry => entry.Key == "SO-1")
            .Select(entry => int.Parse(Order.Codec.Parse(entry.Document).Value!.PurchaseOrderNumber!, System.Globalization.CultureInfo.InvariantCulture)),
    ];
}
