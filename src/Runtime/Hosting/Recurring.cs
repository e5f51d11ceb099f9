namespace Crossdock.Runtime;

/// <summary>Work beside the work: done when the host starts, and then again and again until it stops. A failure ends neither it nor the host.</summary>
internal static class Recurring
{
    /// <param name="work">What is done.</param>
    /// <param name="every">The pause after it was done.</param>
    /// <param name="failed">Told of a failure; answers with the pause after it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">The host stops.</param>
    public static async Task RunAsync(Func<CancellationToken, Task> work, TimeSpan every, Func<Exception, TimeSpan> failed, TimeProvider time, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var pause = every;
            try
            {
                await work(stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                pause = failed(failure);
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
