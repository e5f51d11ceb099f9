using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>Our place in each stream of changes.</summary>
internal sealed class CheckpointTable(Database database)
{
    private readonly Statement _upsert = database.Prepare(
        """
        INSERT INTO checkpoint (tenant, connection, document_type, cursor) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET cursor = excluded.cursor
        """);

    public void Move(CheckpointMove move) =>
        _upsert.Bind(move.Key.Tenant).Bind(move.Key.Connection).Bind(move.Key.DocumentType).Bind(move.To.Cursor).Run();

    public static Checkpoint Read(Database database, CheckpointKey key)
    {
        using var rows = database.Prepare("SELECT cursor FROM checkpoint WHERE tenant = ?1 AND connection = ?2 AND document_type = ?3")
            .Bind(key.Tenant).Bind(key.Connection).Bind(key.DocumentType).Query();
        return rows.Read() ? new Checkpoint(rows.Text(0)) : Checkpoint.Start;
    }
}
