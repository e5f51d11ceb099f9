using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;
using Microsoft.Extensions.Options;

namespace Crossdock.Runtime.Tests;

/// <summary>What is old and needed by nobody is forgotten; what protects from doing something twice is not.</summary>
public sealed class RetentionTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_event_that_comes_again_days_after_the_purge_makes_no_second_effect()
    {
        await using var host = await StartAsync();
        var events = Enumerable.Range(1, 3).Select(version => (Order: Docs.Order("SO-1") with { PurchaseOrderNumber = $"PO-{version}" }, Version: version)).ToList();
        foreach (var (order, version) in events)
        {
            await host.Intake.AcceptAsync("shop", order, version, Cancel);
            await host.SettleAsync();
        }

        await host.PassAsync(TimeSpan.FromDays(60));
        await host.PassAsync(TimeSpan.FromHours(1));
        await host.PassAsync(TimeSpan.FromHours(1));
        foreach (var (order, version) in events)
        {
            (await host.Intake.AcceptAsync("shop", order, version, Cancel)).WorkCreated.ShouldBe(0);
        }

        await host.SettleAsync();
        _world.Erp.Ledger.Select(entry => entry.Revision).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Inputs_that_changed_nothing_are_forgotten_and_effects_are_not()
    {
        await using var host = await StartAsync();
        await host.Intake.AcceptAsync("shop", Docs.Order("SO-1"), 1, Cancel);
        await host.Intake.AcceptAsync("shop", Docs.Order("SO-1"), 2, Cancel);
        await host.Intake.AcceptAsync("shop", Docs.Order("SO-1"), 3, Cancel);
        await host.SettleAsync();

        var purged = await host.Store.PurgeAsync(new PurgeRequest(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue), Cancel);

        purged.Inputs.ShouldBe(1, "version 2 changed nothing and is not the newest");
        purged.Kpis.ShouldBeGreaterThan(0);
        (await host.Store.FindEffectsAsync("default", "erp", "submit-order", "SO-1", Cancel)).ShouldHaveSingleItem().Command.Length.ShouldBeGreaterThan(0);
        (await host.Store.FindDocumentsAsync("default", "order", "order/SO-1", Cancel)).ShouldHaveSingleItem().Envelope.SourceVersion.ShouldBe(3);
        (await host.Store.PurgeAsync(new PurgeRequest(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue), Cancel)).ShouldBe(default);
    }

    [Fact]
    public async Task Start_up_refuses_to_forget_sooner_than_a_replay_may_come()
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => TestHost.StartAsync(_world, _folder.Store, configure: options =>
        {
            options.InputRetention = TimeSpan.FromDays(7);
            options.ReplayHorizon = TimeSpan.FromDays(30);
        }));

        failure.Failures.ShouldContain(
            "Crossdock:InputRetention (7.00:00:00) must be longer than Crossdock:ReplayHorizon (30.00:00:00), or an input could come again after it was forgotten.");
    }

    private Task<TestHost> StartAsync() => TestHost.StartAsync(
        _world,
        _folder.Store,
        flow => flow.On<Order>("shop").Pushed().Submit("erp"),
        options =>
        {
            options.InputRetention = TimeSpan.FromDays(31);
            options.KpiRetention = TimeSpan.FromDays(31);
        });
}
