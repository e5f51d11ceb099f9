using Crossdock.Storage;

namespace Crossdock.Faults.Simulation;

/// <content>Takes inputs in and plans their work.</content>
internal sealed partial class SimulatedStore
{
    public Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(AcceptBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Check(batch.Entries);
        lock (_gate)
        {
            AcceptOutcome[] outcomes = [.. batch.Entries.Select(Accept)];
            if (batch.Checkpoint is { } move)
            {
                _checkpoints[move.Key] = move.To;
            }

            return Task.FromResult<IReadOnlyList<AcceptOutcome>>(outcomes);
        }
    }

    private AcceptOutcome Accept(InboxEntry entry)
    {
        var isKnown = IsRepeated(entry);
        if (!isKnown)
        {
            _rawTexts.Add(entry);
        }

        var outcome = isKnown && Bug != StoreBug.DedupeByDelivery ? new AcceptOutcome(AcceptDisposition.Duplicate, 0)
            : entry.Problems.Count > 0 ? Refuse(entry)
            : entry is { Contiguous: { } rule, Envelope.SourceVersion: { } version } ? PlanInTurn(entry, rule, version)
            : PlanAll(entry);
        _totals = outcome.Disposition switch
        {
            AcceptDisposition.Accepted => _totals with { Accepted = _totals.Accepted + 1 },
            AcceptDisposition.Duplicate => _totals with { Duplicates = _totals.Duplicates + 1 },
            AcceptDisposition.Unchanged => _totals with { Unchanged = _totals.Unchanged + 1 },
            AcceptDisposition.Stale => _totals with { Stale = _totals.Stale + 1 },
            AcceptDisposition.Echo => _totals with { Echoes = _totals.Echoes + 1 },
            AcceptDisposition.OutOfOrder => _totals with { OutOfOrder = _totals.OutOfOrder + 1 },
            _ => _totals with { Refused = _totals.Refused + 1 },
        };
        return outcome;
    }

    /// <summary>A refused input blocks its key, unless a newer version of the same document was accepted before.</summary>
    private AcceptOutcome Refuse(InboxEntry entry)
    {
        var isOutdated = HasNewer(entry.Envelope);
        Add(entry, isOutdated ? WorkState.Superseded : WorkState.Rejected, plan: null, revision: 0).IsBlocking = !isOutdated;
        return new AcceptOutcome(AcceptDisposition.Refused, 0);
    }

    private AcceptOutcome PlanAll(InboxEntry entry)
    {
        var envelope = entry.Envelope;
        var isOutdated = HasNewer(envelope);
        foreach (var refused in _open.Where(work => work.IsBlocking && IsSameDocument(work.Envelope, envelope) && !(work.Envelope.SourceVersion > envelope.SourceVersion)))
        {
            refused.IsBlocking = false;
            refused.State = WorkState.Superseded;
        }

        var created = 0;
        var stale = 0;
        var echoes = 0;
        foreach (var plan in entry.Work)
        {
            var disposition = Plan(entry, plan);
            created += disposition == AcceptDisposition.Accepted ? 1 : 0;
            stale += disposition == AcceptDisposition.Stale ? 1 : 0;
            echoes += disposition == AcceptDisposition.Echo ? 1 : 0;
        }

        if (entry.Work.Count > 0 && stale == entry.Work.Count)
        {
            return new AcceptOutcome(AcceptDisposition.Stale, 0);
        }

        if (!isOutdated)
        {
            _documents[DocumentOf(envelope)] = entry;
        }

        return new AcceptOutcome(
            created > 0 || entry.Work.Count == 0 ? AcceptDisposition.Accepted : echoes > 0 ? AcceptDisposition.Echo : AcceptDisposition.Unchanged,
            created);
    }

