using Crossdock.Faults.Simulation;
using Crossdock.Runtime;
using Crossdock.Storage;

namespace Crossdock.Faults.Planted;

/// <summary>The planted bugs: each a mistake that somebody made in some system.</summary>
internal static class PlantedBugs
{
    private static readonly Task<CommitOutcome> s_committed = Task.FromResult(CommitOutcome.Committed);

    public static IReadOnlyList<PlantedBug> All { get; } = [.. InTheStore(), .. AroundTheStore(), .. InConfiguration(), .. AtTheRemote(), .. InTheFlow()];

    private static IEnumerable<PlantedBug> InTheStore() =>
        Enum.GetValues<StoreBug>().Where(bug => bug is not (StoreBug.None or StoreBug.NoContentCheck))
            .Select(bug => new PlantedBug($"store: {bug}", () => new BugSeams { InStore = bug }));

    private static IEnumerable<PlantedBug> AroundTheStore()
    {
        yield return Accepting("acknowledged before it is stored", (batch, store) =>
        {
            _ = store.AcceptAsync(batch, CancellationToken.None).ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return Task.FromResult<IReadOnlyList<AcceptOutcome>>([.. batch.Entries.Select(_ => new AcceptOutcome(AcceptDisposition.Accepted, 1))]);
        });
        yield return Accepting("cursor advances although the page failed", async (batch, store) =>
        {
            try
            {
                return await store.AcceptAsync(batch, CancellationToken.None).ConfigureAwait(false);
            }
            catch (StoreException) when (batch.Checkpoint is not null)
            {
                await store.AcceptAsync(new AcceptBatch([], batch.Checkpoint), CancellationToken.None).ConfigureAwait(false);
                return [.. batch.Entries.Select(_ => new AcceptOutcome(AcceptDisposition.Accepted, 0))];
            }
        });
        yield return Accepting("cursor is stored before the page", async (batch, store) =>
        {
            if (batch.Checkpoint is not null)
            {
                await store.AcceptAsync(new AcceptBatch([], batch.Checkpoint), CancellationToken.None).ConfigureAwait(false);
            }

            return await store.AcceptAsync(batch with { Checkpoint = null }, CancellationToken.None).ConfigureAwait(false);
        });
        yield return Accepting("last document of a page is dropped", (batch, store) => store.AcceptAsync(
            batch.Checkpoint is null || batch.Entries.Count < 2 ? batch : batch with { Entries = [.. batch.Entries.Take(batch.Entries.Count - 1)] },
            CancellationToken.None));
        yield return Claiming("Sending is read as Intent", effect => effect.State == EffectState.Sending ? effect with { State = EffectState.Intent } : effect);
        yield return Claiming("in doubt is read as Intent", effect => effect.State == EffectState.InDoubt ? effect with { State = EffectState.Intent } : effect);
        yield return Claiming("in doubt is read as confirmed", effect => effect.State == EffectState.InDoubt ? effect with { State = EffectState.Confirmed } : effect);
        yield return Claiming("first send is forgotten", effect => effect with { FirstSentAt = effect.LastSentAt });
        yield return new PlantedBug("attempts start again with each claim", () => new BugSeams
        {
            AroundStore = (store, _) => new StoreDecorator(store) { OnClaimed = claims => [.. claims.Select(claim => claim with { Attempts = 0 })] },
        });
        yield return new PlantedBug("command is made again for each attempt", () => new BugSeams
        {
            InStore = StoreBug.NoContentCheck,
            AroundStore = (store, _) => new StoreDecorator(store)
            {
                OnClaimed = claims => [.. claims.Select(claim => claim with { Effect = claim.Effect?.State == EffectState.Intent ? null : claim.Effect })],
            },
        });
        yield return Committing("Sending is not stored before it is sent", (commit, store) =>
            commit.Effect?.State == EffectState.Sending ? s_committed : store.CommitAsync(commit, CancellationToken.None));
        yield return Committing("confirmed before it is sent", (commit, store) => store.CommitAsync(
            commit.Effect is { State: EffectState.Sending } effect ? commit with { Effect = effect with { State = EffectState.Confirmed } } : commit, CancellationToken.None));
        yield return Committing("store failure is taken as done", async (commit, store) =>
        {
            try
            {
                return await store.CommitAsync(commit, CancellationToken.None).ConfigureAwait(false);
            }
            catch (StoreException)
            {
                return CommitOutcome.Committed;
            }
        });
        yield return Rewriting("produced documents are dropped", commit => commit with { Produced = [] });
        yield return Rewriting("parked item is lost", commit => commit.State == WorkState.Parked ? commit with { State = WorkState.Confirmed } : commit);
        yield return Rewriting("dead letter is dropped", commit => commit.State == WorkState.DeadLettered ? commit with { State = WorkState.Confirmed } : commit);
        yield return Rewriting("retry is given up", commit => commit.State == WorkState.Ready && commit.CountsAsAttempt ? commit with { State = WorkState.Superseded } : commit);
        yield return Rewriting("failed attempts are not counted", commit => commit with { CountsAsAttempt = false });
        yield return Rewriting("exceptions do not say why", commit => commit with { Error = null });
        yield return Rewriting("facts are never established", commit => commit with { Established = [] });
        yield return Rewriting("failure counts as the fact", commit => commit.Failed.Count > 0 ? commit with { Established = commit.Failed, Failed = [] } : commit);
        yield return Rewriting("audit is not written", commit => commit with { Audit = [] });
        yield return Rewriting("a stop of ours is taken for a failure of the remote", commit =>
            commit.Effect?.State == EffectState.InDoubt && commit.Error is { } error && FailureText.IsOwnStop(error)
                ? commit with { DueAt = commit.Now, Error = error with { RemoteCode = "reset" } }
                : commit);
        yield return Rewriting("a lost request counts as long done", commit => commit.Effect is { State: EffectState.InDoubt } effect
            ? commit with { DueAt = commit.Now, Effect = effect with { LastSentAt = commit.Now.AddHours(-1) } }
            : commit);
    }

