using System.Diagnostics.Metrics;
using Crossdock.Canonical;
using Crossdock.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>
/// Hands the runtime claims that a test makes up, over a store that only notes what is committed: what is decided about one effect, to the second, without a host.
/// </summary>
internal sealed class OneClaim : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly NotingStore _store = new();
    private readonly FlowModel _flows;
    private readonly CrossdockOptions _options;
    private readonly World _world;

    /// <param name="world">The systems and the clock.</param>
    /// <param name="configure">Changes the options last; a lease is 120 s, a call may take 30 s, and the grace is 5 s.</param>
    /// <param name="flow">Orders and shipments to the ERP, stock and invoices to the shop, if not told otherwise.</param>
    /// <param name="clock">The host's clock, if it is another.</param>
    public OneClaim(World world, Action<CrossdockOptions>? configure = null, Action<FlowBuilder>? flow = null, TimeProvider? clock = null)
    {
        _world = world;
        _services = new ServiceCollection()
            .AddSingleton<ICrossdockStore>(_store)
            .AddSingleton(clock ?? world.Time)
            .AddMetrics()
            .AddCrossdock(crossdock =>
            {
                world.Connect(crossdock);
                crossdock.AddFlow("order-to-cash", flow ?? EachKind);
                crossdock.Configure(options =>
                {
                    options.Retry.JitterSeed = 1;
                    configure?.Invoke(options);
                });
            })
            .BuildServiceProvider();
        _options = _services.GetRequiredService<IOptions<CrossdockOptions>>().Value;
        _flows = _services.GetRequiredService<FlowModel>();
        Executor = new EffectExecutor(
            _store,
            _flows,
            _services,
            _services.GetServices<ConnectionDescriptor>(),
            _options,
            new RetrySchedule(_options.Retry),
            _services.GetRequiredService<CrossdockMetrics>(),
            clock ?? world.Time,
            NullLogger.Instance);
    }

    public EffectExecutor Executor { get; }

    /// <summary>What its meters belong to.</summary>
    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    /// <summary>All that was committed, in its order.</summary>
    public IReadOnlyList<WorkCommit> Commits => _store.Commits;

    /// <summary>What the store answers.</summary>
    public Func<WorkCommit, CommitOutcome> Answer
    {
        set => _store.Answer = value;
    }

    /// <summary>Effects that the store has.</summary>
    public IList<EffectRecord> Effects => _store.Effects;

    /// <summary>Orders that the store has.</summary>
    public IList<Order> Orders => _store.Orders;

    /// <summary>Delays as this host's, from the first on.</summary>
    public RetrySchedule SameDelays => new(_options.Retry);

    /// <summary>A claim of a first revision that was sent at a time, and is in a state since.</summary>
    public ClaimedWork Claim(
        EffectOperation operation, EffectState state, DateTimeOffset sentAt, ConnectorError? error = null, int attempts = 0, RemoteReference? remote = null)
    {
        var work = Claim(operation, attempts);
        var effect = new EffectRecord
        {
            Key = work.Key,
            State = state,
            Command = work.Document,
            Fingerprint = Fingerprint.Of(work.Document.Span),
            Sends = 1,
            FirstSentAt = sentAt,
            LastSentAt = sentAt,
            Remote = remote,
        };
        return work with { Effect = effect, Error = error };
    }

    /// <summary>A claim that was never sent.</summary>
    public ClaimedWork Claim(EffectOperation operation, int attempts = 0, int revision = 1)
    {
        var step = _flows.Steps.Single(step => step.Operation == operation);
        var (key, document) = DocumentOf(step);
        var now = _world.Time.GetUtcNow();
        return new ClaimedWork
        {
            Id = 7,
            FencingToken = 3,
            State = WorkState.Claimed,
            Flow = step.Flow,
            Step = step.Name,
            Key = new IdempotencyKey(_options.Tenant, step.Connection, operation.Name, key, revision),
            Envelope = EnvelopeOf(step.Source, step.DocumentType, key, $"{step.SequenceScope}/{key}", document, now),
            Document = document,
            Attempts = attempts,
            DueAt = now,
            LeaseUntil = now + _options.Lease,
        };
    }

    /// <summary>Handles a claim to its end.</summary>
    /// <param name="work">The claim.</param>
    /// <param name="stop">Stops the host.</param>
    /// <returns>What was committed last.</returns>
    public async Task<WorkCommit> HandleAsync(ClaimedWork work, CancellationTokenSource? stop = null)
    {
        await Executor.HandleAsync(work, queue: null, stop?.Token ?? CancellationToken.None);
        return Commits[^1];
    }

    /// <summary>Handles claims of one step together.</summary>
    /// <param name="work">The claims.</param>
    /// <param name="stop">Stops the host.</param>
    /// <returns>The commits of each, in the order of the claims.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<WorkCommit>>> HandleTogetherAsync(IReadOnlyList<ClaimedWork> work, CancellationTokenSource? stop = null)
    {
        await new EffectBatch(Executor, [.. work.Select(Executor.NewRun)]).RunAsync(stop?.Token ?? CancellationToken.None);
        return [.. work.Select(one => Commits.Where(commit => commit.WorkId == one.Id).ToList())];
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static void EachKind(FlowBuilder flow)
    {
        flow.On<Order>("shop").Submit("erp");
        flow.On<Inventory>("warehouse").Publish("shop");
        flow.On<Invoice>("erp").Publish("shop");
        flow.On<Shipment>("warehouse").Report("erp");
        flow.On<Invoice>("warehouse").Post("erp").PostCreditNote("erp").After(Fact.OrderInvoiced("erp"));
    }

    private static (string Key, byte[] Document) DocumentOf(EffectStep step) => step.DocumentType switch
    {
        "order" => ("SO-1", Order.Codec.ToCanonicalBytes(Docs.Order("SO-1"))),
        "inventory" => ("SKU-1@WH1", Inventory.Codec.ToCanonicalBytes(Docs.Stock("SKU-1", 5, World.Start))),
        "shipment" => ("SH-1", Shipment.Codec.ToCanonicalBytes(Docs.Shipment("SH-1", "SO-1"))),
        _ when step.Operation == PostCreditNote.Operation => ("CN-1", Invoice.Codec.ToCanonicalBytes(Docs.CreditNote("CN-1", "SO-1", "L1", "INV-1"))),
        _ => ("INV-1", Invoice.Codec.ToCanonicalBytes(Docs.Invoice("INV-1", "SO-1"))),
    };

    private static Envelope EnvelopeOf(string source, string type, string key, string sequenceKey, byte[] document, DateTimeOffset now) => new()
    {
        Id = $"{type}/{key}",
        Source = source,
        Type = type,
        DocumentType = type,
        DocumentKey = key,
        SequenceKey = sequenceKey,
        Tenant = "default",
        CorrelationId = "C-1",
        OccurredAt = now,
        ObservedAt = now,
        Fingerprint = Fingerprint.Of(document),
    };

    private sealed class NotingStore() : ForwardingStore(null!)
    {
        public List<WorkCommit> Commits { get; } = [];

        public List<EffectRecord> Effects { get; } = [];

        public List<Order> Orders { get; } = [];

        public Func<WorkCommit, CommitOutcome> Answer { get; set; } = _ => CommitOutcome.Committed;

        public override Task<CommitOutcome> CommitAsync(WorkCommit commit, CancellationToken cancellationToken)
        {
            Commits.Add(commit);
            return Task.FromResult(Answer(commit));
        }

        public override Task<IReadOnlyList<EffectRecord>> FindEffectsAsync(
            string tenant, string connection, string operation, string documentKey, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<EffectRecord>>([.. Effects.Where(effect => (effect.Key.Connection, effect.Key.Operation, effect.Key.DocumentKey) == (connection, operation, documentKey))]);

        public override Task<IReadOnlyList<StoredDocument>> FindDocumentsAsync(string tenant, string documentType, string sequenceKey, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<StoredDocument>>([.. (documentType == "order" ? Orders : []).Select(order => Stored(order, sequenceKey))]);

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static StoredDocument Stored(Order order, string sequenceKey)
        {
            var document = Order.Codec.ToCanonicalBytes(order);
            return new StoredDocument(EnvelopeOf("shop", "order", order.Number, sequenceKey, document, World.Start), document);
        }
    }
}
