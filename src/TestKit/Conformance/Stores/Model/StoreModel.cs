using Crossdock.Storage;

namespace Crossdock.TestKit.Conformance;

/// <summary>What a store must do, in the plainest way: lists that are searched from the start for every question.</summary>
internal sealed partial class StoreModel
{
    private readonly Dictionary<(string, string, string), Envelope> _inbox = [];
    private readonly Dictionary<(string, string, string, string), Envelope> _lastUnversioned = [];
    private readonly Dictionary<(string Tenant, string Connection, string Operation, string DocumentKey), List<ModelRevision>> _streams = [];
    private readonly Dictionary<FactKey, bool> _facts = [];
    private readonly Dictionary<(string Tenant, string Type, string SequenceKey, string Source, string Key), Envelope> _documents = [];
    private long _replaced;

    public List<ModelWork> Works { get; } = [];

    public IEnumerable<Envelope> Documents(string tenant, string type, string sequenceKey) => _documents
        .Where(pair => pair.Key.Tenant == tenant && pair.Key.Type == type && pair.Key.SequenceKey == sequenceKey)
        .OrderBy(pair => pair.Key.Source, StringComparer.Ordinal).ThenBy(pair => pair.Key.Key, StringComparer.Ordinal)
        .Select(pair => pair.Value);

    public ModelRevision? Effect(IdempotencyKey key) =>
        Stream(key)?.SingleOrDefault(revision => revision.Number == key.Revision && revision.State is not null);

    public Dictionary<WorkState, long> Counts()
    {
        var counts = Enum.GetValues<WorkState>().ToDictionary(state => state, state => Works.LongCount(work => work.State == state));
        counts[WorkState.Superseded] += _replaced;
        return counts;
    }

    public AcceptOutcome Accept(InboxEntry entry)
    {
        var envelope = entry.Envelope;
        if (IsRepeated(envelope))
        {
            return new AcceptOutcome(AcceptDisposition.Duplicate, 0);
        }

        var document = (envelope.Tenant, envelope.DocumentType, envelope.SequenceKey, envelope.Source, envelope.DocumentKey);
        var isOutdated = _documents.TryGetValue(document, out var known) && known.SourceVersion > envelope.SourceVersion;
        if (entry.Problems.Count > 0)
        {
            Add(envelope, isOutdated ? WorkState.Superseded : WorkState.Rejected).IsBlocking = !isOutdated;
            return new AcceptOutcome(AcceptDisposition.Refused, 0);
        }

        foreach (var refused in Works.Where(work => work.IsBlocking && IsSameDocument(work.Envelope, envelope)
            && !(work.Envelope.SourceVersion > envelope.SourceVersion)))
        {
            refused.IsBlocking = false;
            refused.State = WorkState.Superseded;
        }

        var results = entry.Work.Select(plan => Plan(envelope, plan)).ToList();
        if (results.Count > 0 && results.All(result => result == AcceptDisposition.Stale))
        {
            return new AcceptOutcome(AcceptDisposition.Stale, 0);
        }

        if (!isOutdated)
        {
            _documents[document] = envelope;
        }

        var created = results.Count(result => result == AcceptDisposition.Accepted);
        return new AcceptOutcome(created > 0 || results.Count == 0 ? AcceptDisposition.Accepted : AcceptDisposition.Unchanged, created);
    }

    // Any event that was seen before; but without a version only when it is the last of its document, or is older by its own time.
    private bool IsRepeated(Envelope envelope)
    {
        var (id, document) = ((envelope.Tenant, envelope.Source, envelope.Id), (envelope.Tenant, envelope.Source, envelope.DocumentType, envelope.DocumentKey));
        if (_inbox.TryGetValue(id, out var earlier)
            && !(envelope.SourceVersion is null && earlier.SourceVersion is null && IsSameDocument(envelope, earlier)
                && _lastUnversioned[document] is var last && last.Id != envelope.Id && last.OccurredAt <= envelope.OccurredAt))
        {
            return true;
        }

        _inbox[id] = envelope;
        if (envelope.SourceVersion is null)
        {
            _lastUnversioned[document] = envelope;
        }

        return false;
    }

