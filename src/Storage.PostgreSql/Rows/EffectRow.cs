using Npgsql;

namespace Crossdock.Storage.PostgreSql.Rows;

/// <summary>Reads the effect ledger.</summary>
internal static class EffectRow
{
    /// <summary>Columns of <c>effect AS e</c> joined by <see cref="CommandJoin"/>; the revision comes behind them.</summary>
    public const string Columns =
        "e.state, e.fingerprint, e.sends, e.first_sent_at, e.last_sent_at, e.remote_id, e.remote_number, e.remote_version, e.remote_url, "
        + "coalesce(c.content, ei.document), e.revision";

    public const int RevisionColumn = 10;

    public static string CommandJoin(string schema) =>
        $"LEFT JOIN {schema}.command AS c ON c.id = e.command LEFT JOIN {schema}.inbox AS ei ON ei.id = e.inbox AND e.command IS NULL";

    /// <summary>The effect in the columns from <paramref name="at"/> on; null when it was only planned.</summary>
    public static EffectRecord? Read(NpgsqlDataReader row, int at, in IdempotencyKey key) => row.IsDBNull(at)
        ? null
        : new EffectRecord
        {
            Key = key,
            State = (EffectState)row.GetInt32(at),
            Fingerprint = row.Text(at + 1),
            Sends = row.GetInt32(at + 2),
            FirstSentAt = row.TimeOrNull(at + 3),
            LastSentAt = row.TimeOrNull(at + 4),
            Remote = row.TextOrNull(at + 5) is { } id
                ? new RemoteReference(
                    id,
                    row.TextOrNull(at + 6),
                    row.TextOrNull(at + 7),
                    row.TextOrNull(at + 8) is { } url ? new Uri(url, UriKind.RelativeOrAbsolute) : null)
                : null,
            Command = row.Bytes(at + 9),
        };
}
