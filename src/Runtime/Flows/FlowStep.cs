using Crossdock.Canonical;
using Crossdock.Runtime;

namespace Crossdock;

/// <summary>One step of a flow. What is set here holds for this step only; a further verb adds the next step.</summary>
/// <typeparam name="T">The document the flow listens to.</typeparam>
public sealed class FlowStep<T> : IFlowSteps<T>
    where T : class, ICanonicalDocument<T>
{
    private readonly FlowTrigger<T> _trigger;

    internal FlowStep(FlowTrigger<T> trigger, EffectStep<T> step)
    {
        _trigger = trigger;
        Step = step;
    }

    internal EffectStep<T> Step { get; }

    /// <summary>The step waits until these facts are established. Another step has to establish each of them, which is checked at start.</summary>
    /// <param name="facts">The facts; several calls add up.</param>
    public FlowStep<T> After(params ReadOnlySpan<Fact> facts)
    {
        foreach (var fact in facts)
        {
            ArgumentNullException.ThrowIfNull(fact);
            Step.After.Add(fact);
        }

        return this;
    }

    /// <summary>How long the step waits for its facts before it parks for a person; the default is <see cref="CrossdockOptions.PrerequisiteTimeout"/>.</summary>
    public FlowStep<T> WaitAtMost(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        Step.WaitAtMost = time;
        return this;
    }

    /// <summary>
    /// Drops the facts that Crossdock requires by itself: no shipment, invoice, credit note, payment or refund before the ERP has the order
    /// that this flow submits to it.
    /// </summary>
    public FlowStep<T> WithoutDefaultPrerequisites()
    {
        Step.HasDefaultPrerequisites = false;
        return this;
    }

    /// <summary>How urgent the step is. Urgent work is claimed first, and the rest keeps a share, so that none waits for ever.</summary>
    /// <remarks>Order per key comes first: an urgent step waits for what stands in front of it under the same key at the same connection.</remarks>
    public FlowStep<T> Priority(WorkPriority priority)
    {
        Step.Priority = priority;
        return this;
    }

    /// <summary>The step writes only inside of this window; outside, its work is held until the window opens. Given more than once, all have to be open.</summary>
    public FlowStep<T> Within(PostingWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        Step.Window = Step.Window?.And(window) ?? window;
        return this;
    }

    /// <inheritdoc cref="FlowTrigger{T}.SequenceBy"/>
    public FlowStep<T> SequenceBy(Func<T, string> key)
    {
        _trigger.SequenceBy(key);
        return this;
    }

    /// <summary>Only documents that satisfy this cause this step. Given more than once, all have to hold.</summary>
    public FlowStep<T> When(Func<T, bool> predicate)
    {
        Step.Predicate = Predicates.And(Step.Predicate, predicate);
        return this;
    }

    /// <summary>Says which part of the document matters to this step: only a change of it makes a new revision and sends again.</summary>
    /// <param name="projection">The document without what does not matter.</param>
    public FlowStep<T> ChangesWhen(Func<T, T> projection)
    {
        ArgumentNullException.ThrowIfNull(projection);
        Step.RevisionOf = document => T.Codec.ToCanonicalBytes(projection(document));
        return this;
    }

    /// <summary>Says which part of the document matters to this step, as a text: only a change of it makes a new revision and sends again.</summary>
    public FlowStep<T> ChangesWhen(Func<T, string> projection)
    {
        ArgumentNullException.ThrowIfNull(projection);
        Step.RevisionOf = document => System.Text.Encoding.UTF8.GetBytes(projection(document));
        return this;
    }

    /// <summary>
    /// The effect may happen once per document, whatever changes later: a changed document is dead-lettered for a person once an earlier
    /// revision reached the remote. Posting invoices and credit notes, issuing refunds and recording payments behave so by themselves.
    /// </summary>
    public FlowStep<T> OnlyOnce()
    {
        Step.IsOnlyOnce = true;
        return this;
    }

    /// <inheritdoc/>
    public FlowStep<T> Send<TCommand>(string connection)
        where TCommand : class, IEffectCommand<TCommand, T> => _trigger.Send<TCommand>(connection);

    /// <inheritdoc/>
    public FlowStep<T> Send<TCommand, TDocument>(string connection, Func<T, TDocument> map)
        where TCommand : class, IEffectCommand<TCommand, TDocument>
        where TDocument : class, ICanonicalDocument<TDocument> => _trigger.Send<TCommand, TDocument>(connection, map);

    /// <inheritdoc/>
    public FlowStep<T> Send<TCommand, TDocument>(string connection, DocumentMapping<T, TDocument> map)
        where TCommand : class, IEffectCommand<TCommand, TDocument>
        where TDocument : class, ICanonicalDocument<TDocument> => _trigger.Send<TCommand, TDocument>(connection, map);
}
