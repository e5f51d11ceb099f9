using System.Text;
using SQLitePCL;

namespace Crossdock.Storage.Sqlite.Engine;

/// <summary>The rows of a running statement. Values are read by column number.</summary>
internal readonly ref struct Rows(Statement statement, sqlite3_stmt handle)
{
    public bool Read() => statement.Step();

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public int Int(int column) => raw.sqlite3_column_int(handle, column);

    public double Double(int column) => raw.sqlite3_column_double(handle, column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    // The bytes of a text column are its UTF-8 form; reading them as a blob keeps embedded NULs.
    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public ReadOnlySpan<byte> Span(int column) => raw.sqlite3_column_blob(handle, column);

    public byte[] Bytes(int column) => Span(column).ToArray();

    public DateTimeOffset Time(int column) => new(Long(column), TimeSpan.Zero);

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    /// <summary>The first column of all rows.</summary>
    public List<long> ToIds()
    {
        var ids = new List<long>();
        while (Read())
        {
            ids.Add(Long(0));
        }

        return ids;
    }

    public void Dispose() => statement.Reset();
}
