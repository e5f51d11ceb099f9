namespace Crossdock.Storage.Sqlite.Schema;

/// <summary>The tables of version 1. Released versions are never edited; a change is a new version.</summary>
/// <remarks>
/// Times are UTC ticks (100 ns). Enumerations are stored as their numbers. Clustered keys begin with the natural key, in clear: documents of one
/// business are numbered upwards, so new keys land on few pages, where hashes would touch a page each.
/// </remarks>
internal static class SchemaVersion1
{
    public const string Script =
        """
        -- Every input once: the unique key is the idempotent receiver. Blobs come last, so that reading an envelope does not touch them.
        CREATE TABLE inbox (
            id INTEGER PRIMARY KEY,
            tenant TEXT NOT NULL,
            source TEXT NOT NULL,
            event_id TEXT NOT NULL,
            type TEXT NOT NULL,
            document_type TEXT NOT NULL,
            document_key TEXT NOT NULL,
            data_schema TEXT,
            sequence_key TEXT NOT NULL,
            source_version INTEGER,
            correlation_id TEXT NOT NULL,
            causation_id TEXT,
            occurred_at INTEGER NOT NULL,
            observed_at INTEGER NOT NULL,
            fingerprint TEXT NOT NULL,
            problems TEXT,
            document BLOB NOT NULL,
            raw BLOB,
            UNIQUE (tenant, source, event_id)
        ) STRICT;

        -- The newest version per document.
        CREATE TABLE document (
            tenant TEXT NOT NULL,
            document_type TEXT NOT NULL,
            sequence_key TEXT NOT NULL,
            source TEXT NOT NULL,
            document_key TEXT NOT NULL,
            version INTEGER,
            inbox INTEGER NOT NULL REFERENCES inbox (id),
            PRIMARY KEY (tenant, document_type, sequence_key, source, document_key)
        ) STRICT, WITHOUT ROWID;

        -- Work, which is the outbox. Rows of one lane run one after the other, lowest id first.
        --   in_lane   1 while the row stands in its lane: Ready, Held, Claimed, Parked, DeadLettered
        --   queue     set for at most one row of a lane, its first: 0 runnable now, 1 from wake_at on (due time, or end of the lease)
        --   blocked_by the refused input in front of the row
        --   missing   prerequisites that are not met
        CREATE TABLE work (
            id INTEGER PRIMARY KEY,
            inbox INTEGER NOT NULL REFERENCES inbox (id),
            state INTEGER NOT NULL,
            mode INTEGER NOT NULL,
            flow TEXT NOT NULL,
            step TEXT NOT NULL,
            tenant TEXT NOT NULL,
            connection TEXT NOT NULL,
            operation TEXT NOT NULL,
            document_key TEXT NOT NULL,
            revision INTEGER NOT NULL,
            lane TEXT NOT NULL,
            in_lane INTEGER NOT NULL,
            queue INTEGER,
            wake_at INTEGER,
            blocked_by INTEGER,
            due_at INTEGER NOT NULL,
            wait_until INTEGER,
            missing INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            token INTEGER NOT NULL DEFAULT 0,
            lease_until INTEGER,
            owner TEXT,
            error TEXT
        ) STRICT;
        CREATE INDEX work_lane ON work (tenant, connection, lane, id) WHERE in_lane = 1;
        CREATE INDEX work_runnable ON work (connection, id) WHERE queue = 0;
        CREATE INDEX work_timed ON work (wake_at) WHERE queue = 1;
        CREATE INDEX work_waiting ON work (wait_until) WHERE state = 1;
        CREATE UNIQUE INDEX work_claimed ON work (tenant, connection, lane) WHERE state = 3;
        CREATE INDEX work_exception ON work (tenant, state, id) WHERE state IN (5, 6, 7);
        CREATE INDEX work_blocked ON work (blocked_by) WHERE blocked_by IS NOT NULL;

        -- Refused input that blocks its sequence key.
        CREATE TABLE refusal (
            tenant TEXT NOT NULL,
            sequence_key TEXT NOT NULL,
            work INTEGER NOT NULL REFERENCES work (id),
            source TEXT NOT NULL,
            document_type TEXT NOT NULL,
            document_key TEXT NOT NULL,
            version INTEGER,
            PRIMARY KEY (tenant, sequence_key, work)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX refusal_document ON refusal (tenant, source, document_type, document_key);

        -- Commands that differ from the document that caused them.
        CREATE TABLE command (
            id INTEGER PRIMARY KEY,
            content BLOB NOT NULL
        ) STRICT;

        -- The effect ledger: one row per revision of a stream (tenant, connection, operation, document key). Planned when accepted (state null),
        -- an effect from its intent on. The highest revision is the stream's newest. Rows with a state are never deleted.
        CREATE TABLE effect (
            tenant TEXT NOT NULL,
            connection TEXT NOT NULL,
            operation TEXT NOT NULL,
            document_key TEXT NOT NULL,
            revision INTEGER NOT NULL,
            work INTEGER NOT NULL REFERENCES work (id),
            inbox INTEGER NOT NULL REFERENCES inbox (id),
            content TEXT NOT NULL,
            version INTEGER,
            state INTEGER,
            command INTEGER REFERENCES command (id),
            fingerprint TEXT,
            sends INTEGER NOT NULL DEFAULT 0,
            first_sent_at INTEGER,
            last_sent_at INTEGER,
            remote_id TEXT,
            remote_number TEXT,
            remote_version TEXT,
            remote_url TEXT,
            PRIMARY KEY (tenant, connection, operation, document_key, revision)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE fact (
            tenant TEXT NOT NULL,
            name TEXT NOT NULL,
            connection TEXT NOT NULL,
            subject TEXT NOT NULL,
            is_established INTEGER NOT NULL,
            PRIMARY KEY (tenant, name, connection, subject)
        ) STRICT, WITHOUT ROWID;

        -- Facts that work waits for.
        CREATE TABLE prerequisite (
            tenant TEXT NOT NULL,
            name TEXT NOT NULL,
            connection TEXT NOT NULL,
            subject TEXT NOT NULL,
            work INTEGER NOT NULL REFERENCES work (id),
            PRIMARY KEY (tenant, name, connection, subject, work)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX prerequisite_work ON prerequisite (work);

        CREATE TABLE checkpoint (
            tenant TEXT NOT NULL,
            connection TEXT NOT NULL,
            document_type TEXT NOT NULL,
            cursor TEXT NOT NULL,
            PRIMARY KEY (tenant, connection, document_type)
        ) STRICT, WITHOUT ROWID;

        -- at: Unix milliseconds, as hashed.
        CREATE TABLE audit (
            tenant TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            detail TEXT NOT NULL,
            previous_hash TEXT NOT NULL,
            hash TEXT NOT NULL,
            PRIMARY KEY (tenant, sequence)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE kpi_sample (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            instrument TEXT NOT NULL,
            connection TEXT NOT NULL,
            flow TEXT NOT NULL,
            outcome TEXT,
            value REAL NOT NULL
        ) STRICT;
        CREATE INDEX kpi_sample_at ON kpi_sample (at);

        -- Running totals by number; see Counter.
        CREATE TABLE counter (
            id INTEGER PRIMARY KEY,
            value INTEGER NOT NULL
        ) STRICT;
        """;
}
