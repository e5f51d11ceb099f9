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
    private int _looks = 1;
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
        _queues = connections.ToDictionary(connection => connection.Name, NewQueue, StringComparer.Ordinal);
    }

    /// <summary>What may go out to each connection.</summary>
    public IReadOnlyList<ConnectionStatus> ReadStatus() => [.. _queues.Values.Select(queue => queue.Seam.ReadStatus(queue.Held))];

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
        var rooms = _queues.Values.ToDictionary(queue => queue, queue => queue.RoomAt(now));

        // Where the seam counts what it lets through, a claim of its own keeps the count: a common one could give all its room to one connection.
        var counted = rooms.Where(entry => entry.Value > 0 && entry.Key.Seam.RoomAt(now) != int.MaxValue).ToList();
        var common = rooms.Where(entry => entry.Value > 0 && !counted.Contains(entry)).ToList();
        var most = Math.Clamp(common.Sum(entry => entry.Value), 1, _options.ClaimBatch);
        var without = rooms.Keys.Except(common.Select(entry => entry.Key)).Select(queue => queue.Name).ToList();
        var isFull = await ClaimAsync(most, without, now).ConfigureAwait(false) >= most;
        foreach (var (queue, room) in counted)
        {
            if (await ClaimAsync(Math.Min(room, _options.ClaimBatch), [.. _queues.Keys.Where(name => name != queue.Name)], now).ConfigureAwait(false) == 0)
            {
                queue.Seam.GiveUpTurn();
            }
        }

        if (!isFull)
        {
            var closed = rooms.Where(entry => entry.Value == 0).Select(entry => entry.Key.Seam.OpensAt(now)).Where(opens => opens > now).ToList();
            closed.AddRange(counted.Select(entry => entry.Key.Seam.OpensAt(now)).Where(opens => opens > now));
            await _signal.WaitAsync(await NextWaitAsync(now, closed, counted.Count > 0 || rooms.ContainsValue(0), stopping).ConfigureAwait(false), _time, stopping).ConfigureAwait(false);
        }
    }

    /// <returns>How much was there.</returns>
    private async Task<int> ClaimAsync(int room, IReadOnlyCollection<string> excluded, DateTimeOffset now)
    {
        // Not cancelled by a stop: what is claimed is handed out, and then released by the workers.
        var claimed = await _store.ClaimAsync(new ClaimRequest(s_owner, room, now, _options.Lease, excluded) { LongestWait = _executor.LongestWait }, CancellationToken.None).ConfigureAwait(false);
        foreach (var group in claimed.GroupBy(work => work.Key.Connection))
        {
            if (_queues.TryGetValue(group.Key, out var queue))
            {
                queue.Post([.. group]);
                continue;
            }

            foreach (var work in group)
            {
                await _executor.HandleAsync(work, queue: null, _abort.Token).ConfigureAwait(false);
            }
        }

        return claimed.Count;
    }

    /// <summary>Until something is due, a closed connection opens, or it is time to look for what another process accepted.</summary>
    private async Task<TimeSpan> NextWaitAsync(DateTimeOffset claimedAt, List<DateTimeOffset> closed, bool isShort, CancellationToken stopping)
    {
        await CountBacklogAsync(stopping).ConfigureAwait(false);
        var next = await _store.NextDueAsync(stopping).ConfigureAwait(false);
        var now = _time.GetUtcNow();

        // Work that was due and was not given belongs to a connection without room. Looking again finds the same until a worker is done, which wakes us,
        // or until the connection opens; so looks get rarer, up to a quarter of a second.
        _looks = isShort && next <= claimedAt ? Math.Min(_looks + 1, 10) : 1;
        var soonest = now + (s_shortest * _looks);
        var until = now + _options.IdleInterval;
        foreach (var moment in closed.Append(next is null ? until : next.Value < soonest ? soonest : next.Value))
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

    private Task HandleAsync(ConnectionQueue queue, ClaimedWork work)
    {
        if (_stopping.IsCancellationRequested)
        {
            return _executor.ReleaseAsync(work, dueAt: null);
        }

        var now = _time.GetUtcNow();
        var opens = queue.Seam.OpensAt(now);
        return opens > now ? _executor.ReleaseAsync(work, opens) : _executor.HandleAsync(work, queue, _abort.Token);
    }

    private ConnectionQueue NewQueue(ConnectionDescriptor connection)
    {
        var own = _options.Connections.TryGetValue(connection.Name, out var found) ? found.MaxConcurrency : null;
        var limit = own ?? (connection.Manifest.MaxConcurrency > 0 ? connection.Manifest.MaxConcurrency : _options.WorkersPerConnection);
        return new ConnectionQueue(connection, limit, _executor.Seams.Of(connection.Name), _signal, HandleAsync);
    }

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
