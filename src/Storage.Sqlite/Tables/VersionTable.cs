using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>Documents whose versions are 1 apart: which version comes next, and which came ahead of it.</summary>
internal sealed class VersionTable(Database database)
{
    private const string KeyCondition = "tenant = ?1 AND source = ?2 AND document_type = ?3 AND document_key = ?4";

    private readonly Statement _next = database.Prepare($"SELECT next FROM version_sequence WHERE {KeyCondition}");

    private readonly Statement _move = database.Prepare(
        """
        INSERT INTO version_sequence (tenant, source, document_type, document_key, next) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET next = excluded.next
        """);

    private readonly Statement _insert = database.Prepare(
        "INSERT INTO early_version (tenant, source, document_type, document_key, version, work, planned) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");

    private readonly Statement _find = database.Prepare($"SELECT work, planned FROM early_version WHERE {KeyCondition} AND version = ?5");

    private readonly Statement _lowest = database.Prepare($"SELECT version FROM early_version WHERE {KeyCondition} ORDER BY version LIMIT 1");

    private readonly Statement _versionOf = database.Prepare("SELECT version FROM early_version WHERE work = ?1");

    private readonly Statement _delete = database.Prepare("DELETE FROM early_version WHERE work = ?1");

    /// <summary>The version that comes next; null before the first.</summary>
    public long? Next(Envelope envelope)
    {
        using var rows = BindKey(_next, envelope).Query();
        return rows.Read() ? rows.Long(0) : null;
    }

    public void Expect(Envelope envelope, long next) => BindKey(_move, envelope).Bind(next).Run();

    public void Keep(Envelope envelope, long version, long workId, IReadOnlyList<PlannedWork> planned) =>
        BindKey(_insert, envelope).Bind(version).Bind(workId).Bind(StoredJson.Write(planned)).Run();

    /// <summary>The work row and steps of a version that came early; null when it did not.</summary>
    public (long WorkId, IReadOnlyList<PlannedWork> Planned)? Find(Envelope envelope, long version)
    {
        using var rows = BindKey(_find, envelope).Bind(version).Query();
        return rows.Read() ? (rows.Long(0), StoredJson.ReadPlanned(rows.Text(1))) : null;
    }

    /// <summary>The lowest version of a document that came early; null when none did.</summary>
    public long? LowestEarly(Envelope envelope)
    {
        using var rows = BindKey(_lowest, envelope).Query();
        return rows.Read() ? rows.Long(0) : null;
    }

    /// <summary>The version a work row holds back; null when it holds none.</summary>
    public long? VersionOf(long workId)
    {
        using var rows = _versionOf.Bind(workId).Query();
        return rows.Read() ? rows.Long(0) : null;
    }

    public void Delete(long workId) => _delete.Bind(workId).Run();

    private static Statement BindKey(Statement statement, Envelope envelope) => statement
        .Bind(envelope.Tenant).Bind(envelope.Source).Bind(envelope.DocumentType).Bind(envelope.DocumentKey);
}
