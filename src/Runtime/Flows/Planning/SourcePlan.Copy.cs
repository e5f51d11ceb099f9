using Crossdock.Storage;

namespace Crossdock.Runtime;

/// <content>Edited copies.</content>
internal sealed partial class SourcePlan<T>
{
    /// <summary>The step of refused input, which stands for all steps.</summary>
    private const string Intake = "intake";

    public override InboxEntry Copy(ReadOnlyMemory<byte> utf8Json, WorkItem original, PlanContext context)
    {
        var seen = new Observation { DocumentKey = original.Envelope.DocumentKey, SourceVersion = original.Envelope.SourceVersion, OccurredAt = original.Envelope.OccurredAt, Raw = utf8Json };
        if (utf8Json.Length > context.MaxDocumentBytes)
        {
            return RefuseTooLarge(utf8Json.Length, seen, context);
        }

        var parsed = T.Codec.Parse(utf8Json.Span);
        if (!parsed.IsValid)
        {
            return Refuse(DocumentProblems.Of(parsed.Problems), seen, context);
        }

        var entries = Accept(parsed.Value, seen, context);
        if (entries is not [var entry])
        {
            return Refuse([new DocumentProblem("", "copy", "The document is about several keys; an edited copy is about the one of its original.")], seen, context);
        }

        if (entry.Problems.Count > 0)
        {
            return entry;
        }

        // An id of its own, so that the original's own content, sent again by its source, stays a duplicate of the original.
        var envelope = entry.Envelope with
        {
            Id = EnvelopeId.From(s_type + ".edited", $"{original.Id}/{original.Envelope.Id}", original.Envelope.SourceVersion, entry.Envelope.Fingerprint),
            CausationId = original.Envelope.Id,
            CorrelationId = original.Envelope.CorrelationId,
        };
        return original.Step == Intake
            ? entry with { Envelope = envelope }
            : entry with
            {
                Envelope = envelope with { SequenceKey = original.Envelope.SequenceKey },
                Work = [.. entry.Work.Where(work => (work.Flow, work.Step, work.Connection) == (original.Flow, original.Step, original.Key.Connection))],
            };
    }
}
