using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Crossdock.Servers;

/// <summary>Asks a real system's own tables.</summary>
internal static class SqlRows
{
    /// <summary>The rows of a query, every value as text.</summary>
    /// <param name="connection">A connection that is not open yet; it is closed afterwards.</param>
    /// <param name="sql">The query.</param>
    public static async Task<IReadOnlyList<IReadOnlyList<string?>>> ReadAsync(DbConnection connection, string sql)
    {
        await using var own = connection;
        await connection.OpenAsync().ConfigureAwait(false);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var rows = new List<IReadOnlyList<string?>>();
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : Text(reader.GetValue(i)))]);
        }

        return rows;
    }

    /// <summary>Tryton keeps decimals in SQLite as text in blobs.</summary>
    private static string? Text(object value) => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture);
}
