using Crossdock.Storage;

namespace Crossdock.Faults.Simulation;

/// <summary>
/// A store in memory, as plain as the contract allows: lists that are searched for every question, and one lock. It outlives the virtual processes that use it.
/// </summary>
internal sealed partial class SimulatedStore : ICrossdockStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Tenant, string Source, string Id), InboxEntry> _inbox = [];
    private readonly HashSet<InboxEntry> _rawTexts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Tenant, string Connection, string Operation, string DocumentKey), List<SimulatedRevision>> _streams = [];
    private readonly Dictionary<FactKey, bool> _facts = [];
    private readonly Dictionary<(string Tenant, string Source, string Type, string Key, string SequenceKey), InboxEntry> _documents = [];
    private readonly Dictionary<CheckpointKey, Checkpoint> _checkpoints = [];
    private readonly Dictionary<string, List<AuditEntry>> _audit = [];
    private readonly List<KpiSample> _kpis = [];
    private readonly List<SimulatedWork> _works = [];

    /// <summary>Rows that are not final, in the order of their ids.</summary>
    private readonly List<SimulatedWork> _open = [];

    private StoreTotals _totals = new(0, 0, 0, 0, 0, 0, 0, 0, 0);
    private long _replaced;
    private long _places;

    /// <summary>A mistake this store makes on purpose.</summary>
    public StoreBug Bug { get; init; }

    /// <summary>Every row, for whoever looks at the whole afterwards.</summary>
    public IReadOnlyList<SimulatedWork> Works => _works;

    /// <summary>Every row of the effect ledger.</summary>
    public IEnumerable<EffectRecord> Effects => _streams.Values.SelectMany(stream => stream).Select(revision => revision.Effect).OfType<EffectRecord>();

    public Task OpenAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var work in _open.Where(work => work.State == WorkState.Claimed))
            {
                work.State = WorkState.Ready;
            }
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => default;

    /// <summary>The last link of a tenant's audit chain, as somebody outside would note it.</summary>
    public AuditEntry? AuditHead(string tenant) => _audit.GetValueOrDefault(tenant)?[^1];

    private void AppendAudit(string tenant, DateTimeOffset at, AuditDraft draft)
    {
        if (!_audit.TryGetValue(tenant, out var chain))
        {
            _audit.Add(tenant, chain = []);
        }

        chain.Add(AuditChain.Append(tenant, chain.Count == 0 ? null : chain[^1], at, draft));
    }

    private SimulatedWork? Find(long id) => id >= 1 && id <= _works.Count ? _works[(int)id - 1] : null;

    private SimulatedRevision? Revision(in IdempotencyKey key)
    {
        var number = key.Revision;
        return _streams.GetValueOrDefault((key.Tenant, key.Connection, key.Operation, key.DocumentKey))?.Find(revision => revision.Number == number);
    }
}
