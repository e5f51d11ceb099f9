using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Vendure;

/// <summary>Finds variant ids by SKU and stock location ids by our codes, and remembers a bounded number of them for an hour: a SKU may move to another variant.</summary>
internal sealed class VariantCatalogue(VendureClient client, ConnectionContext connection, VendureOptions options, TimeProvider time)
{
    private const int MaxRemembered = 50_000;
    private static readonly TimeSpan s_remembered = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, string> _variantIds = new(StringComparer.Ordinal);
    private long _rememberedSince = time.GetTimestamp();
    private IReadOnlyDictionary<string, string> _locationIds = options.StockLocations.AsReadOnly();

    /// <summary>The variants of the SKUs as they are now, with stock.</summary>
    public async Task<IReadOnlyList<VendureVariant>> ReadAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        var variables = new JsonObject
        {
            ["options"] = new JsonObject
            {
                ["take"] = 1000,
                ["filter"] = new JsonObject { ["sku"] = new JsonObject { ["in"] = new JsonArray([.. skus.Select(sku => (JsonNode)sku)]) } },
            },
        };
        return await client.SendAsync(
            VendureOperations.Variants, variables, data => VendureJson.Items(data, "productVariants", VendureJson.Default.VendureVariant), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Variant ids by SKU; a SKU that no variant has is missing in the answer.</summary>
    /// <exception cref="ConnectorException"><see cref="ErrorKind.Conflict"/> when several variants share a SKU, which the shop allows.</exception>
    public async Task<IReadOnlyDictionary<string, string>> FindVariantsAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        var since = Interlocked.Read(ref _rememberedSince);
        if (time.GetElapsedTime(since) > s_remembered && Interlocked.CompareExchange(ref _rememberedSince, time.GetTimestamp(), since) == since)
        {
            _variantIds.Clear();
            _locationIds = options.StockLocations.AsReadOnly();
        }

        // What is known is taken now: another call may forget it while this one asks the shop.
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var sku in skus)
        {
            if (_variantIds.TryGetValue(sku, out var id))
            {
                ids[sku] = id;
            }
        }

        var unknown = skus.Where(sku => !ids.ContainsKey(sku)).ToList();
        if (unknown.Count > 0)
        {
            var found = await ReadAsync(unknown, cancellationToken).ConfigureAwait(false);
            if (_variantIds.Count > MaxRemembered)
            {
                _variantIds.Clear();
            }

            foreach (var group in found.GroupBy(variant => variant.Sku, StringComparer.Ordinal))
            {
                ids[group.Key] = _variantIds[group.Key] = group.Count() == 1 ? group.First().Id : throw new ConnectorException(
                    ErrorKind.Conflict, $"Connection '{connection.Name}': {group.Count()} variants share the SKU '{group.Key}'; give each its own in the shop.");
            }
        }

        return ids;
    }

    /// <summary>Forgets SKUs whose variants are gone, so that they are looked up anew.</summary>
    public void Forget(IEnumerable<string> skus)
    {
        foreach (var sku in skus)
        {
            _variantIds.TryRemove(sku, out _);
        }
    }

    /// <summary>The shop's stock location for one of our codes: as configured, else the one of that name; null when there is none.</summary>
    public async Task<string?> FindLocationAsync(string code, CancellationToken cancellationToken)
    {
        if (_locationIds.TryGetValue(code, out var id))
        {
            return id;
        }

        var locations = await client.SendAsync(
            VendureOperations.StockLocations, [], data => VendureJson.Items(data, "stockLocations", VendureJson.Default.VendureStockLocation), cancellationToken).ConfigureAwait(false);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var location in locations)
        {
            known[location.Name] = location.Id;
        }

        foreach (var (ours, theirs) in options.StockLocations)
        {
            known[ours] = theirs;
        }

        _locationIds = known;
        return known.GetValueOrDefault(code);
    }
}
