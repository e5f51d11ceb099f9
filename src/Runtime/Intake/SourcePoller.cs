using Crossdock.Canonical;
using Crossdock.Storage;

namespace Crossdock.Runtime;

/// <summary>Polls one source. The checkpoint moves in the transaction that stores the page, so a page is read again rather than skipped.</summary>
internal sealed class SourcePoller<T>(PollerServices services, SourcePlan<T> plan, IChangeSource<T> source) : ISourcePoller
    where T : class, ICanonicalDocument<T>
{
    /// <summary>Documents remembered at least; twice as many at most, at some hundred bytes each.</summary>
    private const int Remembered = 16_384;

    private readonly LastSeen<T> _lastSeen = new(Remembered);
    private readonly ConnectionSeam _seam = services.Seams.Of(plan.Source);
    private readonly int _cost = services.Seams.CostOfReading(plan.Source, T.Codec.Name);
    private readonly CheckpointKey _key = new(services.Options.Tenant, plan.Source, T.Codec.Name);
    private volatile SourceStatus _status = new(plan.Source, T.Codec.Name, IsCaughtUp: false, LastReadAt: null, Error: null);
    private int _failures;

    public SourceStatus Status => _status;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            TimeSpan pause;
            try
            {
                pause = await ReadPageAsync(stopping).ConfigureAwait(false) ? TimeSpan.Zero : services.Options.PollInterval;
                _failures = 0;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                pause = Fail(failure);
            }

            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, services.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>True when another page can be read at once.</returns>
    private async Task<bool> ReadPageAsync(CancellationToken stopping)
    {
        await _seam.WaitToReadAsync(_cost, stopping).ConfigureAwait(false);
        using var activity = CrossdockActivity.StartPoll(plan.Source, T.Codec.Name);
        var after = await services.Store.ReadCheckpointAsync(_key, stopping).ConfigureAwait(false);
        var page = await CallAsync(new ChangeQuery(after, services.Options.PageSize), stopping).ConfigureAwait(false);
        services.Metrics.Requested(plan.Source, "ok");

        var context = services.Intake.NewContext();
        var entries = new List<InboxEntry>(page.Changes.Count);
        var stored = new List<(string DocumentKey, UInt128 Identity)>();
        foreach (var change in page.Changes)
        {
            if (_lastSeen.Knows(change, out var identity))
            {
                continue;
            }

            entries.AddRange(ToEntries(change, context));
            if (identity is { } known)
            {
                stored.Add((change.DocumentKey, known));
            }
        }

        var move = page.Next == after ? null : new CheckpointMove(_key, page.Next);
        if (entries.Count > 0 || move is not null)
        {
            // Not cancelled by a stop: a page that was read is stored as a whole.
            await services.Intake.StoreAsync(entries, move, CancellationToken.None).ConfigureAwait(false);
        }

        stored.ForEach(one => _lastSeen.Remember(one.DocumentKey, one.Identity));

        // A source that says "more" without moving on would be read in a tight loop.
        var more = page.HasMore && move is not null;
        _status = new SourceStatus(plan.Source, T.Codec.Name, !more, services.Time.GetUtcNow(), Error: null);
        return more;
    }

    private async Task<ChangePage<T>> CallAsync(ChangeQuery query, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(services.Options.RemoteTimeout, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            return await source.ReadChangesAsync(query, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            throw new ConnectorException(
                ErrorKind.Transient,
                $"'{plan.Source}' did not answer within {services.Options.RemoteTimeout:c} (Crossdock:RemoteTimeout).");
        }
    }

    private IReadOnlyList<InboxEntry> ToEntries(Change<T> change, PlanContext context)
    {
        var seen = new Observation
        {
            DocumentKey = change.DocumentKey,
            SourceVersion = change.SourceVersion,
            OccurredAt = change.OccurredAt,
            Raw = change.Raw,
        };
        if (change.Problems.Count > 0)
        {
            return [plan.Refuse(change.Problems, seen, context)];
        }

        return change.Document is { } document
            ? plan.Accept(document, seen, context)
            : [plan.Refuse([new DocumentProblem("", "mapping", "The connector gave neither a document nor a problem; correct the connector.")], seen, context)];
    }

    private TimeSpan Fail(Exception failure)
    {
        var error = FailureText.ToError(failure, plan.Source);
        _failures = Math.Min(_failures + 1, services.Options.Retry.MaxAttempts);
        _status = _status with { IsCaughtUp = false, Error = error };
        services.Metrics.Requested(plan.Source, FailureText.KindOf(error));
        _seam.NotePause(error);
        var pause = services.Retry.DelayAfter(_failures, error.RetryAfter);
        Log.PollFailed(services.Logger, plan.Source, T.Codec.Name, error.Kind, failure.GetType().Name, pause);
        return pause;
    }
}
