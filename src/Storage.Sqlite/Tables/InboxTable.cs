using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>Inputs: dedupe key, envelope, document and raw form.</summary>
internal sealed class InboxTable(Database database)
{
    /// <summary>The envelope's columns of <c>inbox AS i</c>, as <see cref="ReadEnvelope"/> expects them.</summary>
    public const string EnvelopeColumns =
        "i.tenant, i.source, i.event_id, i.type, i.document_type, i.document_key, i.data_schema, i.sequence_key, "
        + "i.source_version, i.correlation_id, i.causation_id, i.occurred_at, i.observed_at, i.fingerprint";

    public const int EnvelopeColumnCount = 14;

    private readonly Statement _insert = database.Prepare(
        """
        INSERT INTO inbox (tenant, source, event_id, type, document_type, document_key, data_schema, sequence_key, source_version,
            correlation_id, causation_id, occurred_at, observed_at, fingerprint, problems, document, raw)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
        ON CONFLICT (tenant, source, event_id) DO NOTHING
        """);

    private readonly Statement _findEvent = database.Prepare(
        """
        SELECT id FROM inbox
        WHERE tenant = ?1 AND source = ?2 AND event_id = ?3 AND document_type = ?4 AND document_key = ?5 AND source_version IS NULL
        """);

    private readonly Statement _lastUnversioned = database.Prepare(
        """
        SELECT id, occurred_at FROM inbox INDEXED BY inbox_unversioned
        WHERE tenant = ?1 AND source = ?2 AND document_type = ?3 AND document_key = ?4 AND source_version IS NULL ORDER BY id DESC LIMIT 1
        """);

    private readonly Statement _retire = database.Prepare("UPDATE inbox SET event_id = event_id || '~' || id WHERE id = ?1");

    private readonly Statement _readDocument = database.Prepare("SELECT document FROM inbox WHERE id = ?1");

    private readonly Statement _readEnvelope = database.Prepare($"SELECT {EnvelopeColumns} FROM inbox AS i WHERE i.id = ?1");

    private readonly Statement _find = database.Prepare("SELECT id FROM inbox WHERE tenant = ?1 AND source = ?2 AND event_id = ?3");

    /// <summary>
    /// Adds an input. Without a version, only the last input of its document makes it a repetition: a source that goes back to an earlier content says
    /// something new, unless it is older by its own time. The earlier row then gives its event id up.
    /// </summary>
    /// <returns>Its id; null when the same event was recorded before.</returns>
    public long? TryAdd(InboxEntry entry)
    {
        if (TryInsert(entry) is { } id)
        {
            return id;
        }

        if (entry.Envelope.SourceVersion is not null || FindReturnedTo(entry.Envelope) is not { } earlier)
        {
            return null;
        }

        _retire.Bind(earlier).Run();
        return TryInsert(entry);
    }

    // The input with the same content, when another one came in between.
    private long? FindReturnedTo(Envelope envelope)
    {
        using var found = _findEvent.Bind(envelope.Tenant).Bind(envelope.Source).Bind(envelope.Id).Bind(envelope.DocumentType).Bind(envelope.DocumentKey).Query();
        if (!found.Read())
        {
            return null;
        }

        var id = found.Long(0);
        using var last = _lastUnversioned.Bind(envelope.Tenant).Bind(envelope.Source).Bind(envelope.DocumentType).Bind(envelope.DocumentKey).Query();
        return last.Read() && last.Long(0) > id && last.Long(1) <= envelope.OccurredAt.UtcTicks ? id : null;
    }

    /// <summary>Adds an input whose event was never recorded.</summary>
    /// <returns>Its id; null when it was.</returns>
    public long? TryInsert(InboxEntry entry)
    {
        var envelope = entry.Envelope;
        var statement = _insert
            .Bind(envelope.Tenant).Bind(envelope.Source).Bind(envelope.Id).Bind(envelope.Type).Bind(envelope.DocumentType)
            .Bind(envelope.DocumentKey).Bind(envelope.DataSchema).Bind(envelope.SequenceKey).Bind(envelope.SourceVersion)
            .Bind(envelope.CorrelationId).Bind(envelope.CausationId).Bind(envelope.OccurredAt.UtcTicks).Bind(envelope.ObservedAt.UtcTicks)
            .Bind(envelope.Fingerprint).Bind(StoredJson.Write(entry.Problems)).Bind(entry.Document.Span);
        var isRawKept = !entry.Raw.IsEmpty && !entry.Raw.Span.SequenceEqual(entry.Document.Span);
        return (isRawKept ? statement.Bind(entry.Raw.Span) : statement.BindNull()).RunForRowId();
    }

    public bool HoldsDocument(long id, ReadOnlySpan<byte> document)
    {
        using var rows = _readDocument.Bind(id).Query();
        return rows.Read() && rows.Span(0).SequenceEqual(document);
    }

    /// <summary>The envelope of an input.</summary>
    public Envelope Read(long id)
    {
        using var rows = _readEnvelope.Bind(id).Query();
        rows.Read();
        return ReadEnvelope(rows, 0);
    }

    /// <summary>The id of an input; null when it was not recorded.</summary>
    public long? Find(Envelope envelope)
    {
        using var rows = _find.Bind(envelope.Tenant).Bind(envelope.Source).Bind(envelope.Id).Query();
        return rows.Read() ? rows.Long(0) : null;
    }

    public static Envelope ReadEnvelope(Rows rows, int at) => new()
    {
        Tenant = rows.Text(at),
        Source = rows.Text(at + 1),
        Id = rows.Text(at + 2),
        Type = rows.Text(at + 3),
        DocumentType = rows.Text(at + 4),
        DocumentKey = rows.Text(at + 5),
        DataSchema = rows.TextOrNull(at + 6),
        SequenceKey = rows.Text(at + 7),
        SourceVersion = rows.LongOrNull(at + 8),
        CorrelationId = rows.Text(at + 9),
        CausationId = rows.TextOrNull(at + 10),
        OccurredAt = rows.Time(at + 11),
        ObservedAt = rows.Time(at + 12),
        Fingerprint = rows.Text(at + 13),
    };
}
