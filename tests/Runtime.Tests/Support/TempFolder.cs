using Microsoft.Data.Sqlite;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>A folder of one test's own.</summary>
public sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crossdock-runtime-");

    public string Store => Path.Combine(_folder.FullName, "store.db");

    /// <summary>Where a test keeps the heads of audit chains.</summary>
    public string Heads => Path.Combine(_folder.FullName, "heads.jsonl");

    /// <summary>Changes the store as somebody would who has its file.</summary>
    public void Tamper(string sql, params (string Name, object Value)[] values)
    {
        using var connection = new SqliteConnection($"Data Source={Store};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
