using Crossdock.Canonical;
using Crossdock.Storage;

namespace Crossdock.Runtime;

/// <summary>A step as planning sees it: it knows the document that triggers it.</summary>
internal abstract class EffectStep<T>(FlowTrigger<T> trigger, string connection, EffectOperation operation)
    : EffectStep(trigger.Flow, trigger.Source, connection, operation)
    where T : class, ICanonicalDocument<T>
{
    private readonly FlowTrigger<T> _trigger = trigger;
    private readonly List<EffectStep<T>> _reverses = [];

    public override string DocumentType => T.Codec.Name;

    public override string? SequenceScope => DocumentTraits.Find<T>()?.SequenceScope;

    public override TimeSpan CoalesceWindow => _trigger.CoalesceWindow;

    public override bool HasOwnKey => _trigger.Key is not null;

    public Func<T, bool>? Predicate { get; set; }

    /// <summary>The bytes whose change makes a new revision; null takes what matters of the document by its traits.</summary>
    public Func<T, byte[]>? RevisionOf { get; set; }

    /// <summary>True when the command carries the triggering document itself.</summary>
    public abstract bool CarriesItsDocument { get; }

    public override void AddReverse(EffectStep other)
    {
        if (other is EffectStep<T> { CarriesItsDocument: true } same && other.Source == Connection && other.Connection == Source)
        {
            _reverses.Add(same);
        }
    }

    /// <summary>The work this step makes of a document; null when its predicates say no.</summary>
    public PlannedWork? Plan(T document, string documentKey, Envelope envelope, PlanContext context)
    {
        if (_trigger.Predicate?.Invoke(document) == false || Predicate?.Invoke(document) == false)
        {
            return null;
        }

        var after = FactsNeeded(document, envelope);
        return new PlannedWork
        {
            Flow = Flow,
            Step = Name,
            Connection = Connection,
            Operation = Operation.Name,
            DocumentKey = documentKey,
            RevisionFingerprint = RevisionFingerprintOf(document),
            Mode = Operation.IsAbsolute ? SequenceMode.LatestWins : SequenceMode.Ordered,
            Version = VersionOf(document, envelope),
            Priority = Priority,
            EchoOf = [.. _reverses.Select(reverse => new EchoOf(reverse.Operation.Name, reverse.RevisionFingerprintOf(document)))],
            After = [.. after.Select(fact => KeyOf(fact, envelope))],
            WaitUntil = after.Count == 0 ? null : context.Now + (WaitAtMost ?? context.PrerequisiteTimeout),
            DueAt = CoalesceWindow > TimeSpan.Zero ? context.Now + CoalesceWindow : default,
        };
    }

    private string RevisionFingerprintOf(T document) => Fingerprint.Of((RevisionOf ?? DefaultRevision)(document));

    private List<Fact> FactsNeeded(T document, Envelope envelope) =>
        DefaultPrerequisite is { } fact && StandsAlone(document, envelope) ? [.. After.Where(other => other != fact)] : After;

    // It names no order, and nobody else said which documents it belongs to.
    private static bool StandsAlone(T document, Envelope envelope) =>
        DocumentTraits.Find<T>() is { } traits && traits.SequenceOf(document) is null && envelope.SequenceKey == traits.SequenceKeyOf(document);

    private static byte[] DefaultRevision(T document) =>
        T.Codec.ToCanonicalBytes(DocumentTraits.Find<T>()?.Significant(document) ?? document);

    private long? VersionOf(T document, Envelope envelope) =>
        Operation.IsAbsolute ? DocumentTraits.Find<T>()?.VersionOf(document) ?? envelope.SourceVersion : envelope.SourceVersion;
}
