using System.Threading.Channels;
using Crossdock.Storage;

namespace Crossdock.Runtime;

/// <summary>
/// Claimed work of one connection and the workers that handle it. Each connection has its own, so that a slow or paused system holds up nobody else.
/// </summary>
internal sealed class ConnectionQueue
{
    private readonly Channel<ClaimedWork> _work = Channel.CreateUnbounded<ClaimedWork>();
    private readonly Func<ClaimedWork, Task> _handle;
    private readonly DocumentGate? _gate;
    private readonly WorkSignal _signal;
    private readonly int _limit;
    private long _pausedUntil;
    private int _held;

    public ConnectionQueue(ConnectionDescriptor connection, int defaultLimit, WorkSignal signal, Func<ConnectionQueue, ClaimedWork, Task> handle)
    {
        Name = connection.Name;
        _limit = connection.Manifest.MaxConcurrency > 0 ? connection.Manifest.MaxConcurrency : defaultLimit;
        _gate = connection.Manifest.SerialisePerDocument ? new DocumentGate() : null;
        _signal = signal;
        _handle = work => handle(this, work);
    }

    public string Name { get; }

    /// <summary>No call before this time: the remote asked for a pause.</summary>
    public DateTimeOffset PausedUntil => new(Interlocked.Read(ref _pausedUntil), TimeSpan.Zero);

    /// <summary>Work that is claimed and not done.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>
    /// How much more may be claimed. As much again as can run is held ahead, so that workers need not wait for a claim; more would only burn its lease.
    /// </summary>
    public int RoomAt(DateTimeOffset now) => now >= PausedUntil ? Math.Max(0, (2 * _limit) - Held) : 0;

    public Task Run() => Task.WhenAll(Enumerable.Range(0, _limit).Select(_ => Task.Run(WorkAsync)));

    public void Post(ClaimedWork work)
    {
        Interlocked.Increment(ref _held);
        _work.Writer.TryWrite(work);
    }

    /// <summary>The workers end once the queue is empty.</summary>
    public void Complete() => _work.Writer.TryComplete();

    public void Pause(DateTimeOffset until)
    {
        var ticks = until.UtcTicks;
        var seen = Interlocked.Read(ref _pausedUntil);
        while (ticks > seen)
        {
            var found = Interlocked.CompareExchange(ref _pausedUntil, ticks, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }

    private async Task WorkAsync()
    {
        await foreach (var claimed in _work.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            ClaimedWork? next = claimed;
            if (_gate is not null && !_gate.TryEnter(claimed))
            {
                continue; // whoever works on that document takes it over
            }

            while (next is not null)
            {
                var current = next;
                await _handle(current).ConfigureAwait(false);
                next = _gate?.Leave(current);
                Interlocked.Decrement(ref _held);
                _signal.Set();
            }
        }
    }
}
