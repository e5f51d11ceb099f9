using System.Globalization;
using System.Runtime.CompilerServices;
using Crossdock.Storage.PostgreSql.Arguments;
using Crossdock.Storage.PostgreSql.Rows;
using Npgsql;
using NpgsqlTypes;

namespace Crossdock.Storage.PostgreSql;

/// <content>Calls that only read.</content>
public sealed partial class PostgreSqlCrossdockStore
{
    private const int AuditPage = 256;

    /// <inheritdoc/>
    public async Task<EffectRecord?> FindEffectAsync(IdempotencyKey key, CancellationToken cancellationToken) =>
        (await ReadEffectsAsync(key, "e.revision = $5", cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    /// <inheritdoc/>
    public Task<IReadOnlyList<EffectRecord>> FindEffectsAsync(
        string tenant,
        string connection,
        string operation,
        string documentKey,
        CancellationToken cancellationToken) =>
        ReadEffectsAsync(new IdempotencyKey(tenant, connection, operation, documentKey, 0), "e.revision >= $5", cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredDocument>> FindDocumentsAsync(
        string tenant,
        string documentType,
        string sequenceKey,
        CancellationToken cancellationToken) => await Reading.ReadAsync(
            $"""
            SELECT {EnvelopeRow.Columns}, i.document FROM {_database.Schema}.document AS d JOIN {_database.Schema}.inbox AS i ON i.id = d.inbox
            WHERE d.tenant = $1 AND d.document_type = $2 AND d.sequence_key = $3 ORDER BY d.source, d.document_key
            """,
            [Text(tenant), Text(documentType), Text(sequenceKey)],
            static row => new StoredDocument(EnvelopeRow.Read(row, 0), row.Bytes(EnvelopeRow.ColumnCount)),
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<Checkpoint> ReadCheckpointAsync(CheckpointKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var found = await Reading.ReadAsync(
            $"SELECT cursor FROM {_database.Schema}.checkpoint WHERE tenant = $1 AND connection = $2 AND document_type = $3",
            [Text(key.Tenant), Text(key.Connection), Text(key.DocumentType)],
            static row => new Checkpoint(row.Text(0)),
            cancellationToken).ConfigureAwait(false);
        return found.Count > 0 ? found[0] : Checkpoint.Start;
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => (await Reading.ReadAsync(
        $"""
        SELECT least(
            (SELECT due_at FROM {_database.Schema}.work WHERE queue = 0 LIMIT 1),
            (SELECT min(wake_at) FROM {_database.Schema}.work WHERE queue = 1),
            (SELECT min(wait_until) FROM {_database.Schema}.work WHERE state = 1))
        """,
        [],
        static row => row.TimeOrNull(0),
        cancellationToken).ConfigureAwait(false))[0];

    /// <inheritdoc/>
    /// <remarks>Superseded counts content that was replaced before it ran, including work that was replaced in its place.</remarks>
    public async Task<IReadOnlyDictionary<WorkState, long>> CountWorkAsync(CancellationToken cancellationToken)
    {
        var counters = await ReadCountersAsync(cancellationToken).ConfigureAwait(false);
        return Enum.GetValues<WorkState>().ToDictionary(
            state => state,
            state => counters.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"work_{(int)state}")));
    }

    /// <inheritdoc/>
    public async Task<StoreTotals> ReadTotalsAsync(CancellationToken cancellationToken)
    {
        var counters = await ReadCountersAsync(cancellationToken).ConfigureAwait(false);
        return new StoreTotals(
            counters["accepted"],
            counters["duplicates"],
            counters["unchanged"],
            counters["stale"],
            counters["refused"],
            counters["effects_confirmed"],
            counters["in_doubt"],
            counters["in_doubt_resolved"],
            counters["retries"],
            counters["echoes"],
            counters["out_of_order"]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkItem>> ListExceptionsAsync(ExceptionFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ThrowIfNoPage(filter.MaxItems, nameof(filter));
        ThrowIfNotListed(filter, nameof(filter));
        var items = await Reading.ReadAsync(
            $"SELECT {WorkRow.ItemColumns} FROM {_database.Schema}.work_item WHERE id IN (SELECT {_database.Schema}.find_failures($1::jsonb, $2::integer)) ORDER BY id",
            [Json(filter), Number(filter.MaxItems)],
            WorkRow.ReadItem,
            cancellationToken).ConfigureAwait(false);
        if (filter.States.Contains(WorkState.Held))
        {
            // The repeated condition lets the planner use the partial index of held work.
            items.AddRange(await Reading.ReadAsync(
                $"SELECT {WorkRow.ItemColumns} FROM {_database.Schema}.work_item WHERE work_tenant = $1 AND state = 2 AND id > $2 ORDER BY id LIMIT $3",
                [Text(filter.Tenant), Number(filter.AfterId), Number(filter.MaxItems)],
                WorkRow.ReadItem,
                cancellationToken).ConfigureAwait(false));
        }

        return [.. items.OrderBy(item => item.Id).Take(filter.MaxItems)];
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(string tenant, long workId, CancellationToken cancellationToken)
    {
        var found = await Reading.ReadAsync(
            $"""
            SELECT CASE WHEN length(i.document) = 0 THEN coalesce(i.raw, i.document) ELSE i.document END
            FROM {_database.Schema}.work AS w JOIN {_database.Schema}.inbox AS i ON i.id = w.inbox WHERE w.id = $1 AND w.tenant = $2
            """,
            [Number(workId), Text(tenant)],
            static row => row.Bytes(0),
            cancellationToken).ConfigureAwait(false);
        return found.Count > 0 ? found[0] : default(ReadOnlyMemory<byte>?);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<KpiSummary>> SummariseKpisAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        KpiPercentiles.Summarise(await Reading.ReadAsync(
            $"""
            SELECT instrument, connection, value FROM {_database.Schema}.kpi_sample
            WHERE at >= $1 AND at < $2 ORDER BY instrument, connection, value
            """,
            [Number(from.UtcTicks), Number(to.UtcTicks)],
            static row => (row.Text(0), row.Text(1), row.GetDouble(2)),
            cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AuditHead>> ReadAuditHeadsAsync(CancellationToken cancellationToken) => await Reading.ReadAsync(
        $"""
        WITH RECURSIVE tenants AS (
            (SELECT tenant FROM {_database.Schema}.audit ORDER BY tenant LIMIT 1)
            UNION ALL
            SELECT (SELECT a.tenant FROM {_database.Schema}.audit AS a WHERE a.tenant > t.tenant ORDER BY a.tenant LIMIT 1) FROM tenants AS t WHERE t.tenant IS NOT NULL)
        SELECT h.tenant, h.sequence, h.hash FROM tenants AS t CROSS JOIN LATERAL (
            SELECT tenant, sequence, hash FROM {_database.Schema}.audit AS a WHERE a.tenant = t.tenant ORDER BY a.sequence DESC LIMIT 1) AS h
        """,
        [],
        row => new AuditHead(row.Text(0), row.GetInt64(1), row.GetString(2)),
        cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async IAsyncEnumerable<AuditEntry> ReadAuditAsync(
        string tenant,
        long fromSequence,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Page by page: a transaction that stays open would keep the server from cleaning up.
        List<AuditEntry> page;
        do
        {
            page = await Reading.ReadAsync(
                $"""
                SELECT sequence, at, actor, action, subject, detail, previous_hash, hash FROM {_database.Schema}.audit
                WHERE tenant = $1 AND sequence >= $2 ORDER BY sequence LIMIT {AuditPage}
                """,
                [Text(tenant), Number(fromSequence)],
                row => new AuditEntry(
                    tenant,
                    row.GetInt64(0),
                    DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
                    row.Text(2),
                    row.Text(3),
                    row.Text(4),
                    row.Text(5),
                    row.GetString(6),
                    row.GetString(7)),
                cancellationToken).ConfigureAwait(false);
            foreach (var entry in page)
            {
                yield return entry;
                fromSequence = entry.Sequence + 1;
            }
        }
        while (page.Count == AuditPage);
    }

    private async Task<IReadOnlyList<EffectRecord>> ReadEffectsAsync(IdempotencyKey key, string revisions, CancellationToken cancellationToken) =>
        await Reading.ReadAsync(
            $"""
            SELECT {EffectRow.Columns} FROM {_database.Schema}.effect AS e {EffectRow.CommandJoin(_database.Schema)}
            WHERE e.tenant = $1 AND e.connection = $2 AND e.operation = $3 AND e.document_key = $4 AND {revisions} AND e.state IS NOT NULL
            ORDER BY e.revision
            """,
            [Text(key.Tenant), Text(key.Connection), Text(key.Operation), Text(key.DocumentKey), Number(key.Revision)],
            row => EffectRow.Read(row, 0, key with { Revision = row.GetInt32(EffectRow.RevisionColumn) })!,
            cancellationToken).ConfigureAwait(false);

    private async Task<Dictionary<string, long>> ReadCountersAsync(CancellationToken cancellationToken) => (await Reading.ReadAsync(
        $"SELECT name, value FROM {_database.Schema}.counter",
        [],
        static row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)),
        cancellationToken).ConfigureAwait(false)).ToDictionary();

    private static NpgsqlParameter Text(string value) =>
        new NpgsqlParameter<string> { TypedValue = StoredText.Write(value), NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Number(long value) => new NpgsqlParameter<long> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bigint };

    /// <summary>Old rows that nobody needs, a part for each call.</summary>
    private async Task<IReadOnlyList<OldRows>> FindOldAsync(PurgeRequest request, CancellationToken cancellationToken)
    {
        var schema = _database.Schema;
        var inputs = await IdsAsync(
            $"""
            SELECT id FROM {schema}.inbox AS i WHERE observed_at < $1
                AND NOT EXISTS (SELECT FROM {schema}.work AS w WHERE w.inbox = i.id)
                AND NOT EXISTS (SELECT FROM {schema}.effect AS e WHERE e.inbox = i.id)
                AND NOT EXISTS (SELECT FROM {schema}.document AS d WHERE d.inbox = i.id)
                AND NOT EXISTS (SELECT FROM {schema}.payload_edit AS p WHERE p.original = i.id)
                AND NOT EXISTS (SELECT FROM {schema}.payload_edit AS p WHERE p.copy = i.id) LIMIT $2
            """,
            request.InputsBefore).ConfigureAwait(false);

        // The raw text of refused input is what a person corrects.
        var texts = await IdsAsync(
            $"SELECT id FROM {schema}.inbox WHERE observed_at < $1 AND raw IS NOT NULL AND problems IS NULL LIMIT $2", request.InputsBefore).ConfigureAwait(false);
        var kpis = await IdsAsync($"SELECT id FROM {schema}.kpi_sample WHERE at < $1 LIMIT $2", request.KpisBefore).ConfigureAwait(false);
        return
        [
            .. inputs.Chunk(PurgedPerCall).Select(ids => new OldRows(ids, [], [])),
            .. texts.Chunk(PurgedPerCall).Select(ids => new OldRows([], ids, [])),
            .. kpis.Chunk(PurgedPerCall).Select(ids => new OldRows([], [], ids)),
        ];

        Task<List<long>> IdsAsync(string sql, DateTimeOffset before) => Reading.ReadAsync(
            sql,
            [new NpgsqlParameter<long> { TypedValue = before.UtcTicks }, new NpgsqlParameter<int> { TypedValue = request.MaxItems }],
            static row => row.GetInt64(0),
            cancellationToken);
    }
}
