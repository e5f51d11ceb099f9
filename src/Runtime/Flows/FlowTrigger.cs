using Crossdock.Canonical;
using Crossdock.Runtime;

namespace Crossdock;

/// <summary>Documents of one type from one connection, before the first step. What is set here holds for all its steps.</summary>
/// <typeparam name="T">The canonical document.</typeparam>
public sealed class FlowTrigger<T> : IFlowSteps<T>, IFlowTriggerPart
    where T : class, ICanonicalDocument<T>
{
    private readonly List<EffectStep<T>> _steps = [];

    internal FlowTrigger(string flow, string source)
    {
        Flow = flow;
        Source = source;
    }

    internal string Flow { get; }

    internal string Source { get; }

    internal IReadOnlyList<EffectStep<T>> Steps => _steps;

    internal Func<T, string>? Sequence { get; private set; }

    internal Func<T, string>? Key { get; private set; }

    internal Func<T, bool>? Predicate { get; private set; }

    internal TimeSpan CoalesceWindow { get; private set; }

    internal bool IsPushed { get; private set; }

    internal bool IsContiguous { get; private set; }

    internal long? FirstVersion { get; private set; }

    internal TimeSpan? GapTimeout { get; private set; }

    /// <summary>
    /// Says which documents have to keep their order among each other: those with the same text. Without it, orders, shipments,
    /// invoices and payments are kept in order per order number, stock per item and location, items per SKU.
    /// </summary>
    /// <param name="key">
    /// The key within the document's scope (<c>order</c> for orders, shipments, invoices and payments, <c>stock</c>, <c>item</c>): for a shipment
    /// the number of the order it belongs to. Invoices made from shipments add up only if all shipments of an order share one key.
    /// </param>
    public FlowTrigger<T> SequenceBy(Func<T, string> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Sequence = key;
        return this;
    }

    /// <summary>
    /// Says what identifies a document, when its number does not: e.g. two shops that count their orders from 1. The key is part of
    /// the idempotency key of every effect, so changing it later makes old documents look new.
    /// </summary>
    /// <param name="key">The natural key; unique in the tenant per document type.</param>
    public FlowTrigger<T> KeyBy(Func<T, string> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
        return this;
    }

    /// <summary>Only documents that satisfy this cause work; the others are recorded. Given more than once, all have to hold.</summary>
    public FlowTrigger<T> When(Func<T, bool> predicate)
    {
        Predicate = Predicates.And(Predicate, predicate);
        return this;
    }

    /// <summary>
    /// Gathers changes: the first change of a document waits this long, newer content replaces it meanwhile, and only the newest is sent.
    /// For documents that set a state (stock, items).
    /// </summary>
    public FlowTrigger<T> Coalesce(TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, TimeSpan.Zero);
        CoalesceWindow = window;
        return this;
    }

    /// <summary>
    /// Says that the source numbers the versions of each document 1 apart. A version that comes ahead of a missing one waits for it, however they arrive;
    /// when the missing one does not come in time, the waiting one parks for a person. Nothing is skipped by itself.
    /// </summary>
    /// <param name="firstVersion">The first version of each document; null takes the first one that is seen.</param>
    /// <param name="waitAtMost">How long to wait for a missing version; the default is <see cref="CrossdockOptions.PrerequisiteTimeout"/>.</param>
    public FlowTrigger<T> Contiguous(long? firstVersion = null, TimeSpan? waitAtMost = null)
    {
        if (waitAtMost is { } time)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, nameof(waitAtMost));
        }

        (IsContiguous, FirstVersion, GapTimeout) = (true, firstVersion, waitAtMost);
        return this;
    }

    /// <summary>The documents are handed to <see cref="IIntake"/> by the host; the connection is not polled and need not be registered.</summary>
    public FlowTrigger<T> Pushed()
    {
        IsPushed = true;
        return this;
    }

    /// <inheritdoc/>
    public FlowStep<T> Send<TCommand>(string connection)
        where TCommand : class, IEffectCommand<TCommand, T> => Add(new SameDocumentStep<T, TCommand>(this, connection));

    /// <inheritdoc/>
    public FlowStep<T> Send<TCommand, TDocument>(string connection, Func<T, TDocument> map)
        where TCommand : class, IEffectCommand<TCommand, TDocument>
        where TDocument : class, ICanonicalDocument<TDocument>
    {
        ArgumentNullException.ThrowIfNull(map);
        return Add(new MappedStep<T, TCommand, TDocument>(this, connection, (document, _, _) => ValueTask.FromResult<TDocument?>(map(document))));
    }

    /// <inheritdoc/>
    public FlowStep<T> Send<TCommand, TDocument>(string connection, DocumentMapping<T, TDocument> map)
        where TCommand : class, IEffectCommand<TCommand, TDocument>
        where TDocument : class, ICanonicalDocument<TDocument>
    {
        ArgumentNullException.ThrowIfNull(map);
        return Add(new MappedStep<T, TCommand, TDocument>(this, connection, map));
    }

    IEnumerable<EffectStep> IFlowTriggerPart.Steps =>
        _steps.SelectMany(step => (IEnumerable<EffectStep>)[step, .. step.AcknowledgementSteps]);

    void IFlowTriggerPart.AddTo(FlowModel model) => model.GetOrAddSource<T>(Source).Add(this);

    private FlowStep<T> Add(EffectStep<T> step)
    {
        _steps.Add(step);
        return new FlowStep<T>(this, step);
    }
}
