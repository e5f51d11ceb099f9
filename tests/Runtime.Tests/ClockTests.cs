using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>Fault 40: the host's clock is wrong for a while, and is put right again.</summary>
public sealed class ClockTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    public static TheoryData<int> Hours => new(1, 12, 24 * 20, 24 * 3653);

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task Work_accepted_while_the_clock_is_ahead_is_done_when_it_goes_back(int hours)
    {
        var isHeldUp = true;
        await using var host = await StartAsync(store => new IdleStore(store, () => isHeldUp));
        JumpBy(hours);
        (await host.Intake.AcceptAsync("shop", Docs.Order("SO-1"), 1, Cancel)).WorkCreated.ShouldBe(1);
        JumpBy(-hours);
        isHeldUp = false;

        await host.UntilAsync(() => _world.Erp.CountOf("submit-order", "SO-1") == 1);
        (_world.Time.GetUtcNow() - World.Start).ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Stock_that_is_gathered_ten_years_ahead_is_published_when_the_clock_goes_back()
    {
        await using var host = await StartAsync();
        JumpBy(Ahead);
        await host.Intake.AcceptAsync("warehouse", Docs.Stock("SKU-1", 5, World.Start), cancellationToken: Cancel);
        JumpBy(-Ahead);

        await host.UntilAsync(() => _world.Shop.Ledger.Count == 1);
        (_world.Time.GetUtcNow() - World.Start).ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task An_attempt_that_failed_ten_years_ahead_is_made_again_when_the_clock_goes_back()
    {
        await using var host = await StartAsync();
        _world.Erp.Script = call => call.Number == 1 ? Fault.Transient : Fault.None;
        JumpBy(Ahead);
        await host.Intake.AcceptAsync("shop", Docs.Order("SO-1"), 1, Cancel);
        await UntilCalledAsync(host);
        JumpBy(-Ahead);

        await host.UntilAsync(() => _world.Erp.CountOf("submit-order", "SO-1") == 1);
        (_world.Time.GetUtcNow() - World.Start).ShouldBeLessThan(TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData(IdempotencyMode.NaturalKeyLookup)]
    [InlineData(IdempotencyMode.NativeKey)]
    public async Task What_got_in_doubt_ten_years_ahead_is_asked_for_and_not_doubled_when_the_clock_goes_back(IdempotencyMode mode)
    {
        (_world.Erp.Mode, _world.Erp.KeyWindow) = (mode, mode == IdempotencyMode.NativeKey ? TimeSpan.FromHours(1) : null);
        await using var host = await StartAsync();
        _world.Erp.Script = call => call is { Verb: "execute", Number: 1 } ? Fault.LostAfter : Fault.None;
        JumpBy(Ahead);
        await host.Intake.AcceptAsync("shop", Docs.Order("SO-1"), 1, Cancel);
        await UntilCalledAsync(host);
        JumpBy(-Ahead);

        await host.SettleAsync();

        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
        _world.Erp.Calls.Select(call => call.Verb).ShouldBe(["execute", "probe"], "how old the key is nobody knows");
        (await host.ExceptionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_paused_ten_years_ahead_is_used_again_when_the_clock_goes_back()
    {
        await using var host = await StartAsync();
        _world.Erp.RetryAfter = TimeSpan.FromMinutes(10);
        _world.Erp.Script = call => call.Number == 1 ? Fault.Throttled : Fault.None;
        JumpBy(Ahead);
        await host.Intake.AcceptAsync("shop", Docs.Order("SO-1"), 1, Cancel);
        await UntilCalledAsync(host);
        JumpBy(-Ahead);

        await host.UntilAsync(() => _world.Erp.CountOf("submit-order", "SO-1") == 1, TimeSpan.FromSeconds(20));
        (_world.Time.GetUtcNow() - World.Start).ShouldBeLessThan(TimeSpan.FromHours(1.5));
    }

    [Fact]
    public async Task A_clock_that_jumps_ahead_loses_nothing_and_doubles_nothing()
    {
        await using var host = await StartAsync();
        for (var number = 1; number <= 5; number++)
        {
            _world.Erp.Script = call => call is { Verb: "execute", Number: 1 } ? Fault.LostAfter : Fault.None;
            await host.Intake.AcceptAsync("shop", Docs.Order($"SO-{number}"), 1, Cancel);
            await _world.PassAsync(TimeSpan.Zero);
            JumpBy(number % 2 == 0 ? 1 : Ahead);
        }

        await host.SettleAsync();

        _world.Erp.Ledger.Select(entry => entry.Key).ShouldBe(["SO-1", "SO-2", "SO-3", "SO-4", "SO-5"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_clock_that_is_set_forward_during_a_call_does_not_send_it_again()
    {
        _world.Erp.Delay = TimeSpan.FromSeconds(25);
        _world.Erp.Script = call => call is { Verb: "execute", Number: 1 } ? Fault.DoneLate : Fault.None;
        await using var host = await StartAsync();
        await host.Intake.AcceptAsync("shop", Docs.Order("SO-1"), 1, Cancel);
        await host.UntilAsync(() => _world.Erp.Calls.Count == 1, TimeSpan.FromMilliseconds(50));
        JumpBy(1);

        await host.SettleAsync();
        await host.PassAsync(_world.Erp.Delay);
        await host.PassAsync(TimeSpan.Zero);

        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
        _world.Erp.Calls.Count(call => call.Verb == "execute").ShouldBe(1);
        (await host.ExceptionsAsync()).ShouldBeEmpty();
    }

    private const int Ahead = 24 * 3653;

    private void JumpBy(int hours) => _world.Time.AdjustTime(_world.Time.GetUtcNow().AddHours(hours));

    private async Task UntilCalledAsync(TestHost host)
    {
        for (var look = 0; _world.Erp.Calls.Count == 0 || (await host.Store.CountWorkAsync(Cancel))[WorkState.Claimed] > 0; look++)
        {
            look.ShouldBeLessThan(500, "the ERP was never called, or its answer never stored");
            await _world.PassAsync(TimeSpan.Zero);
        }
    }

    private Task<TestHost> StartAsync(Func<ICrossdockStore, ICrossdockStore>? decorate = null) => TestHost.StartAsync(
        _world,
        _folder.Store,
        flow =>
        {
            flow.On<Order>("shop").Pushed().Submit("erp");
            flow.On<Inventory>("warehouse").Pushed().Coalesce(TimeSpan.FromSeconds(5)).Publish("shop");
        },
        decorate: decorate);

    /// <summary>Gives no work as long as it is told so, so that what is accepted stays where it is.</summary>
    private sealed class IdleStore(ICrossdockStore inner, Func<bool> isHeldUp) : ForwardingStore(inner)
    {
        public override Task<IReadOnlyList<ClaimedWork>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) =>
            isHeldUp() ? Task.FromResult<IReadOnlyList<ClaimedWork>>([]) : base.ClaimAsync(request, cancellationToken);
    }
}
