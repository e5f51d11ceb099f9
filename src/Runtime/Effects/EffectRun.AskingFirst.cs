namespace Crossdock.Runtime;

/// <content>
/// On a restored backup (<see cref="CrossdockOptions.RestoredBackupOf"/>) the ledger does not know what was sent after the backup was taken, so nothing counts as never
/// sent before the remote says so.
/// </content>
internal sealed partial class EffectRun
{
    /// <summary>Whether the part of the ledger that was lost may hold this effect. What sets a state is sent again without harm.</summary>
    private bool IsAskedFirst =>
        executor.Options.RestoredBackupOf is not null && !Step.Operation.IsAbsolute
        && _effect?.State is null or EffectState.Intent or EffectState.Rejected
        && !(_effect?.LastSentAt > executor.Options.RestoredBackupOf);

    /// <summary>Nothing was sent as far as the ledger knows: asks the remote, by the way it offers.</summary>
    private Task AskFirstAsync(CancellationToken abort)
    {
        var now = executor.Now;
        if (HasNoGuard)
        {
            return IsRepeatable ? SendAsync(isDoubtful: false, entered: null, abort) : ParkUnsentAsync(MayBeForgotten());
        }

        // Sent after the backup was taken, if at all: so long the remote knows our key.
        if (Manifest is { Idempotency: IdempotencyMode.NativeKey, KeyWindow: { } window } && now + executor.Options.RemoteDoneAfter < executor.Options.RestoredBackupOf + window)
        {
            return SendAsync(isDoubtful: false, entered: null, abort);
        }

        // The last calls of before the restore may still be under way, and the search may lag.
        var settled = executor.StartedAt + ShowsAfter;
        return now < settled && !executor.IsAhead(executor.StartedAt, now) ? executor.ReleaseAsync(work, settled) : ProbeAsync(abort);
    }

    private ConnectorError MayBeForgotten() => new()
    {
        Kind = ErrorKind.UnknownOutcome,
        Message = $"The store is a restored backup (Crossdock:RestoredBackupOf), and '{Connection}' takes no key and cannot be searched, so nobody but a person can tell whether the effect was sent "
            + "after the backup was taken. Look it up there: discard this item if it was; if not, enter it by hand, or take the option out and replay.",
    };

    private ConnectorError FoundOfUnknownContent() => new()
    {
        Kind = ErrorKind.Conflict,
        Message = $"The store is a restored backup (Crossdock:RestoredBackupOf), and '{Connection}' has a revision {work.Key.Revision} that this store did not send; its content may be another. "
            + "Compare it there and correct it by hand, then replay, which takes it as done, or discard this item.",
    };
}