    private AcceptDisposition Plan(Envelope envelope, PlannedWork plan)
    {
        var key = (envelope.Tenant, plan.Connection, plan.Operation, plan.DocumentKey);
        var stream = _streams.TryGetValue(key, out var revisions) ? revisions : _streams[key] = [];
        var newest = stream.LastOrDefault();
        var isSame = newest?.Content == plan.RevisionFingerprint;
        var isLatestWins = plan.Mode == SequenceMode.LatestWins;
        if (newest is not null && (plan.Version < newest.Version || (isLatestWins && isSame && plan.Version is not null && plan.Version == newest.Version)))
        {
            return AcceptDisposition.Stale;
        }

        if (isSame)
        {
            newest!.Version = newest.Version is null || plan.Version > newest.Version ? plan.Version ?? newest.Version : newest.Version;
            return AcceptDisposition.Unchanged;
        }

        var unmet = plan.After.Where(fact => !_facts.GetValueOrDefault(fact)).ToHashSet();
        var isFailed = unmet.Any(_facts.ContainsKey);
        var waitUntil = plan.WaitUntil;
        if (!isLatestWins && stream.LastOrDefault(revision => revision.Work.State == WorkState.Waiting)?.Work is { } waiting)
        {
            unmet.UnionWith(waiting.Unmet);
            waitUntil ??= waiting.WaitUntil;
        }

        var state = isFailed ? WorkState.Parked : unmet.Count > 0 ? WorkState.Waiting : WorkState.Ready;
        var number = (newest?.Number ?? 0) + 1;
        if (isLatestWins && newest?.Work is { State: WorkState.DeadLettered or WorkState.Parked } failed)
        {
            failed.State = WorkState.Superseded;
            failed.Unmet.Clear();
        }

        ModelWork work;
        if (isLatestWins && newest is { State: null or EffectState.Intent, Work.State: WorkState.Ready or WorkState.Held or WorkState.Waiting })
        {
            work = newest.Work;
            work.State = state == WorkState.Ready && work.State == WorkState.Held ? WorkState.Held : state;
            work.Envelope = envelope;
            _replaced++;
            if (newest.State is null)
            {
                stream.Remove(newest);
            }
        }
        else
        {
            work = Add(envelope, state, plan);
            work.DueAt = plan.DueAt;
        }

        work.Plan = plan;
        work.Key = new IdempotencyKey(envelope.Tenant, plan.Connection, plan.Operation, plan.DocumentKey, number);
        work.Unmet = unmet;
        work.WaitUntil = waitUntil;
        stream.Add(new ModelRevision { Number = number, Content = plan.RevisionFingerprint, Version = plan.Version ?? newest?.Version, Work = work });
        return AcceptDisposition.Accepted;
    }

    private ModelWork Add(Envelope envelope, WorkState state, PlannedWork? plan = null)
    {
        var lane = plan switch
        {
            null => "",
            { Mode: SequenceMode.Ordered } => "key " + envelope.SequenceKey,
            _ => $"stream {plan.Operation} {plan.DocumentKey}",
        };
        var work = new ModelWork
        {
            Id = Works.Count + 1,
            State = state,
            Envelope = envelope,
            Key = new IdempotencyKey(envelope.Tenant, envelope.Source, "intake", envelope.DocumentKey, 0),
            Lane = (envelope.Tenant, plan?.Connection ?? "", lane),
        };
        Works.Add(work);
        return work;
    }

    private List<ModelRevision>? Stream(IdempotencyKey key) => _streams.GetValueOrDefault((key.Tenant, key.Connection, key.Operation, key.DocumentKey));

    private static bool IsSameDocument(Envelope one, Envelope other) =>
        (one.Tenant, one.Source, one.DocumentType, one.DocumentKey) == (other.Tenant, other.Source, other.DocumentType, other.DocumentKey);
}