    private static IEnumerable<PlantedBug> InConfiguration()
    {
        yield return Option("lease ends before the remote has to answer", options => options.Lease = TimeSpan.FromSeconds(5));
        yield return Option("grace is ignored", options => options.InDoubtGrace = TimeSpan.Zero);
        yield return Option("attempts have no bound", options => options.Retry.MaxAttempts = 1000);
        yield return Manifest("settle time is ignored", effect => effect with { SettleTime = TimeSpan.Zero });
        yield return Manifest("key window is ignored", effect => effect with { KeyWindow = effect.KeyWindow is null ? null : TimeSpan.FromDays(30) });
        yield return Manifest("a remote without a key is taken for one with", effect =>
            effect.Idempotency == IdempotencyMode.None ? effect with { Idempotency = IdempotencyMode.NativeKey, KeyWindow = TimeSpan.FromHours(1) } : effect);
        yield return Manifest("a remote that has to be searched is taken for one with a key", effect =>
            effect.Idempotency == IdempotencyMode.NaturalKeyLookup ? effect with { Idempotency = IdempotencyMode.NativeKey, KeyWindow = TimeSpan.FromHours(1) } : effect);
    }

    private static IEnumerable<PlantedBug> AtTheRemote()
    {
        var minted = 0;
        yield return Sending("key is minted for each attempt", (key, send, token) => send(key with { Tenant = $"{key.Tenant}-{Interlocked.Increment(ref minted)}" }, token));
        yield return Sending("unknown outcome is taken as transient", async (key, send, token) =>
        {
            try
            {
                return await send(key, token).ConfigureAwait(false);
            }
            catch (ConnectorException failure) when (failure.Kind == ErrorKind.UnknownOutcome)
            {
                throw new ConnectorException(ErrorKind.Transient, "It may work later.");
            }
        });
        yield return Sending("failure is taken as applied", async (key, send, token) =>
        {
            try
            {
                return await send(key, token).ConfigureAwait(false);
            }
            catch (ConnectorException failure) when (failure.Kind == ErrorKind.Transient)
            {
                return EffectResult.Applied();
            }
        });
        yield return Sending("rejection is taken as applied", async (key, send, token) =>
        {
            var result = await send(key, token).ConfigureAwait(false);
            return result.Outcome == EffectOutcome.Rejected ? EffectResult.Applied() : result;
        });
        yield return Sending("connector retries by itself", async (key, send, token) =>
        {
            try
            {
                return await send(key, token).ConfigureAwait(false);
            }
            catch (ConnectorException failure) when (failure.Kind == ErrorKind.UnknownOutcome)
            {
                return await send(key, token).ConfigureAwait(false);
            }
        });
        yield return Probing("resent without a probe", (_, _, _) => Task.FromResult(ProbeResult.NotFound));
        yield return Probing("whatever is sought is found", (_, _, _) => Task.FromResult(ProbeResult.Found()));
        yield return Probing("first revision is taken for every one", (key, ask, token) => ask(key with { Revision = 1 }, token));
        yield return Probing("failed probe is taken as not found", async (key, ask, token) =>
        {
            try
            {
                return await ask(key, token).ConfigureAwait(false);
            }
            catch (ConnectorException)
            {
                return ProbeResult.NotFound;
            }
        });
        yield return new PlantedBug("every currency has two decimals", () => new BugSeams
        {
            OnTheWire = facts => facts.Currency == "KWD" ? facts with { Amount = facts.Amount / 10 * 10 } : facts.Currency == "JPY" ? facts with { Amount = facts.Amount * 100 } : facts,
        });
        yield return new PlantedBug("everything is in euro", () => new BugSeams { OnTheWire = facts => facts.Currency is null ? facts : facts with { Currency = "EUR" } });
        yield return new PlantedBug("amounts are rounded to whole units of ten", () => new BugSeams { OnTheWire = facts => facts with { Amount = facts.Amount / 10 * 10 } });
    }

