using System.Threading.Channels;

namespace Crossdock.Runtime;

/// <summary>Wakes the dispatcher. A signal given while nobody waits is kept, so none is lost.</summary>
internal sealed class WorkSignal
{
    private readonly Channel<byte> _pending = Channel.CreateBounded<byte>(new BoundedChannelOptions(1)
    {
        FullMode = BoundedChannelFullMode.DropWrite,
        SingleReader = true,
    });

    private Task<bool>? _waiting;

    public void Set() => _pending.Writer.TryWrite(0);

    /// <summary>Waits for a signal, at most the given time.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        // The reader's wait outlives a time-out and is taken up again; starting a second one would lose a signal.
        _waiting ??= _pending.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        if (!_waiting.IsCompleted)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(_waiting, Task.Delay(atMost, time, stop.Token)).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
        }

        if (_waiting.IsCompleted)
        {
            _pending.Reader.TryRead(out _);
            _waiting = null;
        }
    }
}
