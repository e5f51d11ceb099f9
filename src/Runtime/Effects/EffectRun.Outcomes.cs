using Crossdock.Storage;

namespace Crossdock.Runtime;

internal sealed partial class EffectRun
{
    private async Task ConfirmAsync(EffectResult result)
    {
        var now = executor.Now;
        var confirmed = With(EffectState.Confirmed) with { Remote = result.Remote ?? _effect!.Remote };
        var commit = NewCommit(WorkState.Confirmed, now) with
        {
            Effect = confirmed,
            Established = Step.FactsOf(work.Envelope),
            Produced = Produce(result, now),
            Kpis = EffectKpis.OfConfirmed(Step, work.Envelope, confirmed.Command, now),
            Audit = [Audit("effect.confirmed", $"sends {confirmed.Sends}, remote id {confirmed.Remote?.Id ?? "not told"}")],
        };
        if (await CommitAsync(commit).ConfigureAwait(false) == CommitOutcome.Committed)
        {
            Moved("confirmed");
            Log.Confirmed(executor.Logger, work.Key, confirmed.Sends);
        }
    }

    /// <summary>A refusal that somebody is told about ends the work; any other waits for a person.</summary>
    private async Task RejectAsync(EffectResult result)
    {
        var error = result.Error ?? new ConnectorError { Kind = ErrorKind.Validation, Message = $"'{Connection}' refused without saying why." };
        if (Step.Acknowledgements is null)
        {
            await DeadLetterAsync(error, With(EffectState.Rejected)).ConfigureAwait(false);
            return;
        }

        var now = executor.Now;
        var commit = NewCommit(WorkState.Rejected, now) with
        {
            Effect = With(EffectState.Rejected),
            Error = error,
            Failed = Step.FactsOf(work.Envelope),
            Produced = Produce(result with { Error = error }, now),
            Kpis = EffectKpis.OfFailed(Step, now),
            Audit = [Audit("effect.rejected", Describe(error))],
        };
        if (await CommitAsync(commit).ConfigureAwait(false) == CommitOutcome.Committed)
        {
            Moved("rejected");
            Log.Rejected(executor.Logger, work.Key, error.RemoteCode);
        }
    }

    /// <summary>It did not happen, or not for certain, and may work later: again after a delay, but not for ever.</summary>
    private async Task RetryAsync(ConnectorError error, EffectRecord? effect)
    {
        var attempt = _attempts + 1;
        if (attempt >= executor.Retry.MaxAttempts)
        {
            await (effect?.State == EffectState.InDoubt ? ParkAsync(error) : DeadLetterAsync(error, effect)).ConfigureAwait(false);
            return;
        }

        var now = executor.Now;
        var dueAt = now + executor.Retry.DelayAfter(attempt, error.RetryAfter);
        var commit = NewCommit(WorkState.Ready, now) with { DueAt = dueAt, Effect = effect, CountsAsAttempt = true, Error = error };
        if (await CommitAsync(commit).ConfigureAwait(false) == CommitOutcome.Committed)
        {
            Moved("retried");
            Log.WillRetry(executor.Logger, work.Key, attempt, error.Kind, error.RemoteCode, dueAt);
        }
    }

    private async Task DeadLetterAsync(ConnectorError error, EffectRecord? effect)
    {
        if (await EndForPersonAsync(WorkState.DeadLettered, "work.dead-lettered", error, effect).ConfigureAwait(false))
        {
            Moved("dead_lettered");
            Log.DeadLettered(executor.Logger, work.Key, error.Kind, error.RemoteCode);
        }
    }

    private async Task ParkAsync(ConnectorError error)
    {
        if (await EndForPersonAsync(WorkState.Parked, "work.parked", error, With(EffectState.Parked)).ConfigureAwait(false))
        {
            Moved("parked");
            Log.Parked(executor.Logger, work.Key, error.Kind, error.RemoteCode);
        }
    }

    private async Task<bool> EndForPersonAsync(WorkState state, string action, ConnectorError error, EffectRecord? effect)
    {
        var now = executor.Now;
        var commit = NewCommit(state, now) with
        {
            Effect = effect,
            CountsAsAttempt = true,
            Error = error,
            Failed = configuredStep?.FactsOf(work.Envelope) ?? [],
            Kpis = configuredStep is null ? [] : EffectKpis.OfFailed(configuredStep, now),
            Audit = [Audit(action, Describe(error))],
        };
        return await CommitAsync(commit).ConfigureAwait(false) == CommitOutcome.Committed;
    }

    private Task FinishWithoutEffectAsync()
    {
        var now = executor.Now;
        return CommitAsync(NewCommit(WorkState.Confirmed, now) with { Audit = [Audit("work.nothing-to-do", "the mapping had nothing to send")] });
    }

    /// <summary>The documents that follow from the answer; what cannot be planned of them is refused visibly, never lost.</summary>
    private IReadOnlyList<InboxEntry> Produce(EffectResult result, DateTimeOffset now) =>
        Step.Produce(new EffectAnswer(work.Envelope, work.Key, _effect!.Command, result), executor.NewContext(now));

    // Kind and remote code only: the audit chain keeps no texts that could quote a document.
    private static string Describe(ConnectorError error) => error.RemoteCode is null ? error.Kind.ToString() : $"{error.Kind} [{error.RemoteCode}]";
}
