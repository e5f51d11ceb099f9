using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>The audit chains, one per tenant.</summary>
internal sealed class AuditTable(Database database)
{
    private const int MaxCachedHeads = 1024;

    private readonly Statement _insert = database.Prepare(
        """
        INSERT INTO audit (tenant, sequence, at, actor, action, subject, detail, previous_hash, hash)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """);

    // The newest link per tenant. Forgotten after a rollback, when it may be one that was never written.
    private readonly Dictionary<string, AuditEntry?> _heads = [];

    public void Append(string tenant, DateTimeOffset at, AuditDraft draft)
    {
        if (!_heads.TryGetValue(tenant, out var head))
        {
            head = Read(database, tenant, 0, 1, "DESC").FirstOrDefault();
        }

        var entry = AuditChain.Append(tenant, head, at, draft);
        _insert.Bind(tenant).Bind(entry.Sequence).Bind(entry.At.ToUnixTimeMilliseconds()).Bind(entry.Actor).Bind(entry.Action)
            .Bind(entry.Subject).Bind(entry.Detail).Bind(entry.PreviousHash).Bind(entry.Hash).Run();
        if (_heads.Count >= MaxCachedHeads)
        {
            _heads.Clear();
        }

        _heads[tenant] = entry;
    }

    public void Forget() => _heads.Clear();

    /// <summary>Links of a chain from a sequence number on.</summary>
    public static List<AuditEntry> Read(Database database, string tenant, long fromSequence, int maxItems) =>
        Read(database, tenant, fromSequence, maxItems, "ASC");

    /// <summary>The newest link of each chain. Seeks from one tenant to the next.</summary>
    public static List<AuditHead> Heads(Database database)
    {
        var heads = new List<AuditHead>();
        while (true)
        {
            using var rows = database.Prepare(
                """
                SELECT tenant, sequence, hash FROM audit
                WHERE tenant = (SELECT tenant FROM audit WHERE tenant > ?1 ORDER BY tenant LIMIT 1) ORDER BY sequence DESC LIMIT 1
                """).Bind(heads.Count == 0 ? "" : heads[^1].Tenant).Query();
            if (!rows.Read())
            {
                return heads;
            }

            heads.Add(new AuditHead(rows.Text(0), rows.Long(1), rows.Text(2)));
        }
    }

    private static List<AuditEntry> Read(Database database, string tenant, long fromSequence, int maxItems, string direction)
    {
        using var rows = database.Prepare(
            $"""
            SELECT sequence, at, actor, action, subject, detail, previous_hash, hash FROM audit
            WHERE tenant = ?1 AND sequence >= ?2 ORDER BY sequence {direction} LIMIT ?3
            """).Bind(tenant).Bind(fromSequence).Bind(maxItems).Query();
        var entries = new List<AuditEntry>();
        while (rows.Read())
        {
            entries.Add(new AuditEntry(
                tenant,
                rows.Long(0),
                DateTimeOffset.FromUnixTimeMilliseconds(rows.Long(1)),
                rows.Text(2),
                rows.Text(3),
                rows.Text(4),
                rows.Text(5),
                rows.Text(6),
                rows.Text(7)));
        }

        return entries;
    }
}