    private AcceptDisposition Plan(InboxEntry entry, PlannedWork plan)
    {
        var key = (entry.Envelope.Tenant, plan.Connection, plan.Operation, plan.DocumentKey);
        if (!_streams.TryGetValue(key, out var stream))
        {
            _streams.Add(key, stream = []);
        }

        var newest = stream.Count == 0 ? null : stream[^1];
        var isSame = newest is not null && Bug switch
        {
            StoreBug.SameContentIsNew or StoreBug.DedupeByDelivery => false,
            StoreBug.OtherContentIsUnchanged => true,
            _ => newest.Content == plan.RevisionFingerprint,
        };
        var isLatestWins = plan.Mode == SequenceMode.LatestWins;
        var isChecked = Bug != StoreBug.NoVersionCheck && !(isLatestWins && Bug == StoreBug.StaleStock) && Bug != StoreBug.DedupeByDelivery;
        if (newest is not null && isChecked && (plan.Version < newest.Version || (isLatestWins && isSame && plan.Version is not null && plan.Version == newest.Version)))
        {
            return AcceptDisposition.Stale;
        }

        if (plan.EchoOf.Any(echo => TakeEcho(entry.Envelope, echo, plan)))
        {
            return AcceptDisposition.Echo;
        }

        if (isSame)
        {
            newest!.Version = newest.Version is null || plan.Version > newest.Version ? plan.Version ?? newest.Version : newest.Version;
            return AcceptDisposition.Unchanged;
        }

        var unmet = Bug == StoreBug.NobodyWaits ? [] : plan.After.Where(fact => !_facts.GetValueOrDefault(fact)).Distinct().ToList();
        var failed = unmet.Find(_facts.ContainsKey);
        var waitUntil = plan.WaitUntil;
        if (!isLatestWins && Bug != StoreBug.NobodyWaits && stream.FindLast(revision => revision.Work.State == WorkState.Waiting)?.Work is { } waiting)
        {
            // It must not overtake a revision that waits.
            unmet = [.. unmet.Union(waiting.Unmet)];
            waitUntil ??= waiting.WaitUntil;
        }

        var state = failed is not null ? WorkState.Parked : unmet.Count > 0 ? WorkState.Waiting : WorkState.Ready;
        var number = (newest?.Number ?? 0) + 1;
        if (isLatestWins && newest?.Work is { State: WorkState.DeadLettered or WorkState.Parked } failedBefore)
        {
            failedBefore.State = WorkState.Superseded;
            failedBefore.Unmet = [];
        }

        SimulatedWork work;
        if (isLatestWins && newest is { Effect: null or { State: EffectState.Intent }, Work.State: WorkState.Ready or WorkState.Held or WorkState.Waiting })
        {
            // Newer content takes the place of what did not run yet; the time it is due stays.
            work = newest.Work;
            if (Bug == StoreBug.PendingWins)
            {
                return AcceptDisposition.Unchanged;
            }

            work.State = state == WorkState.Ready && work.State == WorkState.Held ? WorkState.Held : state;
            work.Entry = entry;
            work.Plan = plan;
            work.Key = new IdempotencyKey(key.Tenant, key.Connection, key.Operation, key.DocumentKey, number);
            _replaced++;
            if (newest.Effect is null)
            {
                stream.Remove(newest);
            }
        }
        else
        {
            work = Add(entry, state, plan, number);
            work.DueAt = plan.DueAt;
        }

        work.Unmet = unmet;
        work.WaitUntil = waitUntil;
        work.Error = failed is null ? null : Missing($"It needs {Describe(failed)}, which failed. Resolve that first.");
        stream.Add(new SimulatedRevision { Number = number, Content = plan.RevisionFingerprint, Version = plan.Version ?? newest?.Version, Entry = entry, Work = work });
        return AcceptDisposition.Accepted;
    }

    private SimulatedWork Add(InboxEntry entry, WorkState state, PlannedWork? plan, int revision)
    {
        var envelope = entry.Envelope;
        var name = plan is null ? "" : plan.Mode == SequenceMode.Ordered ? "key " + envelope.SequenceKey : $"stream {plan.Operation} {plan.DocumentKey}";
        var work = new SimulatedWork
        {
            Id = _works.Count + 1,
            State = state,
            Entry = entry,
            Plan = plan,
            Key = new IdempotencyKey(envelope.Tenant, plan?.Connection ?? envelope.Source, plan?.Operation ?? "intake", plan?.DocumentKey ?? envelope.DocumentKey, revision),
            Lane = (envelope.Tenant, plan?.Connection ?? "", name),
            DueAt = envelope.ObservedAt,
        };
        _works.Add(work);
        _open.Add(work);
        return work;
    }

    private bool HasNewer(Envelope envelope) => _documents.TryGetValue(DocumentOf(envelope), out var known) && known.Envelope.SourceVersion > envelope.SourceVersion;

    private static (string, string, string, string, string) DocumentOf(Envelope envelope) =>
        (envelope.Tenant, envelope.Source, envelope.DocumentType, envelope.DocumentKey, envelope.SequenceKey);

    private static bool IsSameDocument(Envelope one, Envelope other) =>
        (one.Tenant, one.Source, one.DocumentType, one.DocumentKey) == (other.Tenant, other.Source, other.DocumentType, other.DocumentKey);

    /// <summary>An echo is what we wrote there on behalf of the step's target: the newest that was sent, or an older one that did not come back yet.</summary>
    private bool TakeEcho(Envelope envelope, EchoOf echo, PlannedWork plan)
    {
        var sent = _streams.GetValueOrDefault((envelope.Tenant, envelope.Source, echo.Operation, plan.DocumentKey))?.FindAll(revision => revision.Effect is { Sends: > 0 }) ?? [];
        var found = sent.FindLast(revision => revision.Content == echo.Fingerprint && revision.Origin == plan.Connection && (revision == sent[^1] || !revision.IsEchoed));
        foreach (var revision in sent.Where(revision => revision.Number <= found?.Number))
        {
            revision.IsEchoed = true;
        }

        return found is not null;
    }

    private static ConnectorError Missing(string message) => new() { Kind = ErrorKind.NotFound, Message = message };

    private static string Describe(IEnumerable<FactKey> facts) => string.Join(
        ", ",
        facts.OrderBy(fact => fact.Name, StringComparer.Ordinal).ThenBy(fact => fact.Connection, StringComparer.Ordinal).ThenBy(fact => fact.Subject, StringComparer.Ordinal).Select(Describe));

    private static string Describe(FactKey fact) => $"'{fact.Name}' at '{fact.Connection}' for '{fact.Subject}'";
}
