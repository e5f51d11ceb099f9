using Crossdock.Storage;
using Microsoft.Extensions.Logging;

namespace Crossdock.Runtime;

/// <summary>Forgets, once an hour, what is past its retention.</summary>
internal sealed class Housekeeping(ICrossdockStore store, CrossdockOptions options, TimeProvider time, ILogger logger)
{
    // So that a first purge of an old store does not go on for hours beside the work; the rest follows in an hour.
    private const int MaxRounds = 20;
    private static readonly TimeSpan s_every = TimeSpan.FromHours(1);

    private bool IsNeeded => options.InputRetention is not null || options.KpiRetention is not null;

    public Task RunAsync(CancellationToken stopping) => IsNeeded ? Recurring.RunAsync(PurgeAsync, s_every, Failed, time, stopping) : Task.CompletedTask;

    private TimeSpan Failed(Exception failure)
    {
        Log.StoreFailed(logger, "purging", failure.GetType().Name, s_every);
        return s_every;
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
