using Crossdock.Storage.PostgreSql.Arguments;
using Npgsql;

namespace Crossdock.Storage.PostgreSql.Rows;

/// <summary>Reads columns as they are stored: ticks, and texts without character 0.</summary>
internal static class ReaderExtensions
{
    public static string Text(this NpgsqlDataReader row, int column) => StoredText.Read(row.GetString(column));

    public static string? TextOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Text(column);

    public static long? LongOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static DateTimeOffset Time(this NpgsqlDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);

    public static DateTimeOffset? TimeOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);

    public static byte[] Bytes(this NpgsqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);
}
