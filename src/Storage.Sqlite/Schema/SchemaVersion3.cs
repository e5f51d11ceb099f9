namespace Crossdock.Storage.Sqlite.Schema;

/// <summary>Version 3: held work is listed, and a source without versions may return to an earlier content.</summary>
internal static class SchemaVersion3
{
    public const string Script =
        """
        CREATE INDEX work_held ON work (tenant, state, id) WHERE state = 2;

        -- Where no version tells which content of a document is newer, the arrival does.
        CREATE INDEX inbox_unversioned ON inbox (tenant, source, document_type, document_key) WHERE source_version IS NULL;
        """;
}
