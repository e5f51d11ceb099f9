using Crossdock.Canonical;
using Crossdock.Faults.History;
using Crossdock.Runtime;
using Crossdock.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Crossdock.Faults.Simulation;

/// <summary>
/// One process that runs the real executor, intake and pollers. Claiming is its own, since the dispatcher lives on the thread pool; it follows the same rules:
/// claim what there is room for, let claims wait in a queue, look again when something is due.
/// </summary>
internal sealed class VirtualProcess : IKeyedServiceProvider
{
    private const int Workers = 4;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);
    private readonly SimulatedRun _run;
    private readonly ICrossdockStore _store;
    private readonly TimeProvider _time;
    private readonly EffectExecutor _executor;
    private readonly DocumentIntake _intake;
    private readonly Dictionary<string, SimConnector> _connectors;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private List<PendingCall> _calls = [];
    private int _held;

    public VirtualProcess(SimulatedRun run, string name, int jitterSeed)
    {
        _run = run;
        Name = name;
        _time = run.Seams.Time(new ProcessClock(run.Clock, this));
        _store = run.Seams.Store(new StoreClient(run, this, run.Store), run);
        _connectors = run.World.Remotes.ToDictionary(remote => remote.Name, remote => new SimConnector(run, this, remote));
        var options = run.OptionsOf(jitterSeed);
        var retry = new RetrySchedule(options.Retry);
        _executor = new EffectExecutor(_store, run.Flows, this, run.World.Connections, options, retry, SimulatedRun.Metrics, _time, NullLogger.Instance);
        var signal = new WorkSignal();
        _intake = new DocumentIntake(_store, run.Flows, Options.Create(options), signal, SimulatedRun.Metrics, _time);
        Poller = new PollerServices(_store, _intake, options, retry, _executor.Seams, SimulatedRun.Metrics, _time, NullLogger.Instance);
    }

    public string Name { get; }

    public PollerServices Poller { get; }

    public bool IsDead { get; private set; }

    public bool IsStopping => _stopping.IsCancellationRequested;

    /// <summary>It stands still until then.</summary>
    public TimeSpan FrozenUntil { get; set; }


    public object? GetKeyedService(Type serviceType, object? serviceKey) =>
        serviceType == typeof(IConnector) && serviceKey is string name ? _connectors.GetValueOrDefault(name) : null;

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
        GetKeyedService(serviceType, serviceKey) ?? throw new InvalidOperationException($"No {serviceType.Name} '{serviceKey}'.");

    public object? GetService(Type serviceType) => null;

    public void Start()
    {
        Watch(ClaimAsync());
        foreach (var poller in _run.World.CreatePollers(this))
        {
            Watch(poller.RunAsync(_stopping.Token));
        }
    }

    /// <summary>Told to end in an orderly way: no new claims, calls under way are given up.</summary>
    public void Stop()
    {
        _stopping.Cancel();
        _abort.Cancel();
    }

    public void Die()
    {
        IsDead = true;
        foreach (var call in _calls.Where(call => !call.IsFinished).Distinct().ToList())
        {
            call.Abandon();
        }

        _calls.Clear();
    }

    /// <summary>Remembers a call until it is finished.</summary>
    public void Track(PendingCall call)
    {
        if (_calls.Count >= 64)
        {
            _calls = [.. _calls.Where(one => !one.IsFinished)];
        }

        _calls.Add(call);
    }

    /// <summary>Takes a pushed document, and tells its sender how it went.</summary>
    public async Task<bool> PushAsync(string connection, Order document, RecordedInput input)
    {
        try
        {
            await _intake.AcceptAsync(connection, document, input.Version, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (StoreException)
        {
            return false;
        }
    }

    public void Watch(Task task)
    {
        if (task.IsCompletedSuccessfully)
        {
            return;
        }

        task.ContinueWith(
            static (done, state) =>
            {
                var process = (VirtualProcess)state!;
                if (done.Exception?.InnerException is { } failure && !process.IsDead)
                {
                    process._run.History.Escaped.Add($"{process.Name}: {failure.GetType().Name} {failure.Message}");
                }
            },
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private async Task ClaimAsync()
    {
        while (!IsStopping)
        {
            var pause = s_pause;
            try
            {
                var room = (2 * Workers) - _held;
                if (room > 0)
                {
                    var claimed = await _store.ClaimAsync(new ClaimRequest(Name, room, _time.GetUtcNow(), Poller.Options.Lease, []) { LongestWait = _executor.LongestWait }, CancellationToken.None).ConfigureAwait(false);
                    foreach (var work in claimed)
                    {
                        _held++;
                        _run.Enqueue(new QueuedWork(this, work));
                    }

                    if (claimed.Count == 0)
                    {
                        var next = await _store.NextDueAsync(CancellationToken.None).ConfigureAwait(false) - _time.GetUtcNow();
                        pause = next is not { } wait || wait > Poller.Options.IdleInterval ? Poller.Options.IdleInterval : wait > s_pause ? wait : s_pause;
                    }
                }
            }
            catch (StoreException)
            {
                pause = Poller.Options.IdleInterval;
            }

            await Task.Delay(pause, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HandleAsync(ClaimedWork work)
    {
        await (IsStopping ? _executor.ReleaseAsync(work, dueAt: null) : _executor.HandleAsync(work, queue: null, _abort.Token)).ConfigureAwait(false);
        _held--;
    }

    /// <summary>A claim that waits in its queue for a worker.</summary>
    private sealed class QueuedWork(VirtualProcess owner, ClaimedWork work) : PendingCall(owner)
    {
        public override void Resolve()
        {
            IsFinished = true;
            Owner.Watch(Owner.HandleAsync(work));
        }

        public override void Abandon()
        {
        }
    }
}
