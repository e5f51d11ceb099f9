namespace Crossdock.Storage.Sqlite.Schema;

/// <summary>Version 4: exceptions by why they fail, replay plans, edited copies, and the oldest unfinished work.</summary>
internal static class SchemaVersion4
{
    public const string Script =
        """
        -- Exceptions, and items on their way back from one. A row goes when its work row is resolved.
        --   is_open   1 while it is an exception, 0 while it was put back to work
        --   is_final  1 when a remote's business rules refused it: an answer, which needs nobody
        --   since     when it first became an exception
        --   replay    how it was put back, by which plan; see ReplayMode
        CREATE TABLE exception (
            work INTEGER PRIMARY KEY REFERENCES work (id),
            tenant TEXT NOT NULL,
            state INTEGER NOT NULL,
            is_open INTEGER NOT NULL,
            is_final INTEGER NOT NULL,
            fingerprint TEXT NOT NULL,
            connection TEXT NOT NULL,
            operation TEXT NOT NULL,
            document_key TEXT NOT NULL,
            sequence_key TEXT NOT NULL,
            sequence_name TEXT NOT NULL,
            flow TEXT NOT NULL,
            since INTEGER NOT NULL,
            replay INTEGER,
            plan INTEGER
        ) STRICT;
        CREATE INDEX exception_state ON exception (tenant, state, work) WHERE is_open = 1;
        CREATE INDEX exception_group_work ON exception (tenant, fingerprint, state, work) WHERE is_open = 1;
        CREATE INDEX exception_group_since ON exception (tenant, fingerprint, state, since) WHERE is_open = 1;
        CREATE INDEX exception_connection ON exception (tenant, connection, state, work) WHERE is_open = 1;
        CREATE INDEX exception_document ON exception (tenant, document_key, state, work) WHERE is_open = 1;
        CREATE INDEX exception_sequence ON exception (tenant, sequence_name, state, work) WHERE is_open = 1;
        CREATE INDEX exception_since ON exception (tenant, since) WHERE is_open = 1 AND is_final = 0;

        -- How many open exceptions share a fingerprint. kind: ErrorKind, null when no error is known.
        CREATE TABLE exception_group (
            tenant TEXT NOT NULL,
            state INTEGER NOT NULL,
            fingerprint TEXT NOT NULL,
            connection TEXT NOT NULL,
            operation TEXT NOT NULL,
            kind INTEGER,
            remote_code TEXT,
            pointer TEXT,
            count INTEGER NOT NULL,
            PRIMARY KEY (tenant, state, fingerprint)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX work_in_lane ON work (tenant, id) WHERE in_lane = 1;

        CREATE TABLE replay_plan (
            number INTEGER PRIMARY KEY,
            tenant TEXT NOT NULL,
            id TEXT NOT NULL,
            state INTEGER NOT NULL,
            selection TEXT NOT NULL,
            reason TEXT NOT NULL,
            created_by TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            needs_other_approver INTEGER NOT NULL,
            total INTEGER NOT NULL,
            dry_run INTEGER NOT NULL DEFAULT 0,
            approved_by TEXT,
            approved_at INTEGER,
            ended_at INTEGER,
            UNIQUE (tenant, id)
        ) STRICT;
        CREATE INDEX replay_plan_state ON replay_plan (tenant, state, number);

        -- dry_run: number of the dry run the verdict is of. token: claims of the work row at that time.
        CREATE TABLE replay_item (
            plan INTEGER NOT NULL REFERENCES replay_plan (number),
            work INTEGER NOT NULL REFERENCES work (id),
            state INTEGER NOT NULL DEFAULT 0,
            dry_run INTEGER NOT NULL DEFAULT 0,
            verdict INTEGER,
            token INTEGER,
            blocked_by INTEGER,
            note TEXT,
            PRIMARY KEY (plan, work)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX replay_item_state ON replay_item (plan, state, work);
        CREATE INDEX replay_item_verdict ON replay_item (plan, dry_run, verdict, work);
        CREATE INDEX replay_item_blocked ON replay_item (plan, dry_run, work) WHERE blocked_by IS NOT NULL;

        CREATE TABLE payload_edit (
            id INTEGER PRIMARY KEY,
            work INTEGER NOT NULL REFERENCES work (id),
            original INTEGER NOT NULL REFERENCES inbox (id),
            copy INTEGER NOT NULL REFERENCES inbox (id),
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX payload_edit_work ON payload_edit (work);
        """;
}
