using Crossdock.Storage;

namespace Crossdock.Runtime;

internal sealed partial class EffectRun
{
    /// <summary>Nothing happened at the remote so far: make the command once, then send it.</summary>
    private async Task StartAsync(CancellationToken abort)
    {
        if (_effect is null && !await PrepareAsync(abort).ConfigureAwait(false))
        {
            return;
        }

        await SendAsync(isDoubtful: false, abort).ConfigureAwait(false);
    }

    /// <summary>Makes the command's bytes. They are stored with the first send and never made again.</summary>
    /// <returns>False when there is nothing to send.</returns>
    private async Task<bool> PrepareAsync(CancellationToken abort)
    {
        if (Step.IsOnlyOnce && await FindEarlierAsync(abort).ConfigureAwait(false) is { } earlier)
        {
            await DeadLetterAsync(AlreadySent(earlier), effect: null).ConfigureAwait(false);
            return false;
        }

        ReadOnlyMemory<byte> command;
        try
        {
            var context = new MappingContext(executor.Store, work.Key, work.Envelope, executor.Now);
            command = await Step.MakeCommandAsync(work.Document, context, abort).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (StoreException or OutOfMemoryException))
        {
            if (abort.IsCancellationRequested)
            {
                await executor.ReleaseAsync(work, dueAt: null).ConfigureAwait(false);
            }
            else
            {
                await FailMappingAsync(failure).ConfigureAwait(false);
            }

            return false;
        }

        if (command.IsEmpty)
        {
            await FinishWithoutEffectAsync().ConfigureAwait(false);
            return false;
        }

        _effect = new EffectRecord { Key = work.Key, State = EffectState.Intent, Command = command, Fingerprint = Fingerprint.Of(command.Span) };
        return true;
    }

    private Task FailMappingAsync(Exception failure)
    {
        var error = failure is ConnectorException known
            ? known.Error
            : new ConnectorError
            {
                Kind = ErrorKind.Permanent,
                Message = $"The mapping of step '{work.Step}' failed with {failure.GetType().Name}; correct it and replay.",
                RemoteCode = failure.GetType().Name,
            };
        return IsRetryable(error.Kind) ? RetryAsync(error, effect: null) : DeadLetterAsync(error, effect: null);
    }

    /// <summary>Commits that it is being sent, then sends it. Only with that commit in the store does anything go out.</summary>
    /// <param name="isDoubtful">True when an earlier send may have happened: then no answer but a definite one ends the doubt.</param>
    /// <param name="abort">Gives up the call; the effect is then in doubt.</param>
    private async Task SendAsync(bool isDoubtful, CancellationToken abort)
    {
        var before = _effect!;
        if (abort.IsCancellationRequested)
        {
            await executor.ReleaseAsync(work, dueAt: null).ConfigureAwait(false);
            return;
        }

        var now = executor.Now;
        var sending = before with { State = EffectState.Sending, Sends = before.Sends + 1, FirstSentAt = before.FirstSentAt ?? now, LastSentAt = now };
        var commit = NewCommit(WorkState.Claimed, now) with { LeaseUntil = now + executor.Options.Lease, Effect = sending, Error = work.Error };
        switch (await CommitAsync(commit).ConfigureAwait(false))
        {
            case CommitOutcome.Fenced:
                return;
            case CommitOutcome.KeyConflict:
                await DeadLetterAsync(KeyTaken(), effect: null).ConfigureAwait(false);
                return;
        }

        // A process that was frozen here must not send under a lease that somebody else may hold by now.
        if (executor.Now - now > executor.Options.Lease - executor.Options.RemoteTimeout)
        {
            await PutBackAsync(before).ConfigureAwait(false);
            return;
        }

        var (result, error) = await CallAsync("execute", (call, token) => Step.ExecuteAsync(Connector, call, token), FailureText.ToWriteError, abort).ConfigureAwait(false);
        await (result switch
        {
            { Outcome: EffectOutcome.Applied or EffectOutcome.AlreadyApplied } => ConfirmAsync(result),
            { Outcome: EffectOutcome.Rejected } => RejectAsync(result),
            _ => FailAsync(error!, isDoubtful),
        }).ConfigureAwait(false);
    }

    private Task FailAsync(ConnectorError error, bool isDoubtful)
    {
        if (error.Kind == ErrorKind.Throttled && executor.Retry.CapRetryAfter(error.RetryAfter) is { } pause)
        {
            queue?.Pause(executor.Now + pause);
        }

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
        CancellationToken abort)
        where T : class
    {
        var call = new EffectCall(work.Key, _effect!.Command, _effect.Sends, work.Envelope.CorrelationId);
        using var activity = CrossdockActivity.StartCall(verb, Step, call);
        using var timeout = new CancellationTokenSource(executor.Options.RemoteTimeout, executor.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, abort);
        ConnectorError error;
        try
        {
            // WaitAsync as well: a connector that ignores its token must not hold a worker for ever.
            var answer = await send(call, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            if (answer is not null)
            {
                executor.Metrics.Requested(Connection, "ok");
                return (answer, null);
            }

            error = toError(new InvalidOperationException(), Connection);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            error = toError(new OperationCanceledException(), Connection) with
            {
                Message = abort.IsCancellationRequested
                    ? $"The host stopped while waiting for '{Connection}'."
                    : $"'{Connection}' did not answer within {executor.Options.RemoteTimeout:c} (Crossdock:RemoteTimeout).",
                RemoteCode = abort.IsCancellationRequested ? "host-stopped" : "timeout",
            };
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            error = toError(failure, Connection);
        }

        executor.Metrics.Requested(Connection, FailureText.KindOf(error));
        CrossdockActivity.Fail(activity, error);
        return (null, error);
    }

    private Task PutBackAsync(EffectRecord before)
    {
        var now = executor.Now;
        return CommitAsync(NewCommit(WorkState.Ready, now) with { DueAt = now, Effect = before, Error = work.Error });
    }

    private async Task<EffectRecord?> FindEarlierAsync(CancellationToken abort)
    {
        if (work.Key.Revision == 1)
        {
            return null;
        }

        var effects = await executor.Store
            .FindEffectsAsync(work.Key.Tenant, work.Key.Connection, work.Key.Operation, work.Key.DocumentKey, abort)
            .ConfigureAwait(false);
        return effects.FirstOrDefault(effect => effect.Key.Revision < work.Key.Revision && effect.State is not (EffectState.Intent or EffectState.Rejected));
    }

    private static bool IsRetryable(ErrorKind kind) => kind is ErrorKind.Transient or ErrorKind.Throttled or ErrorKind.Auth;

    private ConnectorError AlreadySent(EffectRecord earlier) => new()
    {
        Kind = ErrorKind.Conflict,
        Message = $"Revision {earlier.Key.Revision} of this effect reached '{Connection}' ({earlier.State}), and the document changed since. "
            + "This effect is done once only: correct it at the remote by hand (e.g. credit and invoice again), then discard this item.",
    };

    private ConnectorError KeyTaken() => new()
    {
        Kind = ErrorKind.Conflict,
        Message = "The idempotency key is taken by another command; two steps or two documents share one natural key. Tell them apart with KeyBy.",
    };
}
