using Npgsql;

namespace Crossdock.Storage.PostgreSql.Rows;

/// <summary>Reads envelopes.</summary>
internal static class EnvelopeRow
{
    /// <summary>The envelope's columns of <c>inbox AS i</c>.</summary>
    public const string Columns =
        "i.tenant, i.source, i.event_id, i.type, i.document_type, i.document_key, i.data_schema, i.sequence_key, "
        + "i.source_version, i.correlation_id, i.causation_id, i.occurred_at, i.observed_at, i.fingerprint";

    public const int ColumnCount = 14;

    public static Envelope Read(NpgsqlDataReader row, int at) => new()
    {
        Tenant = row.Text(at),
        Source = row.Text(at + 1),
        Id = row.Text(at + 2),
        Type = row.Text(at + 3),
        DocumentType = row.Text(at + 4),
        DocumentKey = row.Text(at + 5),
        DataSchema = row.TextOrNull(at + 6),
        SequenceKey = row.Text(at + 7),
        SourceVersion = row.LongOrNull(at + 8),
        CorrelationId = row.Text(at + 9),
        CausationId = row.TextOrNull(at + 10),
        OccurredAt = row.Time(at + 11),
        ObservedAt = row.Time(at + 12),
        Fingerprint = row.Text(at + 13),
    };
}
