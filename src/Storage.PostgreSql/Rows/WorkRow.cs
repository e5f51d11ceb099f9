using Crossdock.Storage.PostgreSql.Arguments;
using Npgsql;

namespace Crossdock.Storage.PostgreSql.Rows;

/// <summary>Reads the view <c>work_item</c>.</summary>
internal static class WorkRow
{
    /// <summary>What a work item needs.</summary>
    public const string ItemColumns =
        "id, state, flow, step, connection, operation, document_key, revision, attempts, due_at, error, problems, priority, hold_reason, token, exception_since, replay_mode, "
        + "tenant, source, event_id, type, document_type, input_key, data_schema, sequence_key, "
        + "source_version, correlation_id, causation_id, occurred_at, observed_at, fingerprint";

    /// <summary>What claimed work needs.</summary>
    public const string ClaimColumns =
        ItemColumns + ", document, token, lease_until, "
        + "effect_state, effect_fingerprint, sends, first_sent_at, last_sent_at, remote_id, remote_number, remote_version, remote_url, command";

    private const int EnvelopeStart = 17;
    private const int ClaimStart = EnvelopeStart + EnvelopeRow.ColumnCount;

    public static WorkItem ReadItem(NpgsqlDataReader row)
    {
        var envelope = EnvelopeRow.Read(row, EnvelopeStart);
        return new WorkItem
        {
            Id = row.GetInt64(0),
            State = (WorkState)row.GetInt32(1),
            Flow = row.Text(2),
            Step = row.Text(3),
            Key = new IdempotencyKey(envelope.Tenant, row.Text(4), row.Text(5), row.Text(6), row.GetInt32(7)),
            Envelope = envelope,
            Attempts = row.GetInt32(8),
            DueAt = row.Time(9),
            Error = StoredJson.ReadError(row.TextOrNull(10)),
            Problems = StoredJson.ReadProblems(row.TextOrNull(11)),
            Priority = (WorkPriority)row.GetInt32(12),
            HoldReason = row.TextOrNull(13),
            Claims = row.GetInt64(14),
            ExceptionSince = row.TimeOrNull(15),
            Replay = row.IsDBNull(16) ? null : (ReplayMode)row.GetInt32(16),
        };
    }

    public static ClaimedWork ReadClaimed(NpgsqlDataReader row)
    {
        var item = ReadItem(row);
        return new ClaimedWork
        {
            Id = item.Id,
            State = item.State,
            Flow = item.Flow,
            Step = item.Step,
            Key = item.Key,
            Envelope = item.Envelope,
            Attempts = item.Attempts,
            DueAt = item.DueAt,
            Error = item.Error,
            Problems = item.Problems,
            Priority = item.Priority,
            HoldReason = item.HoldReason,
            Claims = item.Claims,
            ExceptionSince = item.ExceptionSince,
            Replay = item.Replay,
            Document = row.Bytes(ClaimStart),
            FencingToken = row.GetInt64(ClaimStart + 1),
            LeaseUntil = row.Time(ClaimStart + 2),
            Effect = EffectRow.Read(row, ClaimStart + 3, item.Key),
        };
    }
}
