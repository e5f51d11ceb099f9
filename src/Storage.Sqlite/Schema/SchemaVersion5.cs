namespace Crossdock.Storage.Sqlite.Schema;

/// <summary>Version 5: finds the revisions of a document that wait.</summary>
internal static class SchemaVersion5
{
    public const string Script = "CREATE INDEX work_waiting_revision ON work (tenant, connection, operation, document_key, revision) WHERE state = 1;";
}
