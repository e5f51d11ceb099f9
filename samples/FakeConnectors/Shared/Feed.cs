using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Crossdock.Canonical;
using Crossdock.Connectors.Http;

namespace Crossdock.FakeConnectors.Shared;

/// <summary>Reads the feeds of both remotes: a page of rows and the cursor behind it.</summary>
/// <typeparam name="TRow">A row as the remote sends it.</typeparam>
/// <typeparam name="T">The canonical document.</typeparam>
/// <param name="Path">Path of the feed, ending where the cursor goes.</param>
/// <param name="Rows">The member that holds the rows.</param>
/// <param name="RowType">How a row is read.</param>
/// <param name="Map">Maps a row that could be read.</param>
internal sealed record Feed<TRow, T>(string Path, string Rows, JsonTypeInfo<TRow> RowType, Func<TRow, Change<T>> Map)
    where TRow : class
    where T : class, ICanonicalDocument<T>
{
    private const int MaxPageSize = 500;

    public Task<ChangePage<T>> ReadAsync(ConnectorHttpClient http, ChangeQuery query, CancellationToken cancellationToken)
    {
        var limit = Math.Clamp(query.PageSize, 1, MaxPageSize).ToString(CultureInfo.InvariantCulture);
        var request = new ConnectorHttpRequest
        {
            Method = HttpMethod.Get,
            Path = $"{Path}{Uri.EscapeDataString(query.After.Cursor)}&limit={limit}",
            Safety = CallSafety.Safe,
            Operation = Rows,
        };
        return http.SendAsync(request, ReadPage, cancellationToken);
    }

    private ChangePage<T> ReadPage(ConnectorHttpResponse response)
    {
        using var page = JsonDocument.Parse(response.Body);
        var changes = page.RootElement.GetProperty(Rows).EnumerateArray().Select(ReadRow).ToList();
        var next = page.RootElement.GetProperty("nextCursor").GetString() ?? throw new JsonException();
        return new ChangePage<T>(changes, new Checkpoint(next), page.RootElement.GetProperty("hasMore").GetBoolean());
    }

    private Change<T> ReadRow(JsonElement row)
    {
        var raw = Encoding.UTF8.GetBytes(row.GetRawText());
        try
        {
            return Map(row.Deserialize(RowType) ?? throw new JsonException()) with { Raw = raw };
        }
        catch (Exception exception) when (exception is JsonException or ConnectorException)
        {
            // One row that cannot be mapped is told as such; the rows behind it are read all the same.
            var error = (exception as ConnectorException)?.Error;
            var key = row.ValueKind == JsonValueKind.Object && row.TryGetProperty("number", out var number) ? number.ToString() : "unknown";
            return new Change<T>
            {
                DocumentKey = key,
                Problems = [new DocumentProblem(error?.Pointer ?? string.Empty, error is null ? "unreadable" : "unmappable", error?.Message ?? "The row does not have the shape this connector knows; update the connector.")],
                Raw = raw,
            };
        }
    }
}
