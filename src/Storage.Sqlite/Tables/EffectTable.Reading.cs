using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <content>Reads whole ledger rows.</content>
internal sealed partial class EffectTable
{
    /// <summary>Columns of <c>effect AS e</c> joined by <see cref="CommandJoin"/>, as <see cref="ReadRecord"/> expects them.</summary>
    public const string RecordColumns =
        "e.state, e.fingerprint, e.sends, e.first_sent_at, e.last_sent_at, e.remote_id, e.remote_number, e.remote_version, e.remote_url, "
        + "coalesce(c.content, ei.document)";

    public const string CommandJoin = "LEFT JOIN command AS c ON c.id = e.command LEFT JOIN inbox AS ei ON ei.id = e.inbox AND e.command IS NULL";

    private const string StreamQuery =
        $"""
        SELECT {RecordColumns}, e.revision FROM effect AS e {CommandJoin}
        WHERE e.tenant = ?1 AND e.connection = ?2 AND e.operation = ?3 AND e.document_key = ?4
        """;

    private const int RevisionColumn = 10;

    public static EffectRecord? Find(Database database, in IdempotencyKey key)
    {
        using var rows = BindKey(database.Prepare($"{StreamQuery} AND e.revision = ?5"), key).Query();
        return rows.Read() ? ReadRecord(rows, 0, key) : null;
    }

    /// <summary>All effects of a stream, lowest revision first.</summary>
    public static List<EffectRecord> FindAll(Database database, string tenant, string connection, string operation, string documentKey)
    {
        using var rows = database.Prepare($"{StreamQuery} AND e.state IS NOT NULL ORDER BY e.revision")
            .Bind(tenant).Bind(connection).Bind(operation).Bind(documentKey).Query();
        var effects = new List<EffectRecord>();
        while (rows.Read())
        {
            effects.Add(ReadRecord(rows, 0, new IdempotencyKey(tenant, connection, operation, documentKey, rows.Int(RevisionColumn)))!);
        }

        return effects;
    }

    /// <summary>The effect in the columns from <paramref name="at"/> on; null when it was only planned.</summary>
    public static EffectRecord? ReadRecord(Rows rows, int at, in IdempotencyKey key) => rows.IsNull(at)
        ? null
        : new EffectRecord
        {
            Key = key,
            State = (EffectState)rows.Int(at),
            Fingerprint = rows.Text(at + 1),
            Sends = rows.Int(at + 2),
            FirstSentAt = rows.TimeOrNull(at + 3),
            LastSentAt = rows.TimeOrNull(at + 4),
            Remote = rows.TextOrNull(at + 5) is { } id
                ? new RemoteReference(
                    id,
                    rows.TextOrNull(at + 6),
                    rows.TextOrNull(at + 7),
                    rows.TextOrNull(at + 8) is { } url ? new Uri(url, UriKind.RelativeOrAbsolute) : null)
                : null,
            Command = rows.Bytes(at + 9),
        };
}
