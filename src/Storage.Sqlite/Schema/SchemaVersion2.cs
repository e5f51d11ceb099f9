namespace Crossdock.Storage.Sqlite.Schema;

/// <summary>Version 2: priorities, reasons of held work, echoes of our own writes, and versions that came ahead of a missing one.</summary>
internal static class SchemaVersion2
{
    public const string Script =
        """
        ALTER TABLE work ADD COLUMN priority INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE work ADD COLUMN hold_reason TEXT;
        DROP INDEX work_runnable;
        CREATE INDEX work_runnable ON work (connection, priority, id) WHERE queue = 0;

        -- 1 once the remote reported this revision, or a later one, back.
        ALTER TABLE effect ADD COLUMN echoed INTEGER NOT NULL DEFAULT 0;

        -- The version that comes next, of documents whose versions are 1 apart.
        CREATE TABLE version_sequence (
            tenant TEXT NOT NULL,
            source TEXT NOT NULL,
            document_type TEXT NOT NULL,
            document_key TEXT NOT NULL,
            next INTEGER NOT NULL,
            PRIMARY KEY (tenant, source, document_type, document_key)
        ) STRICT, WITHOUT ROWID;

        -- Versions that came ahead of a missing one, with the steps to plan when it has come. The work row waits, and parks when that takes too long.
        CREATE TABLE early_version (
            tenant TEXT NOT NULL,
            source TEXT NOT NULL,
            document_type TEXT NOT NULL,
            document_key TEXT NOT NULL,
            version INTEGER NOT NULL,
            work INTEGER NOT NULL REFERENCES work (id),
            planned TEXT NOT NULL,
            PRIMARY KEY (tenant, source, document_type, document_key, version)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX early_version_work ON early_version (work);
        """;
}
