using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.OrderToCash.Tests;

/// <summary>A whole run inside the test process, with systems of its own.</summary>
internal static class RunOnce
{
    public static Task<RunReport> RunAsync(
        TemporaryFolder folder, int orders, double faults, long seed, Action<IServiceCollection>? customise = null, TimeSpan? stallLimit = null)
    {
        var plan = RunPlan.Prepare(new RunOptions { Orders = orders, Faults = faults, Seed = seed, Store = folder.File("run.db") });
        var run = new OrderToCashRun(plan, new NoDisplay(), TimeProvider.System) { Customise = customise, StallLimit = stallLimit ?? TimeSpan.FromSeconds(20) };
        return run.RunAsync(TestContext.Current.CancellationToken);
    }

    private sealed class NoDisplay : IProgressDisplay
    {
        public Task ShowAsync(Func<Action<RunProgress>, Task> workAsync) => workAsync(_ => { });
    }
}
