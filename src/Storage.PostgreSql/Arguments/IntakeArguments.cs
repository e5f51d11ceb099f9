namespace Crossdock.Storage.PostgreSql.Arguments;

/// <summary>Arguments of <c>accept_inputs</c>.</summary>
internal static class IntakeArguments
{
    public static void Write(ArgumentWriter writer, AcceptBatch batch)
    {
        writer.Array("entries", batch.Entries, WriteEntry);
        writer.Object("checkpoint", batch.Checkpoint, WriteMove);
    }

    public static void WriteEntry(ArgumentWriter writer, InboxEntry entry)
    {
        var envelope = entry.Envelope;
        writer.StartKey();
        writer.Key("tenant", envelope.Tenant);
        writer.Key("document_type", envelope.DocumentType);
        writer.Key("sequence_key", envelope.SequenceKey);
        writer.Key("source", envelope.Source);
        writer.Key("document_key", envelope.DocumentKey);
        writer.Key("event_id", envelope.Id);
        writer.Text("type", envelope.Type);
        writer.Text("data_schema", envelope.DataSchema);
        writer.Number("source_version", envelope.SourceVersion);
        writer.Text("correlation_id", envelope.CorrelationId);
        writer.Text("causation_id", envelope.CausationId);
        writer.Time("occurred_at", envelope.OccurredAt);
        writer.Time("observed_at", envelope.ObservedAt);
        writer.Text("fingerprint", envelope.Fingerprint);
        writer.Text("problems", StoredJson.Write(entry.Problems));
        writer.Content("document_place", entry.Document.Span);
        if (!entry.Raw.IsEmpty && !entry.Raw.Span.SequenceEqual(entry.Document.Span))
        {
            writer.Content("raw_place", entry.Raw.Span);
        }

        writer.Object("contiguous", entry.Contiguous, WriteRule);
        writer.Array("work", entry.Work, WritePlan);
    }

    public static void WriteFact(ArgumentWriter writer, FactKey fact)
    {
        writer.StartKey();
        writer.Key("tenant", fact.Tenant);
        writer.Key("name", fact.Name);
        writer.Key("connection", fact.Connection);
        writer.Key("subject", fact.Subject);
    }

    private static void WritePlan(ArgumentWriter writer, PlannedWork plan)
    {
        writer.StartKey();
        writer.Key("connection", plan.Connection);
        writer.Key("operation", plan.Operation);
        writer.Key("document_key", plan.DocumentKey);
        writer.Text("flow", plan.Flow);
        writer.Text("step", plan.Step);
        writer.Text("content", plan.RevisionFingerprint);
        writer.Number("mode", (long)plan.Mode);
        writer.Number("version", plan.Version);
        writer.Time("due_at", plan.DueAt);
        writer.Time("wait_until", plan.WaitUntil);
        writer.Number("priority", (long)plan.Priority);
        writer.Array("echo_of", plan.EchoOf, WriteEcho);
        writer.Array("after", plan.After, WriteFact);
    }

    private static void WriteEcho(ArgumentWriter writer, EchoOf echo)
    {
        writer.Text("operation", echo.Operation);
        writer.Text("fingerprint", echo.Fingerprint);
    }

    private static void WriteRule(ArgumentWriter writer, ContiguousVersions rule)
    {
        writer.Number("first", rule.First);
        writer.Time("wait_until", rule.WaitUntil);
    }

    private static void WriteMove(ArgumentWriter writer, CheckpointMove move)
    {
        writer.StartKey();
        writer.Key("tenant", move.Key.Tenant);
        writer.Key("connection", move.Key.Connection);
        writer.Key("document_type", move.Key.DocumentType);
        writer.Text("cursor", move.To.Cursor);
    }
}
