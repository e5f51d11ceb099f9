using Microsoft.Data.Sqlite;

namespace Crossdock.Benchmarks.Storage;

/// <summary>
/// The limit: the least that makes an input durable and recognisable. One thread inserts an idempotency key and a work row with the document, a given
/// number a transaction, with the store's pragmas. No streams, lanes, documents or totals.
/// </summary>
internal sealed class RawInserts : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insertKey;
    private readonly SqliteCommand _insertWork;
    private readonly SqliteParameter _id;
    private readonly SqliteParameter _document;

    public RawInserts(string path)
    {
        _connection = new SqliteConnection($"Data Source={path};Pooling=False");
        _connection.Open();
        using (var command = _connection.CreateCommand())
        {
            command.CommandText =
                """
                PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4096;
                CREATE TABLE idempotency (tenant TEXT, source TEXT, id TEXT, PRIMARY KEY (tenant, source, id)) WITHOUT ROWID;
                CREATE TABLE work (id INTEGER PRIMARY KEY, document BLOB NOT NULL);
                """;
            command.ExecuteNonQuery();
        }

        _insertKey = _connection.CreateCommand();
        _insertKey.CommandText = "INSERT INTO idempotency (tenant, source, id) VALUES ($tenant, $source, $id)";
        _insertKey.Parameters.AddWithValue("$tenant", Inputs.Tenant);
        _insertKey.Parameters.AddWithValue("$source", Inputs.Source);
        _id = _insertKey.Parameters.Add("$id", SqliteType.Text);
        _insertKey.Prepare();

        _insertWork = _connection.CreateCommand();
        _insertWork.CommandText = "INSERT INTO work (document) VALUES ($document)";
        _document = _insertWork.Parameters.Add("$document", SqliteType.Blob);
        _insertWork.Prepare();
    }

    public void Insert(Inputs inputs, int count)
    {
        using var transaction = _connection.BeginTransaction();
        _insertKey.Transaction = transaction;
        _insertWork.Transaction = transaction;
        for (var n = 0; n < count; n++)
        {
            _id.Value = Inputs.EventId(inputs.NextKey());
            _insertKey.ExecuteNonQuery();
            _document.Value = inputs.Document;
            _insertWork.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Dispose()
    {
        _insertKey.Dispose();
        _insertWork.Dispose();
        _connection.Dispose();
    }
}
