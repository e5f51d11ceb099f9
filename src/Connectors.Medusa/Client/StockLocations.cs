using System.Text.Json;

namespace Crossdock.Connectors.Medusa;

/// <summary>
/// Finds the shop's stock locations by our codes: as configured, else by name. Only ids that the shop has: it takes stock at a location that does not exist
/// without a word. Remembered for an hour.
/// </summary>
internal sealed class StockLocations(MedusaClient client, MedusaOptions options, TimeProvider time)
{
    private const int Most = 1000;
    private static readonly TimeSpan s_remembered = TimeSpan.FromHours(1);

    private (long Since, IReadOnlyDictionary<string, string> Ids)? _known;

    /// <summary>The id of the shop's location for a code of ours; null when there is none.</summary>
    public async Task<string?> FindAsync(string code, CancellationToken cancellationToken)
    {
        if (_known is { } known && time.GetElapsedTime(known.Since) < s_remembered && known.Ids.TryGetValue(code, out var id))
        {
            return id;
        }

        var page = await client.ListAsync(
            "stock locations",
            "stock-locations",
            "stock_locations",
            MedusaQuery.Empty.And("fields", "id,name"),
            Most,
            0,
            row => (Id: row.GetProperty("id").GetString() ?? throw new JsonException(), Name: row.GetProperty("name").GetString()),
            cancellationToken).ConfigureAwait(false);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (locationId, name) in page.Rows)
        {
            ids[name ?? locationId] = locationId;
        }

        foreach (var (ours, theirs) in options.StockLocations)
        {
            if (page.Rows.Any(row => row.Id == theirs))
            {
                ids[ours] = theirs;
            }
            else
            {
                ids.Remove(ours);
            }
        }

        _known = (time.GetTimestamp(), ids);
        return ids.GetValueOrDefault(code);
    }
}
