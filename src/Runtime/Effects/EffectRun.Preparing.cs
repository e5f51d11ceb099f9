using Crossdock.Canonical;
using Crossdock.Storage;

namespace Crossdock.Runtime;

internal sealed partial class EffectRun
{
    /// <summary>Nothing happened at the remote so far: make the command once, then send it.</summary>
    private async Task StartAsync(CancellationToken abort)
    {
        if (await GetReadyAsync(abort).ConfigureAwait(false))
        {
            await (IsAskedFirst ? AskFirstAsync(abort) : SendAsync(isDoubtful: false, entered: null, abort)).ConfigureAwait(false);
        }
    }

    /// <summary>Makes the command unless there is one.</summary>
    /// <returns>False when there is nothing to send, now or at all; the claim is then ended.</returns>
    private async Task<bool> GetReadyAsync(CancellationToken abort)
    {
        // By the clock first: a document made by a mapping is made, and dated, when it may go out.
        if (await IsKeptBackAsync(_effect?.Command ?? default).ConfigureAwait(false))
        {
            return false;
        }

        return _effect is not null || (await PrepareAsync(abort).ConfigureAwait(false) && !await IsKeptBackAsync(_effect!.Command).ConfigureAwait(false));
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
        Fact? missing;
        try
        {
            var context = new MappingContext(executor.Store, work.Key, work.Envelope, executor.Now);
            command = await Step.MakeCommandAsync(work.Document, context, abort).ConfigureAwait(false);
            missing = await FindMissingAsync(command, context, abort).ConfigureAwait(false);
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

        if (missing is not null)
        {
            await WaitAgainAsync(missing).ConfigureAwait(false);
            return false;
        }

        _effect = new EffectRecord { Key = work.Key, State = EffectState.Intent, Command = command, Fingerprint = Fingerprint.Of(command.Span) };
        return true;
    }

    /// <summary>
    /// What a credit note has to wait for once more; null when it may go out. Invoices at its own connection only: they share its lane, so that none is posted
    /// meanwhile. After its deadline it does not wait, or no replay would send it.
    /// </summary>
    private async Task<Fact?> FindMissingAsync(ReadOnlyMemory<byte> command, MappingContext context, CancellationToken abort) =>
        Step.Operation == PostCreditNote.Operation
        && !command.IsEmpty
        && executor.Now < WaitsUntil
        && Step.After.Find(fact => fact == Fact.OrderInvoiced(Connection)) is { } invoiced
        && Invoice.Codec.Parse(command.Span).Value is { } creditNote
        && await CreditedInvoices.AreMissingAsync(creditNote, context, abort).ConfigureAwait(false)
            ? invoiced
            : null;

    /// <summary>What it waited for is there, and not enough: it leaves its lane to what may bring more, and comes again with that.</summary>
    private async Task WaitAgainAsync(Fact missing)
    {
        var commit = NewCommit(WorkState.Waiting, executor.Now) with
        {
            Awaited = [EffectStep.KeyOf(missing, work.Envelope)],
            WaitUntil = WaitsUntil,
            Audit = [Audit("work.waits", $"for another {missing.Name} at {missing.Connection}")],
        };
        if (await CommitAsync(commit).ConfigureAwait(false) == CommitOutcome.Committed)
        {
            Moved("waiting");
            Log.WaitsAgain(executor.Logger, work.Key, missing.Name, missing.Connection);
        }
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

    private ConnectorError AlreadySent(EffectRecord earlier) => new()
    {
        Kind = ErrorKind.Conflict,
        Message = $"Revision {earlier.Key.Revision} of this effect reached '{Connection}' ({earlier.State}), and the document changed since. "
            + "This effect is done once only: correct it at the remote by hand (e.g. credit and invoice again), then discard this item.",
    };
}
