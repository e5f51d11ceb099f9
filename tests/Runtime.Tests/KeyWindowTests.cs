using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>A key is repeated only as long as the remote knows it for certain, up to when the repeat may arrive.</summary>
public sealed class KeyWindowTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public KeyWindowTests()
    {
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        (_world.Erp.Mode, _world.Erp.KeyWindow) = (IdempotencyMode.NativeKey, TimeSpan.FromDays(1));
        _world.Erp.Script = call => call is { Verb: "execute", Number: 1 } ? Fault.LostAfter : Fault.None;
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(600, "execute")]
    [InlineData(61, "probe")] // a repeat may be done a remote time-out and the grace later, by a clock that differs a little
    public async Task A_repeat_that_may_come_after_the_window_is_a_question_instead(int window, string second)
    {
        _world.Erp.KeyWindow = TimeSpan.FromSeconds(window);
        await using var host = await StartAsync();
        await host.SettleAsync();

        _world.Erp.Calls.Select(call => call.Verb).ShouldBe(["execute", second]);
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
    }

    [Fact]
    public async Task A_process_that_stood_still_before_a_repeat_asks_when_the_window_is_over()
    {
        _world.Erp.KeyWindow = TimeSpan.FromSeconds(120);
        var sends = 0;
        await using var host = await StartAsync(store => new SlowStore(store, commit =>
        {
            if (commit.Effect?.State == EffectState.Sending && ++sends == 2)
            {
                _world.Time.Advance(TimeSpan.FromSeconds(85)); // not too long for its lease
            }
        }));
        await host.SettleAsync();

        _world.Erp.Calls.Select(call => call.Verb).ShouldBe(["execute", "probe"]);
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
    }

    /// <summary>A call may take 30 s, a remote that broke off 5 s more, and the clocks of two machines may differ by a time-out: 65 s in all.</summary>
    [Theory]
    [InlineData(0, 0, 66, true)]
    [InlineData(0, 0, 65, false)]
    [InlineData(-10, -10, 76, true)]
    [InlineData(-10, -10, 75, false)]
    [InlineData(30, 30, 96, true)] // by a clock that differs a little
    [InlineData(31, 31, 1000, false)] // by one that was ahead: nobody knows how long ago
    [InlineData(-1000, -1031, 10_000, false)] // first sent after it was last sent: the clock was set meanwhile
    [InlineData(-1000, -1030, 10_000, true)]
    public async Task Until_when_a_key_is_known(int firstSent, int lastSent, int window, bool isKnown)
    {
        await using var host = new OneClaim(_world);
        var effect = host.Claim(SubmitOrder.Operation, EffectState.InDoubt, World.Start.AddSeconds(firstSent)).Effect! with { LastSentAt = World.Start.AddSeconds(lastSent) };
        host.Executor.IsKeyRemembered(Manifest(IdempotencyMode.NativeKey, window), effect, World.Start).ShouldBe(isKnown);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_shortens_it()
    {
        var clock = new SetClock(_world.Time);
        await using var host = new OneClaim(_world, clock: clock);
        clock.By = TimeSpan.FromSeconds(-20);
        var effect = host.Claim(SubmitOrder.Operation, EffectState.InDoubt, World.Start.AddSeconds(-100)).Effect!;

        host.Executor.IsKeyRemembered(Manifest(IdempotencyMode.NativeKey, 100 - 20 + 65 + 20), effect, clock.GetUtcNow()).ShouldBeFalse();
        host.Executor.IsKeyRemembered(Manifest(IdempotencyMode.NativeKey, 100 - 20 + 65 + 21), effect, clock.GetUtcNow()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_key_that_was_never_sent_or_that_nobody_keeps_is_not_known()
    {
        await using var host = new OneClaim(_world);
        var effect = host.Claim(SubmitOrder.Operation, EffectState.InDoubt, World.Start).Effect!;

        host.Executor.IsKeyRemembered(Manifest(IdempotencyMode.NaturalKeyLookup, 1000), effect, World.Start).ShouldBeFalse();
        host.Executor.IsKeyRemembered(Manifest(IdempotencyMode.NativeKey, null), effect, World.Start).ShouldBeFalse();
        host.Executor.IsKeyRemembered(Manifest(IdempotencyMode.NativeKey, 1000), effect with { FirstSentAt = null }, World.Start).ShouldBeFalse();
        host.Executor.IsKeyRemembered(Manifest(IdempotencyMode.NativeKey, 1000), effect with { LastSentAt = null }, World.Start).ShouldBeTrue();
    }

    private static EffectManifest Manifest(IdempotencyMode mode, int? window) =>
        new(SubmitOrder.Operation, mode, window is { } seconds ? TimeSpan.FromSeconds(seconds) : null, [], TimeSpan.Zero);

    private Task<TestHost> StartAsync(Func<ICrossdockStore, ICrossdockStore>? decorate = null) =>
        TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Order>("shop").Submit("erp"), decorate: decorate);

    private sealed class SlowStore(ICrossdockStore inner, Action<WorkCommit> after) : ForwardingStore(inner)
    {
        public override async Task<CommitOutcome> CommitAsync(WorkCommit commit, CancellationToken cancellationToken)
        {
            var outcome = await base.CommitAsync(commit, cancellationToken);
            after(commit);
            return outcome;
        }
    }
}
