using System.Diagnostics;

namespace Crossdock.Storage.PostgreSql.Engine;

/// <summary>
/// Bounds how long something is tried again: at once, then with growing pauses, until the time is over. Real time, whatever clock the host
/// runs on: it waits for a server.
/// </summary>
internal sealed class Retrying(TimeSpan limit)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(5);

    private readonly long _start = Stopwatch.GetTimestamp();
    private int _tries;

    /// <returns>False when the time is over, or it was cancelled.</returns>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        var pause = _tries == 0 ? TimeSpan.Zero : s_shortest * (1 << Math.Min(_tries, 10));
        pause = pause < s_longest ? pause : s_longest;
        if (cancellationToken.IsCancellationRequested || Stopwatch.GetElapsedTime(_start) + pause > limit)
        {
            return false;
        }

        _tries++;
        await Task.Delay(pause, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }
}
