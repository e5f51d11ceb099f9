using Crossdock.Storage;

namespace Crossdock.Runtime;

/// <content>Keeping back what may not be written now.</content>
internal sealed partial class EffectRun
{
    /// <summary>Ends the claim when the step's posting window is closed.</summary>
    /// <param name="command">The command; empty before it is made, when only the clock decides.</param>
    /// <returns>True when it was held or parked.</returns>
    private async Task<bool> IsKeptBackAsync(ReadOnlyMemory<byte> command)
    {
        var now = executor.Now;
        if (Step.Window?.At(now, command) is not { IsOpen: false } state)
        {
            return false;
        }

        if (state.Refusal is { } refusal)
        {
            await ParkUnsentAsync(refusal).ConfigureAwait(false);
            return true;
        }

        var reason = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"held until {state.Until:u}: {state.Reason}");
        var commit = NewCommit(WorkState.Held, now) with
        {
            DueAt = state.Until - now > LongestWait.Least ? now + LongestWait.Least : state.Until,
            HoldReason = reason,
            Error = work.Error,
            Audit = [Audit("work.held", reason)],
        };
        if (await CommitAsync(commit).ConfigureAwait(false) == CommitOutcome.Committed)
        {
            Moved("held");
            Log.Held(executor.Logger, work.Key, reason);
        }

        return true;
    }

    /// <summary>Parks what was never sent without a ledger row, so that a replay starts from the document; what is in doubt stays in doubt.</summary>
    private async Task ParkUnsentAsync(ConnectorError error)
    {
        var effect = _effect is { Sends: > 0 } ? With(_effect.State == EffectState.InDoubt ? EffectState.Parked : _effect.State) : null;
        if (await EndForPersonAsync(WorkState.Parked, "work.parked", error, effect).ConfigureAwait(false))
        {
            Moved("parked");
            Log.ParkedUnsent(executor.Logger, work.Key, error.Kind, error.RemoteCode);
        }
    }
}
