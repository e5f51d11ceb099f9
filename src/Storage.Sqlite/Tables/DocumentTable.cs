using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>The newest accepted version per document.</summary>
internal sealed class DocumentTable(Database database)
{
    private readonly Statement _upsert = database.Prepare(
        """
        INSERT INTO document (tenant, document_type, sequence_key, source, document_key, version, inbox) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO UPDATE SET version = excluded.version, inbox = excluded.inbox
        WHERE version IS NULL OR excluded.version IS NULL OR excluded.version >= version
        """);

    private readonly Statement _version = database.Prepare(
        "SELECT version FROM document WHERE tenant = ?1 AND document_type = ?2 AND sequence_key = ?3 AND source = ?4 AND document_key = ?5");

    /// <summary>Makes an input the newest version of its document, unless a newer one is known.</summary>
    public void Upsert(Envelope envelope, long inboxId) =>
        BindKey(_upsert, envelope).Bind(envelope.SourceVersion).Bind(inboxId).Run();

    /// <summary>True when a newer version of the same document was accepted.</summary>
    public bool HasNewer(Envelope envelope)
    {
        using var rows = BindKey(_version, envelope).Query();
        return rows.Read() && rows.LongOrNull(0) > envelope.SourceVersion;
    }

    public static List<StoredDocument> Find(Database database, string tenant, string documentType, string sequenceKey)
    {
        using var rows = database.Prepare(
            $"""
            SELECT {InboxTable.EnvelopeColumns}, i.document FROM document AS d JOIN inbox AS i ON i.id = d.inbox
            WHERE d.tenant = ?1 AND d.document_type = ?2 AND d.sequence_key = ?3 ORDER BY d.source, d.document_key
            """).Bind(tenant).Bind(documentType).Bind(sequenceKey).Query();
        var documents = new List<StoredDocument>();
        while (rows.Read())
        {
            documents.Add(new StoredDocument(InboxTable.ReadEnvelope(rows, 0), rows.Bytes(InboxTable.EnvelopeColumnCount)));
        }

        return documents;
    }

    private static Statement BindKey(Statement statement, Envelope envelope) => statement
        .Bind(envelope.Tenant).Bind(envelope.DocumentType).Bind(envelope.SequenceKey).Bind(envelope.Source).Bind(envelope.DocumentKey);
}
