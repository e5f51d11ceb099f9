using Crossdock.Storage;
using Microsoft.Extensions.Logging;

namespace Crossdock.Runtime;

/// <summary>Claims due work and hands it to the queue of its connection.</summary>
internal sealed class Dispatcher
{
    /// <summary>Pause when the store says something is due and gives nothing, so that a busy connection does not make a busy loop.</summary>
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(25);

    private static readonly TimeSpan s_countEvery = TimeSpan.FromSeconds(5);
    private static readonly string s_owner = $"{Environment.MachineName}/{Environment.ProcessId}";
    private readonly ICrossdockStore _store;
    private readonly CrossdockOptions _options;
    private readonly EffectExecutor _executor;
    private readonly WorkSignal _signal;
    private readonly CrossdockMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Dictionary<string, ConnectionQueue> _queues;
    private readonly CancellationTokenSource _abort = new();
    private DateTimeOffset _countedAt;
    private CancellationToken _stopping;

    public Dispatcher(
        ICrossdockStore store,
        CrossdockOptions options,
        IEnumerable<ConnectionDescriptor> connections,
        EffectExecutor executor,
        WorkSignal signal,
        CrossdockMetrics metrics,
        TimeProvider time,
        ILogger logger)
    {
        _store = store;
        _options = options;
        _executor = executor;
        _signal = signal;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _queues = connections.ToDictionary(
            connection => connection.Name,
            connection => new ConnectionQueue(connection, options.WorkersPerConnection, signal, HandleAsync),
            StringComparer.Ordinal);
    }

    /// <summary>Claims until told to stop, then lets calls under way finish, then cancels them.</summary>
    /// <returns>The number of calls that had to be cancelled.</returns>
    public async Task<int> RunAsync(CancellationToken stopping)
    {
        _stopping = stopping;
        var workers = Task.WhenAll(_queues.Values.Select(queue => queue.Run()));
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await ClaimAsync(stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                Log.StoreFailed(_logger, "claiming", failure.GetType().Name, _options.IdleInterval);
                await Task.Delay(_options.IdleInterval, _time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return await DrainAsync(workers).ConfigureAwait(false);
    }

    private async Task ClaimAsync(CancellationToken stopping)
    {
        var now = _time.GetUtcNow();
        var busy = _queues.Values.Where(queue => queue.RoomAt(now) == 0).ToList();
        var room = Math.Clamp(_queues.Values.Sum(queue => queue.RoomAt(now)), 1, _options.ClaimBatch);
        var request = new ClaimRequest(s_owner, room, now, _options.Lease, [.. busy.Select(queue => queue.Name)]);

        // Not cancelled by a stop: what is claimed is handed out, and then released by the workers.
        var claimed = await _store.ClaimAsync(request, CancellationToken.None).ConfigureAwait(false);
        foreach (var work in claimed)
        {
            if (_queues.TryGetValue(work.Key.Connection, out var queue))
            {
                queue.Post(work);
            }
            else
            {
                await _executor.HandleAsync(work, queue: null, _abort.Token).ConfigureAwait(false);
            }
        }

        if (claimed.Count < room)
        {
            await _signal.WaitAsync(await NextWaitAsync(busy, stopping).ConfigureAwait(false), _time, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Until something is due, a paused connection opens, or it is time to look for what another process accepted.</summary>
    private async Task<TimeSpan> NextWaitAsync(List<ConnectionQueue> busy, CancellationToken stopping)
    {
        await CountBacklogAsync(stopping).ConfigureAwait(false);
        var next = await _store.NextDueAsync(stopping).ConfigureAwait(false);
        var now = _time.GetUtcNow();
        var until = now + _options.IdleInterval;
        foreach (var moment in busy.Select(queue => queue.PausedUntil).Where(paused => paused > now).Append(next ?? until))
        {
            until = moment < until ? moment : until;
        }

        return until - now > s_shortest ? until - now : s_shortest;
    }

    private async Task CountBacklogAsync(CancellationToken stopping)
    {
        var now = _time.GetUtcNow();
        if (_metrics.WantsBacklog && now - _countedAt >= s_countEvery)
        {
            _countedAt = now;
            _metrics.Backlog(await _store.CountWorkAsync(stopping).ConfigureAwait(false));
        }
    }

    private Task HandleAsync(ConnectionQueue queue, ClaimedWork work) =>
        _stopping.IsCancellationRequested ? _executor.ReleaseAsync(work, dueAt: null)
        : queue.PausedUntil is var until && until > _time.GetUtcNow() ? _executor.ReleaseAsync(work, until)
        : _executor.HandleAsync(work, queue, _abort.Token);

    private async Task<int> DrainAsync(Task workers)
    {
        foreach (var queue in _queues.Values)
        {
            queue.Complete();
        }

        try
        {
            await workers.WaitAsync(_options.ShutdownTimeout, _time).ConfigureAwait(false);
            return 0;
        }
        catch (TimeoutException)
        {
            var abandoned = _queues.Values.Sum(queue => queue.Held);
            await _abort.CancelAsync().ConfigureAwait(false);
            await workers.ConfigureAwait(false);
            return abandoned;
        }
    }
}
