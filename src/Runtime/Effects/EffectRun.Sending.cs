using Crossdock.Storage;

namespace Crossdock.Runtime;

internal sealed partial class EffectRun
{
    /// <summary>Commits that it is being sent, then sends it. Only with that commit in the store does anything go out.</summary>
    /// <param name="isDoubtful">True when an earlier send may have happened: then no answer but a definite one ends the doubt.</param>
    /// <param name="entered">Leave that was given already; null asks for it.</param>
    /// <param name="abort">Gives up the call; the effect is then in doubt.</param>
    private async Task SendAsync(bool isDoubtful, SeamPass? entered, CancellationToken abort)
    {
        if (abort.IsCancellationRequested)
        {
            await executor.ReleaseAsync(work, dueAt: null).ConfigureAwait(false);
            return;
        }

        // What is in doubt comes here past no window.
        if (_effect!.State == EffectState.InDoubt && await IsKeptBackAsync(_effect.Command).ConfigureAwait(false))
        {
            return;
        }

        using var pass = entered ?? await EnterAsync(Manifest.Cost).ConfigureAwait(false);
        if (pass is not null && await BeginAsync(isDoubtful).ConfigureAwait(false))
        {
            await CallAsync(isDoubtful, pass, abort).ConfigureAwait(false);
        }
    }

    /// <summary>Asks the connection's seam; when it refuses, the claim goes back untouched until there is a chance.</summary>
    private async Task<SeamPass?> EnterAsync(int cost)
    {
        if (Seam.TryEnter(cost, out var retryAt) is { } pass)
        {
            return pass;
        }

        await executor.ReleaseAsync(work, retryAt).ConfigureAwait(false);
        return null;
    }

    /// <summary>Commits that it is being sent, under a new lease.</summary>
    /// <returns>False when it must not be sent; the claim is then lost or ended.</returns>
    private async Task<bool> BeginAsync(bool isDoubtful)
    {
        _before = _effect!;
        _begunAt = executor.Time.GetTimestamp();
        var now = executor.Now;
        var sending = _before with { State = EffectState.Sending, Sends = _before.Sends + 1, FirstSentAt = _before.FirstSentAt ?? now, LastSentAt = now };
        var commit = NewCommit(WorkState.Claimed, now) with { LeaseUntil = now + executor.Options.Lease, Effect = sending, Error = work.Error };
        switch (await CommitAsync(commit).ConfigureAwait(false))
        {
            case CommitOutcome.Fenced:
                return false;
            case CommitOutcome.KeyConflict:
                await DeadLetterAsync(KeyTaken(), effect: null).ConfigureAwait(false);
                return false;
        }

        return await IsInTimeAsync(isDoubtful).ConfigureAwait(false);
    }

    /// <summary>A process that was frozen since the commit must not send under a lease that somebody else may hold by now, nor repeat a key that is forgotten by now.</summary>
    private async Task<bool> IsInTimeAsync(bool isDoubtful)
    {
        // By both clocks: the one of the wall may have been set back, the other may stand still while a machine sleeps.
        var most = executor.Options.Lease - executor.Options.RemoteTimeout;
        var now = executor.Now;
        if (now - _effect!.LastSentAt <= most && executor.Time.GetElapsedTime(_begunAt) <= most && (!isDoubtful || IsKeyRemembered(now)))
        {
            return true;
        }

        await PutBackAsync(_before!).ConfigureAwait(false);
        return false;
    }

    private async Task CallAsync(bool isDoubtful, SeamPass pass, CancellationToken abort)
    {
        pass.Spend(Manifest.Cost);
        var (result, error) = await CallAsync("execute", (call, token) => Step.ExecuteAsync(Connector, call, token), FailureText.ToWriteError, pass, abort).ConfigureAwait(false);
        await SettleAsync(result, error, isDoubtful).ConfigureAwait(false);
    }

    /// <summary>Ends the claim by what the remote answered.</summary>
    private Task SettleAsync(EffectResult? result, ConnectorError? error, bool isDoubtful) => result switch
    {
        { Outcome: EffectOutcome.Applied or EffectOutcome.AlreadyApplied } => ConfirmAsync(result),
        { Outcome: EffectOutcome.Rejected } => RejectAsync(result),
        _ => FailAsync(error!, isDoubtful),
    };

    private Task FailAsync(ConnectorError error, bool isDoubtful)
    {
        // A failed repeat says nothing about the send before it.
        var state = isDoubtful ? EffectState.InDoubt : EffectState.Intent;
        return error.Kind switch
        {
            ErrorKind.UnknownOutcome => DoubtAsync(error),
            _ when IsRetryable(error.Kind) => RetryAsync(error, With(state)),
            ErrorKind.Validation => DeadLetterAsync(error, With(EffectState.Rejected)),
            _ when isDoubtful => ParkAsync(error),
            _ => DeadLetterAsync(error, With(EffectState.Rejected)),
        };
    }

    private async Task<(T? Answer, ConnectorError? Error)> CallAsync<T>(
        string verb,
        Func<EffectCall, CancellationToken, Task<T>> send,
        Func<Exception, string, ConnectorError> toError,
        SeamPass pass,
        CancellationToken abort)
        where T : class
    {
        var call = Call;
        using var activity = CrossdockActivity.StartCall(verb, Step, call);
        return await executor.CallAsync(Connection, token => send(call, token), toError, pass, activity, abort).ConfigureAwait(false);
    }

    private EffectCall Call => new(work.Key, _effect!.Command, _effect.Sends, work.Envelope.CorrelationId);

    private Task PutBackAsync(EffectRecord before)
    {
        var now = executor.Now;
        return CommitAsync(NewCommit(WorkState.Ready, now) with { DueAt = now, Effect = before, Error = work.Error });
    }

    private static bool IsRetryable(ErrorKind kind) => kind is ErrorKind.Transient or ErrorKind.Throttled or ErrorKind.Auth;

    private ConnectorError KeyTaken() => new()
    {
        Kind = ErrorKind.Conflict,
        Message = "The idempotency key is taken by another command; two steps or two documents share one natural key. Tell them apart with KeyBy.",
    };
}
