using Crossdock.Canonical;
using Crossdock.Storage;

namespace Crossdock.Runtime;

/// <summary>One configured effect, as the executor sees it: independent of document and command types.</summary>
internal abstract class EffectStep(string flow, string source, string connection, EffectOperation operation)
{
    private string? _name;

    public string Flow { get; } = flow;

    /// <summary>The connection whose documents cause the effect.</summary>
    public string Source { get; } = source;

    /// <summary>The connection written to.</summary>
    public string Connection { get; } = connection;

    public EffectOperation Operation { get; } = operation;

    public abstract string DocumentType { get; }

    /// <summary>Stored with the work: made of stable names only, so that a new binary finds the step again.</summary>
    public string Name => _name ??= $"{Source}/{DocumentType}/{Operation.Name}/{Connection}";

    /// <summary>The scope of the sequence key, e.g. <c>order</c>; null for documents without built-in traits.</summary>
    public abstract string? SequenceScope { get; }

    /// <summary>The port the connection has to implement, for error messages.</summary>
    public abstract string PortName { get; }

    public List<Fact> After { get; } = [];

    public TimeSpan? WaitAtMost { get; set; }

    public bool HasDefaultPrerequisites { get; set; } = true;

    /// <summary>The fact of <see cref="After"/> that Crossdock requires by itself; a document that names no order does not wait for one.</summary>
    public Fact? DefaultPrerequisite { get; set; }

    public bool IsOnlyOnce { get; set; }

    public WorkPriority Priority { get; set; } = WorkPriority.Normal;

    /// <summary>When the step may write; null = always.</summary>
    public PostingWindow? Window { get; set; }

    /// <summary>Canonical name of the document that the command carries.</summary>
    public abstract string CommandDocumentType { get; }

    public abstract TimeSpan CoalesceWindow { get; }

    /// <summary>True when the flow says itself what identifies the document.</summary>
    public abstract bool HasOwnKey { get; }

    /// <summary>Notes a step that writes this step's documents back to where they come from, so that its echo is recognised.</summary>
    public abstract void AddReverse(EffectStep other);

    /// <summary>Where the answer to a submitted order goes; null when nobody wants it.</summary>
    public FlowTrigger<OrderAcknowledgement>? Acknowledgements { get; set; }

    public IReadOnlyList<EffectStep> AcknowledgementSteps => Acknowledgements is null ? [] : Acknowledgements.Steps;

    public abstract bool IsImplementedBy(IConnector connector);

    /// <summary>Makes the command's bytes from the stored document; none when there is nothing to send. Runs once per effect.</summary>
    public abstract ValueTask<ReadOnlyMemory<byte>> MakeCommandAsync(
        ReadOnlyMemory<byte> document,
        MappingContext context,
        CancellationToken cancellationToken);

    public abstract Task<EffectResult> ExecuteAsync(IConnector connector, EffectCall call, CancellationToken cancellationToken);

    /// <summary>Whether several effects can go out in one call.</summary>
    public abstract bool IsBatchImplementedBy(IConnector connector);

    /// <summary>The request of one effect, as <see cref="ExecuteBatchAsync"/> takes it.</summary>
    public abstract object MakeRequest(EffectCall call);

    public abstract Task<IReadOnlyList<BatchResult>> ExecuteBatchAsync(IConnector connector, IReadOnlyList<object> requests, CancellationToken cancellationToken);

    public abstract Task<ProbeResult> ProbeAsync(IConnector connector, EffectCall call, CancellationToken cancellationToken);

    /// <summary>The documents that the answer to this effect produces, with their work.</summary>
    public IReadOnlyList<InboxEntry> Produce(EffectAnswer answer, PlanContext context) =>
        Acknowledgements is null ? [] : OrderAcknowledgements.Produce(Acknowledgements, answer, context);

    /// <summary>The facts this step establishes for one document, for whoever waits for them in whatever scope.</summary>
    public IReadOnlyList<FactKey> FactsOf(Envelope envelope) =>
        Operation.IsAbsolute
            ? []
            : [KeyOf(Operation.Name, Connection, FactScope.SequenceKey, envelope), KeyOf(Operation.Name, Connection, FactScope.Document, envelope)];

    /// <summary>A fact of <see cref="After"/> as it is waited for by one document.</summary>
    public static FactKey KeyOf(Fact fact, Envelope envelope) => KeyOf(fact.Name, fact.Connection, fact.Scope, envelope);

    protected static FactKey KeyOf(string name, string connection, FactScope scope, Envelope envelope) =>
        new(
            envelope.Tenant,
            name,
            connection,
            scope == FactScope.SequenceKey ? envelope.SequenceKey : envelope.DocumentKey);
}
