namespace Crossdock.Runtime;

/// <summary>
/// Several effects of one step in one call. Each is committed as being sent before the call and ends by its own result; a batch that an all-or-nothing
/// remote refuses is halved until the offender is alone, in at most 2n calls.
/// </summary>
internal sealed class EffectBatch(EffectExecutor executor, IReadOnlyList<EffectRun> runs)
{
    private readonly EffectStep _step = runs[0].BatchStep;
    private readonly IConnector _connector = runs[0].BatchConnector;
    private readonly EffectManifest _declared = runs[0].Declared;

    private string Connection => _step.Connection;

    public async Task RunAsync(CancellationToken abort)
    {
        var ready = await PickAsync(runs, run => run.GetReadyForBatchAsync(abort)).ConfigureAwait(false);
        if (ready.Count == 1)
        {
            await executor.GuardAsync(ready[0], () => ready[0].SendAloneAsync(abort)).ConfigureAwait(false);
        }
        else if (ready.Count > 1)
        {
            await SendAsync(ready, refusal: null, abort).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(IReadOnlyList<EffectRun> part, ConnectorError? refusal, CancellationToken abort)
    {
        var retryAt = default(DateTimeOffset);
        using var pass = abort.IsCancellationRequested ? null : executor.Seams.Of(Connection).TryEnter(_declared.Cost, out retryAt);
        if (pass is null)
        {
            // After a refusal it counts as an attempt: a quota too short for the halving must not start it over and over.
            await EachAsync(part, run => refusal is null ? run.ReleaseAsync(abort.IsCancellationRequested ? null : retryAt) : run.RetryAfterRefusalAsync(refusal)).ConfigureAwait(false);
            return;
        }

        // In two steps: the first commits may be old by the time the last one is done.
        var begun = await PickAsync(part, run => run.BeginInBatchAsync()).ConfigureAwait(false);
        var sent = await PickAsync(begun, run => run.IsStillInTimeAsync()).ConfigureAwait(false);
        var (requests, readable) = await MakeRequestsAsync(sent).ConfigureAwait(false);
        if (readable.Count < 2)
        {
            await EachAsync(readable, run => run.CallAloneAsync(pass, abort)).ConfigureAwait(false);
            return;
        }

        pass.Spend(_declared.Cost);
        var (results, error) = await CallAsync(requests, pass, abort).ConfigureAwait(false);
        if (results is not null)
        {
            await Task.WhenAll(readable.Select((run, index) => SettleAsync(run, results[index]))).ConfigureAwait(false);
        }
        else if (_declared.BatchSemantics == BatchSemantics.AllOrNothing && IsRefusal(error!.Kind))
        {
            await HalveAsync(readable, error, abort).ConfigureAwait(false);
        }
        else
        {
            await EachAsync(readable, run => run.SettleInBatchAsync(null, error)).ConfigureAwait(false);
        }
    }

    private async Task HalveAsync(IReadOnlyList<EffectRun> refused, ConnectorError error, CancellationToken abort)
    {
        Log.BatchHalved(executor.Logger, Connection, _step.Operation.Name, refused.Count, error.RemoteCode);
        var kept = await PickAsync(refused, run => run.TakeBackAsync()).ConfigureAwait(false);
        var middle = (kept.Count + 1) / 2;
        foreach (var half in new[] { kept.Take(middle).ToList(), kept.Skip(middle).ToList() })
        {
            if (half.Count > 0)
            {
                await SendAsync(half, error, abort).ConfigureAwait(false);
            }
        }
    }

    private async Task<(IReadOnlyList<BatchResult>? Results, ConnectorError? Error)> CallAsync(IReadOnlyList<object> requests, SeamPass pass, CancellationToken abort)
    {
        using var activity = CrossdockActivity.StartBatch(_step, requests.Count);
        var (results, error) = await executor
            .CallAsync(Connection, token => _step.ExecuteBatchAsync(_connector, requests, token), FailureText.ToWriteError, pass, activity, abort)
            .ConfigureAwait(false);
        return results is null ? (null, error)
            : results.Count == requests.Count && results.All(result => result is not null) ? (results, null)
            : (null, new ConnectorError
            {
                Kind = ErrorKind.UnknownOutcome,
                Message = $"'{Connection}' was sent {requests.Count} effects in one call and its connector gave {results.Count(result => result is not null)} results, so nobody knows which happened; correct the connector.",
                RemoteCode = "batch-results",
            });
    }

    private async Task<(List<object> Requests, List<EffectRun> Runs)> MakeRequestsAsync(IReadOnlyList<EffectRun> sent)
    {
        var requests = new List<object>(sent.Count);
        var readable = new List<EffectRun>(sent.Count);
        foreach (var run in sent)
        {
            try
            {
                requests.Add(run.MakeRequest());
                readable.Add(run);
            }
            catch (ConnectorException unreadable)
            {
                await executor.GuardAsync(run, () => run.SettleInBatchAsync(null, unreadable.Error)).ConfigureAwait(false);
            }
        }

        return (requests, readable);
    }

    private Task SettleAsync(EffectRun run, BatchResult result)
    {
        if (result.Error is { } error)
        {
            executor.Seams.Of(Connection).NotePause(error);
        }

        return executor.GuardAsync(run, () => run.SettleInBatchAsync(result.Result, result.Error));
    }

    private static bool IsRefusal(ErrorKind kind) => kind is ErrorKind.Validation or ErrorKind.Conflict or ErrorKind.NotFound or ErrorKind.Permanent;

    private Task EachAsync(IReadOnlyList<EffectRun> part, Func<EffectRun, Task> handle) =>
        Task.WhenAll(part.Select(run => executor.GuardAsync(run, () => handle(run))));

    /// <summary>Those that stay in play. One that fails unexpectedly ends by itself and does not.</summary>
    private async Task<IReadOnlyList<EffectRun>> PickAsync(IReadOnlyList<EffectRun> part, Func<EffectRun, Task<bool>> stays)
    {
        var flags = new bool[part.Count];
        await Task.WhenAll(part.Select((run, index) => executor.GuardAsync(run, async () => flags[index] = await stays(run).ConfigureAwait(false)))).ConfigureAwait(false);
        return [.. part.Where((_, index) => flags[index])];
    }
}
