using System.Collections.Concurrent;
using System.Threading.Channels;
using Crossdock.Storage;

namespace Crossdock.Runtime;

/// <summary>
/// Claimed work of one connection and the workers that handle it. Each connection has its own, so that a slow or paused system holds up nobody else.
/// </summary>
internal sealed class ConnectionQueue
{
    private readonly WaitingWork _waiting = new();

    // One mark per piece of work; a mark whose work went out in somebody else's batch finds nothing.
    private readonly Channel<byte> _marks = Channel.CreateUnbounded<byte>();
    private readonly ConcurrentDictionary<long, List<ClaimedWork>> _companions = new();
    private readonly Func<ClaimedWork, Task> _handle;
    private readonly DocumentGate? _gate;
    private readonly WorkSignal _signal;
    private readonly int _limit;
    private readonly int _most;
    private int _held;

    public ConnectionQueue(
        ConnectionDescriptor connection,
        int limit,
        ConnectionSeam seam,
        WorkSignal signal,
        Func<ConnectionQueue, ClaimedWork, Task> handle)
    {
        Name = connection.Name;
        Seam = seam;
        _limit = limit;

        // As much again as can run is held ahead, so that workers need not wait for a claim; more would only burn its lease.
        _most = 2 * connection.Manifest.Effects.Select(effect => effect.MaxBatch).Append(limit).Max();
        _gate = connection.Manifest.SerialisePerDocument ? new DocumentGate() : null;
        _signal = signal;
        _handle = work => handle(this, work);
    }

    public string Name { get; }

    public ConnectionSeam Seam { get; }

    /// <summary>Work that is claimed and not done.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>How much more may be claimed: what workers can take on, and no more than the seam would let through.</summary>
    public int RoomAt(DateTimeOffset now)
    {
        var room = Seam.RoomAt(now);
        return Math.Max(0, Math.Min(_most - Held, room == int.MaxValue ? room : room - _waiting.Count));
    }

    public Task Run() => Task.WhenAll(Enumerable.Range(0, _limit).Select(_ => Task.Run(WorkAsync)));

    /// <summary>Hands work out. What is posted together can go out together.</summary>
    public void Post(IReadOnlyCollection<ClaimedWork> work)
    {
        Interlocked.Add(ref _held, work.Count);
        _waiting.Add(work);
        foreach (var _ in work)
        {
            _marks.Writer.TryWrite(0);
        }
    }

    /// <summary>Waiting work of the same step that can go out in the same call; handled by the caller from here on.</summary>
    public IReadOnlyList<ClaimedWork> TakeAlike(ClaimedWork work, int most)
    {
        bool IsAlike(ClaimedWork other) =>
            other.Step == work.Step && other.Flow == work.Flow && other.Effect?.State is null or EffectState.Intent or EffectState.Rejected;

        var alike = _waiting.TakeWhere(IsAlike, most);
        if (_gate is not null)
        {
            alike.RemoveAll(other => !_gate.TryEnter(other)); // whoever works on that document takes it over
        }

        _companions[work.Id] = alike;
        return alike;
    }

    /// <summary>The workers end once the queue is empty.</summary>
    public void Complete() => _marks.Writer.TryComplete();

    private async Task WorkAsync()
    {
        await foreach (var _ in _marks.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (!_waiting.TryTake(out var work) || _gate?.TryEnter(work) == false)
            {
                continue; // it went out with others, or whoever works on that document takes it over
            }

            var next = new Queue<ClaimedWork>([work]);
            while (next.TryDequeue(out var current))
            {
                await _handle(current).ConfigureAwait(false);
                foreach (var done in _companions.TryRemove(current.Id, out var companions) ? companions.Prepend(current) : [current])
                {
                    if (_gate?.Leave(done) is { } follower)
                    {
                        next.Enqueue(follower);
                    }

                    Interlocked.Decrement(ref _held);
                }

                _signal.Set();
            }
        }
    }
}
