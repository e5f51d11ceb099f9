using Crossdock.Runtime.Tests.Support;
using Microsoft.Extensions.Options;

namespace Crossdock.Runtime.Tests;

/// <summary>A host anchors its audit chains by itself, and says when one is broken.</summary>
public sealed class AnchoringTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();
    private readonly CapturedLogs _logs = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FileAuditAnchor Anchor => new(_folder.Heads);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_happened_since_the_last_time_is_anchored_as_often_as_the_options_say()
    {
        await using var host = await StartAsync();
        await WorkAsync(host, "SO-1");
        var first = await NextAsync(host);
        await WorkAsync(host, "SO-2");
        (await NewestAsync()).ShouldBe(first, "it is not due yet");

        (await NextAsync(host)).ShouldBeGreaterThan(first);

        first.ShouldBeGreaterThan(0);
        (await new AuditVerifier(host.Store, Anchor).VerifyAsync("default", Cancel)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_chain_that_was_cut_is_told_and_gets_no_new_head()
    {
        long anchored;
        await using (var host = await StartAsync())
        {
            await WorkAsync(host, "SO-1");
            await WorkAsync(host, "SO-2");
            anchored = await NextAsync(host);
        }

        _folder.Tamper("DELETE FROM audit WHERE sequence > 1");
        await using (var host = await StartAsync())
        {
            await ToldAsync(host, "broken at entry 2 (Cut)");
            await WorkAsync(host, "SO-3");
        }

        (await NewestAsync()).ShouldBe(anchored);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_to_stops_no_work_and_is_tried_again()
    {
        Directory.CreateDirectory(_folder.Heads);
        await using var host = await StartAsync();
        await WorkAsync(host, "SO-1");
        await ToldAsync(host, "were not anchored");
        Directory.Delete(_folder.Heads);

        (await NextAsync(host)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Never_is_no_schedule()
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => TestHost.StartAsync(_world, _folder.Store, configure: options => options.Audit.AnchorEvery = TimeSpan.Zero));

        failure.Failures.ShouldContain("Crossdock:Audit:AnchorEvery is 00:00:00; it must be more than zero and at most 31 days.");
    }

    private static async Task WorkAsync(TestHost host, string number)
    {
        await host.Intake.AcceptAsync("shop", Docs.Order(number), 1, Cancel);
        await host.SettleAsync();
    }

    /// <summary>The newest anchored entry, when a day has passed or it changed.</summary>
    private async Task<long> NextAsync(TestHost host)
    {
        var before = await NewestAsync();
        for (var hour = 0; hour < 24 && await NewestAsync() == before; hour++)
        {
            await host.PassAsync(TimeSpan.FromHours(1));
        }

        return await NewestAsync();
    }

    private async Task<long> NewestAsync() => (await Anchor.ReadAsync("default", Cancel)).Select(head => head.Sequence).DefaultIfEmpty().Max();

    private async Task ToldAsync(TestHost host, string text)
    {
        for (var hour = 0; hour < 24 && !_logs.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)); hour++)
        {
            await host.PassAsync(TimeSpan.FromHours(1));
        }

        _logs.Lines.ShouldContain(line => line.Contains(text, StringComparison.Ordinal));
    }

    private Task<TestHost> StartAsync() => TestHost.StartAsync(
        _world, _folder.Store, flow => flow.On<Canonical.Order>("shop").Pushed().Submit("erp"), options => options.Audit.AnchorEvery = TimeSpan.FromHours(12), logs: _logs, anchor: Anchor);
}
