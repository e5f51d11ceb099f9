using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crossdock.Storage.Sqlite.Engine;

/// <summary>A prepared statement that is bound, run and reset again and again.</summary>
/// <remarks>
/// Binds straight to SQLite: <see cref="SqliteCommand"/> boxes every value and makes a reader for every run, which would
/// cost more than the statements themselves. Parameters are bound in the order of their numbers. Not thread-safe.
/// </remarks>
internal sealed class Statement : IDisposable
{
    private const int StackBytes = 512;

    // Strict: two different keys with lone surrogates must not become the same key.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _handle;
    private int _parameter;

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _handle), database);
    }

    /// <summary>Steps of SQLite's virtual machine since the last call: what a statement cost, whatever the machine.</summary>
    public long TakeSteps() => raw.sqlite3_stmt_status(_handle, raw.SQLITE_STMTSTATUS_VM_STEP, 1);

    public Statement Bind(long value) => Checked(raw.sqlite3_bind_int64(_handle, ++_parameter, value));

    public Statement Bind(double value) => Checked(raw.sqlite3_bind_double(_handle, ++_parameter, value));

    public Statement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    public Statement Bind(bool value) => Bind(value ? 1L : 0L);

    public Statement Bind(string? value)
    {
        if (value is null)
        {
            return BindNull();
        }

        var size = Utf8.GetMaxByteCount(value.Length);
        var rented = size > StackBytes ? ArrayPool<byte>.Shared.Rent(size) : null;
        try
        {
            Span<byte> buffer = rented is null ? stackalloc byte[StackBytes] : rented;
            var written = Utf8.GetBytes(value, buffer);
            return Checked(raw.sqlite3_bind_text(_handle, ++_parameter, buffer[..written]));
        }
        catch (EncoderFallbackException)
        {
            _parameter = 0;
            throw;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    public Statement Bind(ReadOnlySpan<byte> value) => value.IsEmpty
        ? Checked(raw.sqlite3_bind_zeroblob(_handle, ++_parameter, 0))
        : Checked(raw.sqlite3_bind_blob(_handle, ++_parameter, value));

    public Statement BindNull() => Checked(raw.sqlite3_bind_null(_handle, ++_parameter));

    /// <summary>Runs to the end.</summary>
    public void Run()
    {
        using var rows = Query();
        while (rows.Read())
        {
        }
    }

    /// <summary>Runs to the end and says how many rows it changed.</summary>
    public int RunForChanges()
    {
        Run();
        return raw.sqlite3_changes(_database);
    }

    /// <summary>Runs an insert and returns the new row's id; null when a conflict made it do nothing.</summary>
    public long? RunForRowId() => RunForChanges() > 0 ? raw.sqlite3_last_insert_rowid(_database) : null;

    /// <summary>Starts reading. Dispose the rows before the statement is used again.</summary>
    public Rows Query()
    {
        _parameter = 0;
        return new Rows(this, _handle);
    }

    public void Dispose() => _handle.Dispose();

    internal bool Step()
    {
        var code = raw.sqlite3_step(_handle);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(code, _database);
        }

        return code == raw.SQLITE_ROW;
    }

    internal void Reset() => raw.sqlite3_reset(_handle);

    private Statement Checked(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            _parameter = 0;
            SqliteException.ThrowExceptionForRC(code, _database);
        }

        return this;
    }
}