    private static IEnumerable<PlantedBug> InTheFlow()
    {
        yield return new PlantedBug("prerequisites are dropped", () => new BugSeams { InFlow = () => SimFlow.Build(hasPrerequisites: false) });
        yield return new PlantedBug("invoices are rounded shipment by shipment", () => new BugSeams { InFlow = () => SimFlow.Build(invoice: NaiveInvoices.MakeAsync) });
        yield return new PlantedBug("invoices may be posted again", () => new BugSeams { InFlow = () => SimFlow.Build(isInvoiceOnce: false) });
    }

    private static PlantedBug Accepting(string name, Func<AcceptBatch, ICrossdockStore, Task<IReadOnlyList<AcceptOutcome>>> accept) =>
        new(name, () => new BugSeams { AroundStore = (store, _) => new StoreDecorator(store) { OnAccept = accept } });

    private static PlantedBug Claiming(string name, Func<EffectRecord, EffectRecord> read) => new(name, () => new BugSeams
    {
        AroundStore = (store, _) => new StoreDecorator(store)
        {
            OnClaimed = claims => [.. claims.Select(claim => claim.Effect is { } effect ? claim with { Effect = read(effect) } : claim)],
        },
    });

    private static PlantedBug Committing(string name, Func<WorkCommit, ICrossdockStore, Task<CommitOutcome>> commit) =>
        new(name, () => new BugSeams { AroundStore = (store, _) => new StoreDecorator(store) { OnCommit = commit } });

    private static PlantedBug Rewriting(string name, Func<WorkCommit, WorkCommit> rewrite) =>
        Committing(name, (commit, store) => store.CommitAsync(rewrite(commit), CancellationToken.None));

    private static PlantedBug Option(string name, Action<CrossdockOptions> configure) => new(name, () => new BugSeams { InOptions = configure });

    private static PlantedBug Manifest(string name, Func<EffectManifest, EffectManifest> declare) => new(name, () => new BugSeams { InManifest = declare });

    private static PlantedBug Sending(
        string name,
        Func<IdempotencyKey, Func<IdempotencyKey, CancellationToken, Task<EffectResult>>, CancellationToken, Task<EffectResult>> execute) =>
        new(name, () => new BugSeams { AroundExecute = execute });

    private static PlantedBug Probing(
        string name,
        Func<IdempotencyKey, Func<IdempotencyKey, CancellationToken, Task<ProbeResult>>, CancellationToken, Task<ProbeResult>> probe) =>
        new(name, () => new BugSeams { AroundProbe = probe });
}
