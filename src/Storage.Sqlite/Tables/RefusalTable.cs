using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>Refused input that blocks its sequence key. Small: one row per open problem.</summary>
internal sealed class RefusalTable(Database database)
{
    private readonly Statement _insert = database.Prepare(
        """
        INSERT INTO refusal (tenant, sequence_key, work, source, document_type, document_key, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """);

    private readonly Statement _inFront = database.Prepare(
        "SELECT work FROM refusal WHERE tenant = ?1 AND sequence_key = ?2 AND work < ?3 ORDER BY work LIMIT 1");

    // The planner prefers the primary key, of which only the tenant would be used.
    private readonly Statement _corrected = database.Prepare(
        """
        SELECT work FROM refusal INDEXED BY refusal_document WHERE tenant = ?1 AND source = ?2 AND document_type = ?3 AND document_key = ?4
            AND (version IS NULL OR ?5 IS NULL OR version <= ?5)
        """);

    private readonly Statement _sequenceOf = database.Prepare("SELECT i.sequence_key FROM work AS w JOIN inbox AS i ON i.id = w.inbox WHERE w.id = ?1");

    private readonly Statement _delete = database.Prepare("DELETE FROM refusal WHERE tenant = ?1 AND sequence_key = ?2 AND work = ?3");

    private readonly Statement _any = database.Prepare("SELECT 1 FROM refusal LIMIT 1");

    // Most stores hold no refused input at all, and then no look-up is needed. Null = to be read.
    private bool? _isAny;

    private bool IsAny => _isAny ??= ReadIsAny();

    public void Insert(Envelope envelope, long workId)
    {
        _insert.Bind(envelope.Tenant).Bind(envelope.SequenceKey).Bind(workId).Bind(envelope.Source).Bind(envelope.DocumentType)
            .Bind(envelope.DocumentKey).Bind(envelope.SourceVersion).Run();
        _isAny = true;
    }

    /// <summary>The refused input in front of a place in a sequence key; null when none is.</summary>
    public long? InFront(string tenant, string sequenceKey, long beforeWorkId)
    {
        if (!IsAny)
        {
            return null;
        }

        using var rows = _inFront.Bind(tenant).Bind(sequenceKey).Bind(beforeWorkId).Query();
        return rows.Read() ? rows.Long(0) : null;
    }

    /// <summary>The same for a work row.</summary>
    public long? InFront(string tenant, long workId) => IsAny ? InFront(tenant, SequenceKeyOf(workId), workId) : null;

    /// <summary>Refused versions of the same document that an accepted version replaces.</summary>
    public IReadOnlyList<long> CorrectedBy(Envelope envelope)
    {
        if (!IsAny)
        {
            return [];
        }

        using var rows = _corrected.Bind(envelope.Tenant).Bind(envelope.Source).Bind(envelope.DocumentType).Bind(envelope.DocumentKey)
            .Bind(envelope.SourceVersion).Query();
        return rows.ToIds();
    }

    public void Delete(string tenant, long workId)
    {
        _delete.Bind(tenant).Bind(SequenceKeyOf(workId)).Bind(workId).Run();
        _isAny = null;
    }

    public void Forget() => _isAny = null;

    private string SequenceKeyOf(long workId)
    {
        using var rows = _sequenceOf.Bind(workId).Query();
        return rows.Read() ? rows.Text(0) : "";
    }

    private bool ReadIsAny()
    {
        using var rows = _any.Query();
        return rows.Read();
    }
}
