using Crossdock.Storage;

namespace Crossdock.OrderToCash;

/// <summary>Watches a run from outside until every order ended or nothing moves any more.</summary>
internal sealed class RunWatch(RemoteSystems systems, ICrossdockStore store, string tenant, Inputs inputs, TimeProvider time, TimeSpan stallLimit)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Watches.</summary>
    /// <param name="placed">How many orders were placed so far.</param>
    /// <param name="show">Shows the progress.</param>
    /// <param name="cancellationToken">Ends the watch with an exception.</param>
    /// <returns>True when every order ended; false when nothing moved for the limit.</returns>
    public async Task<bool> UntilDoneAsync(Func<int> placed, Action<RunProgress> show, CancellationToken cancellationToken)
    {
        var (last, lastMoved) = ("", time.GetTimestamp());
        RemoteCounts? counts = null;
        while (true)
        {
            // Systems that are away for a moment are what the run is about; away for too long is a stall.
            var current = await TryReadCountsAsync(cancellationToken);
            counts = current ?? counts ?? RemoteCounts.None;
            var work = await store.CountWorkAsync(cancellationToken);
            show(RunProgress.From(inputs.Good.Count, Math.Min(placed(), inputs.Good.Count), counts));
            if (current is not null && placed() == inputs.Count && await IsDoneAsync(counts, work, cancellationToken))
            {
                return true;
            }

            var now = $"{placed()} {string.Join(' ', LedgerName.All.Select(counts.Total))} {string.Join(' ', work.OrderBy(entry => entry.Key))}";
            if (now != last)
            {
                (last, lastMoved) = (now, time.GetTimestamp());
            }
            else if (time.GetElapsedTime(lastMoved) > stallLimit)
            {
                return false;
            }

            await Task.Delay(s_interval, time, cancellationToken);
        }
    }

    private async Task<RemoteCounts?> TryReadCountsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await systems.ReadCountsAsync(cancellationToken);
        }
        catch (Exception exception) when (RemoteSystems.IsAway(exception))
        {
            return null;
        }
    }

    private async Task<bool> IsDoneAsync(RemoteCounts counts, IReadOnlyDictionary<WorkState, long> work, CancellationToken cancellationToken)
    {
        // The cheap question first: as long as work can run, nothing is at its end.
        if (work.GetValueOrDefault(WorkState.Claimed) > 0 || await store.NextDueAsync(cancellationToken) is not null)
        {
            return false;
        }

        var ended = await VisibleEnds.ReadAsync(store, tenant, cancellationToken);
        return inputs.Bad.All(ended.Excused.ContainsKey)
            && inputs.Good.All(number => !BalanceCheck.Missing(number, inputs, counts, ended.Excused).Any());
    }
}
