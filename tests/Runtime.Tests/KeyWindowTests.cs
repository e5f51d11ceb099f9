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
        _world.Erp.Mode = IdempotencyMode.NativeKey;
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
