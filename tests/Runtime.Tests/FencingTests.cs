using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>Two workers over one store, of which one is frozen past its lease and wakes up again.</summary>
public sealed class FencingTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(EffectState.Sending)]
    [InlineData(EffectState.Confirmed)]
    public async Task A_worker_frozen_past_its_lease_neither_sends_nor_overwrites_when_it_wakes(EffectState frozenAt)
    {
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        FreezingStore? frozen = null;
        var first = await TestHost.StartAsync(_world, _folder.Store, flow: SubmitOnly, decorate: store => frozen = new FreezingStore(store, frozenAt));
        await first.UntilAsync(() => frozen!.IsFrozen);

        var second = await TestHost.StartAsync(_world, _folder.Store, flow: flow => flow.On<Canonical.Order>("shop").Pushed().Submit("erp"), decorate: _ => new BorrowedStore(frozen!.Inner));
        var status = await second.SettleAsync(TimeSpan.FromSeconds(5));
        status.Count(WorkState.Confirmed).ShouldBe(1);
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);

        frozen!.Thaw();
        await first.SettleAsync();
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
        (await first.Monitor.ReadStatusAsync(TestContext.Current.CancellationToken)).Totals.EffectsConfirmed.ShouldBe(1);

        await second.DisposeAsync();
        await first.DisposeAsync();
    }

    private static void SubmitOnly(FlowBuilder flow) => flow.On<Canonical.Order>("shop").Submit("erp");

    /// <summary>Holds up one worker: before its claim to send is known to be stored, or before the answer it got is stored.</summary>
    private sealed class FreezingStore(ICrossdockStore inner, EffectState at) : ForwardingStore(inner)
    {
        private readonly TaskCompletionSource _thawed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ICrossdockStore Inner { get; } = inner;

        public bool IsFrozen { get; private set; }

        public void Thaw() => _thawed.SetResult();

        public override async Task<CommitOutcome> CommitAsync(WorkCommit commit, CancellationToken cancellationToken)
        {
            if (commit.Effect?.State != at || IsFrozen)
            {
                return await base.CommitAsync(commit, cancellationToken);
            }

            var outcome = at == EffectState.Sending ? await base.CommitAsync(commit, cancellationToken) : (CommitOutcome?)null;
            IsFrozen = true;
            await _thawed.Task;
            return outcome ?? await base.CommitAsync(commit, cancellationToken);
        }
    }

    /// <summary>The store of another worker, opened and closed by that one.</summary>
    private sealed class BorrowedStore(ICrossdockStore inner) : ForwardingStore(inner)
    {
        public override Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
