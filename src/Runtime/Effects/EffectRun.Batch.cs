namespace Crossdock.Runtime;

/// <content>What a batch does with each of its effects.</content>
internal sealed partial class EffectRun
{
    /// <summary>True when it may go out together with others: nothing of it can have reached the remote.</summary>
    public bool CanJoinBatch =>
        configuredStep is not null && declared is { MaxBatch: > 1 } && configuredConnector is not null
        && Step.IsBatchImplementedBy(Connector)
        && _effect?.State is null or EffectState.Intent or EffectState.Rejected
        && !IsAskedFirst;

    public int MaxBatch => Manifest.MaxBatch;

    public EffectManifest Declared => Manifest;

    public EffectStep BatchStep => Step;

    public IConnector BatchConnector => Connector;

    /// <summary>Makes the command; false when there is nothing to send in this claim.</summary>
    public async Task<bool> GetReadyForBatchAsync(CancellationToken abort) =>
        executor.Now < work.LeaseUntil && await GetReadyAsync(abort).ConfigureAwait(false);

    public Task<bool> BeginInBatchAsync() => BeginAsync(isDoubtful: false);

    public Task<bool> IsStillInTimeAsync() => IsInTimeAsync(isDoubtful: false);

    /// <summary>The request as the port takes it; an <see cref="ConnectorException"/> when the stored command cannot be read.</summary>
    public object MakeRequest() => Step.MakeRequest(Call);

    /// <summary>Goes on alone, by the port for single effects.</summary>
    public Task SendAloneAsync(CancellationToken abort) => SendAsync(isDoubtful: false, entered: null, abort);

    /// <summary>Calls alone, when it is already committed as being sent.</summary>
    public Task CallAloneAsync(SeamPass pass, CancellationToken abort) => CallAsync(isDoubtful: false, pass, abort);

    public Task SettleInBatchAsync(EffectResult? result, ConnectorError? error) => SettleAsync(result, error, isDoubtful: false);

    /// <summary>The batch was refused as a whole, so this one did not happen: it waits for the next, smaller one under a new lease.</summary>
    public async Task<bool> TakeBackAsync()
    {
        var now = executor.Now;
        var commit = NewCommit(Storage.WorkState.Claimed, now) with { LeaseUntil = now + executor.Options.Lease, Effect = With(EffectState.Intent), Error = work.Error };
        return await CommitAsync(commit).ConfigureAwait(false) == Storage.CommitOutcome.Committed;
    }

    /// <summary>The batch was refused as a whole and the rest cannot be sent now: an attempt, like a call of its own that failed.</summary>
    public Task RetryAfterRefusalAsync(ConnectorError error) => RetryAsync(error, With(EffectState.Intent));

    public Task ReleaseAsync(DateTimeOffset? dueAt) => executor.ReleaseAsync(work, dueAt);
}
