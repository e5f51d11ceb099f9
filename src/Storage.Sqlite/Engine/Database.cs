using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crossdock.Storage.Sqlite.Engine;

/// <summary>One connection to the file, with its prepared statements. Used by one thread at a time.</summary>
internal sealed class Database : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = [];

    public Database(string path, bool canCreate)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = canCreate ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        try
        {
            _connection.Open();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>False inside a transaction. SQLite may end one by itself, e.g. when the disk is full.</summary>
    public bool IsIdle => raw.sqlite3_get_autocommit(Handle) != 0;

    /// <summary>Rows changed since the connection was opened.</summary>
    public long TotalChanges => raw.sqlite3_total_changes(Handle);

    /// <summary>The texts of all prepared statements.</summary>
    public IReadOnlyCollection<string> PreparedTexts => _statements.Keys;

    private sqlite3 Handle => _connection.Handle!;

    /// <summary>The prepared statement of a constant text; made once.</summary>
    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new Statement(Handle, sql);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    /// <summary>A statement that the caller disposes.</summary>
    public Statement PrepareOnce(string sql) => new(Handle, sql);

    /// <summary>Runs a script of several statements.</summary>
    public void Execute(string script)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }

    /// <summary>The first value of a query as a number.</summary>
    public long Scalar(string sql)
    {
        using var statement = PrepareOnce(sql);
        using var rows = statement.Query();
        return rows.Read() ? rows.Long(0) : throw new InvalidOperationException($"'{sql}' returned no row.");
    }

    /// <summary>The first column of a query as text.</summary>
    public IReadOnlyList<string> Texts(string sql)
    {
        using var statement = PrepareOnce(sql);
        using var rows = statement.Query();
        var texts = new List<string>();
        while (rows.Read())
        {
            texts.Add(rows.Text(0));
        }

        return texts;
    }

    /// <summary>Drops all prepared statements.</summary>
    public void Forget()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
    }

    /// <summary>Virtual-machine steps of all statements since the last call.</summary>
    public long TakeSteps() => _statements.Values.Sum(statement => statement.TakeSteps());

    public void Dispose()
    {
        Forget();
        _connection.Dispose();
    }
}
