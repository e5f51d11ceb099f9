using Crossdock.Storage;

namespace Crossdock.Runtime;

internal sealed partial class EffectRun
{
    /// <summary>Whether sending again is harmless although nobody knows if the last send worked.</summary>
    private bool IsRepeatable => Step.Operation.IsAbsolute || !Step.Operation.IsFinancial;

    private bool IsKeyRemembered(DateTimeOffset now) => executor.IsKeyRemembered(Manifest, _effect!, now);

    /// <summary>After how long a send shows at the remote, or never will.</summary>
    private TimeSpan ShowsAfter => executor.Options.RemoteDoneAfter + Manifest.SettleTime;

    private bool HasNoGuard => Manifest.Idempotency is IdempotencyMode.None or IdempotencyMode.Undeclared;

    /// <summary>The last send may have happened. Decides when to look, or that nobody can.</summary>
    private Task DoubtAsync(ConnectorError error)
    {
        if (HasNoGuard && !IsRepeatable)
        {
            return ParkAsync(error);
        }

        if (_attempts + 1 >= executor.Retry.MaxAttempts)
        {
            return ParkAsync(error);
        }

        var now = executor.Now;
        var pause = executor.Retry.DelayAfter(_attempts + 1, error.RetryAfter);
        var lost = LostAt(error, now) + executor.Options.InDoubtGrace + Manifest.SettleTime - now; // it may still commit, and the search may lag behind that
        var wait = IsKeyRemembered(now) || (HasNoGuard && pause > lost) ? pause : lost;
        return DoubtAsync(error, now, now + wait);
    }

    /// <summary>
    /// From when on the remote works on a request that nobody waits for. A remote that was cut off by a stop of ours may be in the middle of it, well and in
    /// time: it counts as lost only when the call would have been given up anyway, which is before the end of the lease it was sent under. And not before a whole
    /// remote time-out from now: the clock may have been set forward, so that what was sent just now seems to be long ago.
    /// </summary>
    private DateTimeOffset LostAt(ConnectorError error, DateTimeOffset now) => !FailureText.IsOwnStop(error) || _effect!.LastSentAt is not { } sent
        ? now
        : Later(Earlier(sent, now) + executor.Options.Lease, now + executor.Options.RemoteTimeout);

    // A stamp of a clock that was ahead says no more than that it was sent by now.
    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private async Task DoubtAsync(ConnectorError error, DateTimeOffset now, DateTimeOffset dueAt)
    {
        // What was lost while we looked on was under way until now. The stamp of its sending is older, and a claim may come before it is due.
        var lost = With(EffectState.InDoubt);
        var commit = NewCommit(WorkState.Ready, now) with
        {
            DueAt = dueAt,
            Effect = FailureText.IsOwnStop(error) ? lost : lost with { LastSentAt = now },
            CountsAsAttempt = true,
            Error = error,
            Audit = [Audit("effect.in-doubt", Describe(error))],
        };
        if (await CommitAsync(commit).ConfigureAwait(false) == CommitOutcome.Committed)
        {
            Moved("in_doubt");
            Log.InDoubt(executor.Logger, work.Key, _effect!.Sends, error.Kind, error.RemoteCode, dueAt);
        }
    }

    /// <summary>Leaves doubt by the way the remote offers: its own key, its search, or a person.</summary>
    private Task ResolveAsync(CancellationToken abort)
    {
        var now = executor.Now;
        if (HasNoGuard && !IsRepeatable)
        {
            return ParkAsync(NoWayToAsk());
        }

        if (IsKeyRemembered(now))
        {
            return SendAsync(isDoubtful: true, entered: null, abort);
        }

        if (executor.IsAhead(_effect!.LastSentAt, now))
        {
            return CountAgainAsync(now);
        }

        if (SettledAt(now) is { } settled && settled > now)
        {
            return executor.ReleaseAsync(work, settled);
        }

        // Without a guard it is told again; not sooner, or the lost request could come after it, and after newer ones.
        return HasNoGuard ? SendAsync(isDoubtful: false, entered: null, abort) : ProbeAsync(abort);
    }

    /// <summary>From when on the last send shows, or never will. Mostly past already: it was put off so long; but a replay comes at once, and clocks are set.</summary>
    private DateTimeOffset? SettledAt(DateTimeOffset now)
    {
        if (executor.Clock.SinceSetForward is { } since && since < ShowsAfter)
        {
            return now + ShowsAfter - since;
        }

        // A replay takes the error away, which would tell whether the remote broke off or we did.
        return work.Error is { } error && !FailureText.IsOwnStop(error)
            ? _effect!.LastSentAt + executor.Options.InDoubtGrace + Manifest.SettleTime
            : _effect!.LastSentAt + executor.Options.SendDoneAfter + Manifest.SettleTime;
    }

    /// <summary>The clock was set back since it was sent: what it has to wait for is counted from now.</summary>
    private Task CountAgainAsync(DateTimeOffset now) =>
        CommitAsync(NewCommit(WorkState.Ready, now) with { DueAt = now + ShowsAfter, Effect = With(_effect!.State) with { LastSentAt = now }, Error = work.Error });

    private async Task ProbeAsync(CancellationToken abort)
    {
        if (abort.IsCancellationRequested)
        {
            await executor.ReleaseAsync(work, dueAt: null).ConfigureAwait(false);
            return;
        }

        // Paid together: with a short quota, probes alone would eat up what the send needs.
        using var pass = await EnterAsync(Manifest.ProbeCost + Manifest.Cost).ConfigureAwait(false);
        if (pass is null)
        {
            return;
        }

        pass.Spend(Manifest.ProbeCost);
        var unresolved = IsAskedFirst ? _effect!.State : EffectState.InDoubt;
        var (found, error) = await CallAsync("probe", (call, token) => Step.ProbeAsync(Connector, call, token), FailureText.ToError, pass, abort).ConfigureAwait(false);
        await (found?.Outcome switch
        {
            ProbeOutcome.Found when IsAskedFirst && work.Key.Revision > 1 => ParkAsync(FoundOfUnknownContent()),
            ProbeOutcome.Found => ConfirmAsync(EffectResult.AlreadyApplied(found.Remote)),
            ProbeOutcome.NotFound => SendAsync(isDoubtful: false, pass, abort),
            null when !IsRetryable(error!.Kind) && error.Kind != ErrorKind.UnknownOutcome => ParkAsync(error),
            null => RetryAsync(error!, With(unresolved)),
            _ => RetryAsync(NobodyKnows(), With(unresolved)),
        }).ConfigureAwait(false);
    }

    private ConnectorError NoWayToAsk() => new()
    {
        Kind = ErrorKind.UnknownOutcome,
        Message = $"'{Connection}' takes no key and cannot be searched, so nobody but a person can tell whether the effect happened. Look it up there, enter it by hand if it did not, then discard this item.",
    };

    private ConnectorError NobodyKnows() => new()
    {
        Kind = ErrorKind.UnknownOutcome,
        Message = $"'{Connection}' cannot tell whether the effect happened. Look it up there: discard this item if it did, replay it to ask again.",
    };
}
