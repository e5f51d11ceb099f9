using System.Text;
using Crossdock.Canonical;
using Crossdock.Storage;

namespace Crossdock.Runtime;

/// <summary>Turns a document into the inbox entry that is stored, with the work of every step that listens.</summary>
internal sealed partial class SourcePlan<T>(string source) : SourcePlan(source)
    where T : class, ICanonicalDocument<T>
{
    private static readonly string s_type = $"crossdock.{T.Codec.Name}.changed";
    private static readonly DocumentProblem s_unwritable =
        new("", "json", "found half of a surrogate pair in a text, allowed Unicode text; correct the mapping that made the document.");

    private readonly List<FlowTrigger<T>> _triggers = [];

    public override string DocumentType => T.Codec.Name;

    public override TimeSpan LongestGap => _triggers.Select(trigger => trigger.GapTimeout ?? TimeSpan.Zero).DefaultIfEmpty().Max();

    public override bool IsPolled => _triggers.TrueForAll(trigger => !trigger.IsPushed);

    public override string PortName => $"IChangeSource<{typeof(T).Name}>";

    private static DocumentTraits<T>? Traits => DocumentTraits.Find<T>();

    public void Add(FlowTrigger<T> trigger) => _triggers.Add(trigger);

    public override bool IsImplementedBy(IConnector connector) => connector is IChangeSource<T>;

    public override ISourcePoller CreatePoller(PollerServices services, IConnector connector) =>
        new SourcePoller<T>(services, this, (IChangeSource<T>)connector);

    public override IEnumerable<string> FindProblems()
    {
        var stream = $"{DocumentType} from '{Source}'";
        if (_triggers.Count(trigger => trigger.Sequence is not null) > 1)
        {
            yield return $"SequenceBy is given more than once for {stream}; give it on one of its On<{typeof(T).Name}> only.";
        }

        if (_triggers.Count(trigger => trigger.Key is not null) > 1)
        {
            yield return $"KeyBy is given more than once for {stream}; give it on one of its On<{typeof(T).Name}> only.";
        }

        if (_triggers.Count(trigger => trigger.IsContiguous) > 1)
        {
            yield return $"Contiguous is given more than once for {stream}; give it on one of its On<{typeof(T).Name}> only.";
        }

        if (Traits is null && (Sequence is null || Key is null))
        {
            yield return $"{typeof(T).Name} is not a built-in document: say KeyBy and SequenceBy for {stream}.";
        }
    }

    /// <summary>The entries of one document: several when it is about several keys, refused when it breaks schema or rules.</summary>
    public IReadOnlyList<InboxEntry> Accept(T document, Observation seen, PlanContext context)
    {
        IReadOnlyList<T> parts;
        try
        {
            parts = Traits?.Split(document) ?? [document];
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return [Refuse([Unplannable(failure)], seen, context)];
        }

        var entries = new InboxEntry[parts.Count];
        for (var part = 0; part < entries.Length; part++)
        {
            // The text of the whole is kept once, not with each part.
            entries[part] = AcceptPart(parts[part], part == 0 ? seen : seen with { Raw = default }, context);
        }

        return entries;
    }

    /// <summary>The entry of an input that is not accepted. It blocks its own key until a newer version of the document comes.</summary>
    public InboxEntry Refuse(IReadOnlyList<DocumentProblem> problems, Observation seen, PlanContext context)
    {
        var raw = DocumentSize.Kept(seen.Raw, context);
        var isWhole = raw.Length == seen.Raw.Length;
        var fingerprint = Fingerprint.Of(raw.IsEmpty ? TextOf(problems) : isWhole ? raw.Span : [.. raw.Span, .. TextOf(problems)]);
        var key = DocumentKeys.CanBeStored(seen.DocumentKey) ? seen.DocumentKey : $"unread-{fingerprint[..16]}";
        var sequence = Traits?.SequenceKeyOfUnread(key) ?? $"{DocumentType}/{key}";
        return new InboxEntry
        {
            Envelope = MakeEnvelope(key, sequence, sequence, fingerprint, s_type + ".refused", seen, seen.OccurredAt, context),
            Raw = raw,
            Problems = problems,
        };
    }

    /// <summary>The entry of an input that is not even read.</summary>
    public InboxEntry RefuseTooLarge(int bytes, Observation seen, PlanContext context) =>
        Refuse([DocumentSize.TooLarge(bytes, context)], seen with { DocumentKey = seen.DocumentKey ?? RawKey.Find<T>(DocumentSize.Kept(seen.Raw, context).Span) }, context);

    private InboxEntry AcceptPart(T document, Observation seen, PlanContext context)
    {
        byte[] bytes = [];
        try
        {
            if (!TryWrite(document, out bytes))
            {
                return Refuse([s_unwritable], WithRaw(document, seen, bytes), context);
            }

            if (bytes.Length > context.MaxDocumentBytes)
            {
                return RefuseTooLarge(bytes.Length, WithRaw(document, seen, bytes), context);
            }

            var problems = DocumentProblems.Find(document, bytes);
            if (problems.Count > 0)
            {
                return Refuse(problems, WithRaw(document, seen, bytes), context);
            }

            var envelope = MakeEnvelope(document, Fingerprint.Of(bytes), seen, context);
            return new InboxEntry
            {
                Envelope = envelope,
                Document = bytes,
                Raw = DocumentSize.Kept(seen.Raw, context),
                Contiguous = ContiguousAt(context),
                Work = [.. _triggers.SelectMany(trigger => trigger.Steps).Select(step => step.Plan(document, envelope.DocumentKey, envelope, context)).OfType<PlannedWork>()],
            };
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // A predicate, key or projection of the host fails on this document, or it cannot be written: refused, so that the stream goes on.
            return Refuse([Unplannable(failure)], WithRaw(document, seen, bytes), context);
        }
    }

    private Envelope MakeEnvelope(T document, string fingerprint, Observation seen, PlanContext context)
    {
        var key = Key?.Invoke(document) ?? Traits?.KeyOf(document) ?? throw new InvalidOperationException("KeyBy is missing.");
        DocumentKeys.Check(key, "document key (KeyBy)");
        var builtIn = Traits?.SequenceKeyOf(document);
        var sequence = builtIn;
        if (Sequence?.Invoke(document) is { } given)
        {
            DocumentKeys.Check(given, "sequence key (SequenceBy)");
            sequence = $"{Traits?.SequenceScope ?? DocumentType}/{given}";
        }

        if (sequence is null)
        {
            throw new InvalidOperationException("SequenceBy is missing.");
        }

        return MakeEnvelope(key, sequence, builtIn ?? sequence, fingerprint, s_type, seen, seen.OccurredAt ?? Traits?.OccurredAt(document), context);
    }

    private Envelope MakeEnvelope(
        string key,
        string sequence,
        string correlation,
        string fingerprint,
        string type,
        Observation seen,
        DateTimeOffset? occurredAt,
        PlanContext context) => new()
        {
            Id = EnvelopeId.From(type, key, seen.SourceVersion, fingerprint),
            Source = Source,
            Type = s_type,
            DocumentKey = key,
            DocumentType = DocumentType,
            DataSchema = T.Codec.SchemaId,
            Tenant = context.Tenant,
            SequenceKey = seen.Cause?.SequenceKey ?? sequence,
            SourceVersion = seen.SourceVersion,
            CorrelationId = seen.Cause?.CorrelationId ?? correlation,
            CausationId = seen.Cause?.Id,
            OccurredAt = occurredAt ?? context.Now,
            ObservedAt = context.Now,
            Fingerprint = fingerprint,
        };

    private static bool TryWrite(T document, out byte[] bytes)
    {
        try
        {
            bytes = T.Codec.ToCanonicalBytes(document);
            return true;
        }
        catch (ArgumentException)
        {
            bytes = []; // what the writer refuses; anything else is a fault of ours
            return false;
        }
    }

    private Observation WithRaw(T document, Observation seen, byte[] bytes) => seen with
    {
        Raw = seen.Raw.IsEmpty ? bytes : seen.Raw,
        DocumentKey = KeyOrNull(document) ?? seen.DocumentKey,
    };

    private string? KeyOrNull(T document)
    {
        try
        {
            return Key?.Invoke(document) ?? Traits?.KeyOf(document);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return null;
        }
    }

    // Without the text, all that tells one refused record from another is what is wrong with it.
    private static byte[] TextOf(IReadOnlyList<DocumentProblem> problems) => Encoding.UTF8.GetBytes(string.Join('\n', problems));

    // Of a foreign exception the type only: its message may quote the document.
    private static DocumentProblem Unplannable(Exception failure) => failure is ConnectorException known
        ? new(known.Error.Pointer ?? "", "key", known.Error.Message)
        : new("", "flow", $"A flow could not be planned for this document ({failure.GetType().Name}); correct the flow's predicate, key or projection, or the document.");

    private ContiguousVersions? ContiguousAt(PlanContext context) => _triggers.Find(trigger => trigger.IsContiguous) is { } rule
        ? new ContiguousVersions(rule.FirstVersion, context.Now + (rule.GapTimeout ?? context.PrerequisiteTimeout))
        : null;

    private Func<T, string>? Sequence => _triggers.Find(trigger => trigger.Sequence is not null)?.Sequence;

    private Func<T, string>? Key => _triggers.Find(trigger => trigger.Key is not null)?.Key;
}
