using Crossdock.Storage;
using Microsoft.Extensions.Logging;

namespace Crossdock.Runtime;

/// <summary>Forgets, once an hour, what is past its retention.</summary>
internal sealed class Housekeeping(ICrossdockStore store, CrossdockOptions options, TimeProvider time, ILogger logger)
{
    // So that a first purge of an old store does not go on for hours beside the work; the rest follows in an hour.
    private const int MaxRounds = 20;
    private static readonly TimeSpan s_every = TimeSpan.FromHours(1);

    public bool IsNeeded => options.InputRetention is not null || options.KpiRetention is not null;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (IsNeeded && !stopping.IsCancellationRequested)
        {
            try
            {
                await PurgeAsync(stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                Log.StoreFailed(logger, "purging", failure.GetType().Name, s_every);
            }

            await Task.Delay(s_every, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PurgeAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var request = new PurgeRequest(Before(options.InputRetention, now), Before(options.KpiRetention, now));
        var all = default(PurgeResult);
        for (var round = 0; round < MaxRounds; round++)
        {
            var found = await store.PurgeAsync(request, stopping).ConfigureAwait(false);
            if (found == default)
            {
                break;
            }

            all = new PurgeResult(all.Inputs + found.Inputs, all.RawTexts + found.RawTexts, all.Kpis + found.Kpis);
        }

        if (all != default)
        {
            Log.Purged(logger, all.Inputs, all.RawTexts, all.Kpis);
        }
    }

    private static DateTimeOffset Before(TimeSpan? retention, DateTimeOffset now) =>
        retention is { } kept && kept < now - DateTimeOffset.MinValue ? now - kept : DateTimeOffset.MinValue;
}
