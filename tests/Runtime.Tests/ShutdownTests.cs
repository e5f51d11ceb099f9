using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

public sealed class ShutdownTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_call_that_ends_within_the_shutdown_time_out_is_confirmed_and_nothing_new_is_started()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var number = 1; number <= 30; number++)
        {
            _world.Orders.Add(Docs.Order($"SO-{number}"), $"SO-{number}", 1);
        }

        _world.Erp.AfterApply = _ => answer.Task.Wait(TestContext.Current.CancellationToken);
        await using (var host = await TestHost.StartAsync(_world, _folder.Store, maxConcurrency: 2))
        {
            await host.UntilAsync(() => _world.Erp.Ledger.Count == 2, TimeSpan.FromMilliseconds(50));
            var stopping = host.StopAsync();
            answer.SetResult();
            await stopping;
            _world.Erp.Ledger.Count.ShouldBe(2);

            var work = await host.Store.CountWorkAsync(TestContext.Current.CancellationToken);
            work.GetValueOrDefault(WorkState.Claimed).ShouldBe(0);
            work[WorkState.Confirmed].ShouldBe(2);
        }

        _world.Erp.AfterApply = _ => { };
        await using var next = await TestHost.StartAsync(_world, _folder.Store);
        var status = await next.SettleAsync();
        status.Count(WorkState.Confirmed).ShouldBe(90);
        status.Totals.InDoubt.ShouldBe(0);
        _world.Erp.Ledger.Count.ShouldBe(30);
    }

    [Fact]
    public async Task A_call_that_does_not_end_is_cancelled_and_probed_at_the_next_start()
    {
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        _world.Erp.Script = _ => Fault.SilentAfter;
        await using (var host = await TestHost.StartAsync(_world, _folder.Store, configure: options => options.ShutdownTimeout = TimeSpan.FromSeconds(5)))
        {
            await host.UntilAsync(() => _world.Erp.Ledger.Count == 1, TimeSpan.FromMilliseconds(50));
            await host.StopAsync();
            (await host.Store.ReadTotalsAsync(TestContext.Current.CancellationToken)).InDoubt.ShouldBe(1);
        }

        _world.Erp.Script = _ => Fault.None;
        await using var next = await TestHost.StartAsync(_world, _folder.Store);
        (await next.SettleAsync()).Count(WorkState.Confirmed).ShouldBe(3);
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
        _world.Erp.Calls.Select(call => call.Verb).ShouldBe(["execute", "probe"]);
    }
}
