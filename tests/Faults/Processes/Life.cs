using System.Globalization;
using System.Runtime.InteropServices;
using Crossdock.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Faults.Processes;

/// <summary>
/// One life of a host, in a process that is there to be ended. It is told on its input what to do, and says on its output how far it is:
/// <c>started</c>, <c>progress</c> (once), <c>armed</c>, <c>planned …</c>, <c>finished …</c>, <c>stopped</c>.
/// </summary>
internal sealed class Life : IAsyncDisposable
{
    public const string Verb = "life";

    private readonly ICrossdockStore _store;
    private readonly IAsyncDisposable _services;
    private readonly IServiceProvider _provider;
    private int _hasProgressed;

    private Life(string store, Uri systems)
    {
        _store = StoreCalls.Intercept(StoreSwitch.Create(store), Progressed);
        var services = LifeHost.Build(_store, systems);
        (_services, _provider) = (services, services);
    }

    /// <summary>Arguments: the store, the systems' address, and a failpoint with its hit that is armed from the start.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.TrySetResult();
        });
        if (args is [_, _, var failpoint, var hit])
        {
            Failpoint.Arm(failpoint, int.Parse(hit, CultureInfo.InvariantCulture));
        }

        await using var life = new Life(args[0], new Uri(args[1]));
        try
        {
            await LifeHost.StartAsync(life._provider);
        }
        catch (StoreException refusal)
        {
            Say($"refused {refusal.Kind} {refusal.Message}");
            return 2;
        }

        Failpoint.Pass("host.started");
        Say("started");
        _ = Task.Run(() => life.ObeyAsync(stop));
        await stop.Task;
        Failpoint.Pass("host.stopping");
        await LifeHost.StopAsync(life._provider);
        Failpoint.Pass("host.stopped");
        Say("stopped");
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _store.DisposeAsync();
    }

    private async Task ObeyAsync(TaskCompletionSource stop)
    {
        try
        {
            while (await Console.In.ReadLineAsync() is { } line)
            {
                await ObeyAsync(line);
            }
        }
        finally
        {
            stop.TrySetResult(); // whoever started us is gone, or we cannot be told anything any more
        }
    }

    private async Task ObeyAsync(string line)
    {
        switch (line.Split(' '))
        {
            case ["arm", var name, var hit]:
                Failpoint.Arm(name, int.Parse(hit, CultureInfo.InvariantCulture));
                Say("armed");
                break;
            case ["plan", var plan]:
                Say(await PlanEnd.RunAsync(_store, _provider.GetRequiredService<IReplayPlans>(), plan));
                break;
            case ["finish"]:
                Say(await FinishAsync());
                break;
        }
    }

    private async Task<string> FinishAsync()
    {
        try
        {
            return await StoreEnd.FinishAsync(_store);
        }
        catch (StoreException failure)
        {
            return $"stuck {failure.Kind}"; // it may come back
        }
    }

    private void Progressed()
    {
        if (Interlocked.Exchange(ref _hasProgressed, 1) == 0)
        {
            Say("progress");
        }
    }

    private static void Say(string line)
    {
        lock (Console.Out)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
