using Crossdock.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Crossdock.Runtime;

/// <summary>The running parts of one host: pollers and dispatcher.</summary>
internal sealed class CrossdockRuntime
{
    private readonly ICrossdockStore _store;
    private readonly FlowModel _flows;
    private readonly IServiceProvider _services;
    private readonly CrossdockOptions _options;
    private readonly DocumentIntake _intake;
    private readonly WorkSignal _signal;
    private readonly ReplaySignal _replays;
    private readonly CrossdockMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConnectionDescriptor[] _connections;
    private readonly CancellationTokenSource _stopping = new();
    private Dispatcher? _dispatcher;
    private IReadOnlyList<ISourcePoller> _pollers = [];
    private Task _polling = Task.CompletedTask;
    private Task _beside = Task.CompletedTask;
    private Task<int> _dispatching = Task.FromResult(0);

    public CrossdockRuntime(
        ICrossdockStore store,
        FlowModel flows,
        IServiceProvider services,
        IOptions<CrossdockOptions> options,
        DocumentIntake intake,
        WorkSignal signal,
        ReplaySignal replays,
        CrossdockMetrics metrics,
        IEnumerable<ConnectionDescriptor> connections,
        TimeProvider time,
        ILoggerFactory? loggers = null)
    {
        _store = store;
        _flows = flows;
        _services = services;
        _options = options.Value;
        _intake = intake;
        _signal = signal;
        _replays = replays;
        _metrics = metrics;
        _connections = [.. connections];
        _time = time;
        _logger = loggers?.CreateLogger("Crossdock") ?? NullLogger.Instance;
    }

    /// <summary>The polled sources and how far they are; empty before the start.</summary>
    public IReadOnlyList<SourceStatus> Sources => [.. _pollers.Select(poller => poller.Status)];

    /// <summary>What may go out to each connection; empty before the start.</summary>
    public IReadOnlyList<ConnectionStatus> Connections => _dispatcher?.ReadStatus() ?? [];

    /// <summary>Opens the store, which gives back what a dead process had claimed, then starts to work.</summary>
    /// <exception cref="StoreException">The store cannot be used; the text says what to do.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _store.OpenAsync(cancellationToken).ConfigureAwait(false);
        var retry = new RetrySchedule(_options.Retry);
        var executor = new EffectExecutor(_store, _flows, _services, _connections, _options, retry, _metrics, _time, _logger);
        var dispatcher = new Dispatcher(_store, _options, _connections, executor, _signal, _metrics, _time, _logger);
        var shared = new PollerServices(_store, _intake, _options, retry, executor.Seams, _metrics, _time, _logger);
        _dispatcher = dispatcher;
        _pollers =
        [
            .. _flows.Sources.Where(source => source.IsPolled)
                .Select(source => source.CreatePoller(shared, _services.GetRequiredKeyedService<IConnector>(source.Source))),
        ];
        _dispatching = Task.Run(() => dispatcher.RunAsync(_stopping.Token), CancellationToken.None);
        _polling = Task.WhenAll(_pollers.Select(poller => Task.Run(() => poller.RunAsync(_stopping.Token), CancellationToken.None)));
        var housekeeping = new Housekeeping(_store, _options, _time, _logger);
        var anchoring = new Anchoring(_store, _services.GetService<IAuditAnchor>(), _options.Audit, _time, _logger);
        var dryRuns = new DryRuns(_store, _flows, _services, _connections, executor, _replays, _logger);
        _beside = Task.WhenAll(((Func<CancellationToken, Task>[])[housekeeping.RunAsync, anchoring.RunAsync, dryRuns.RunAsync]).Select(run => Task.Run(() => run(_stopping.Token), CancellationToken.None)));
        if (_options.RestoredBackupOf is { } takenAt)
        {
            Log.AsksFirst(_logger, takenAt);
        }

        Log.Started(_logger, _flows.Names.Count, _connections.Length, _pollers.Count);
    }

    /// <summary>Stops claiming and reading, and returns when nothing is under way any more.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _signal.Set();
        await _polling.ConfigureAwait(false);
        await _beside.ConfigureAwait(false);
        Log.Stopped(_logger, await _dispatching.ConfigureAwait(false));
    }
}
