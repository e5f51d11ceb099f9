namespace Crossdock.Connectors.Tryton;

/// <summary>
/// Units, currencies and warehouses, which hardly ever change: read once and again when they are a few minutes old. Products and
/// parties are looked up each time.
/// </summary>
internal sealed class MasterData
{
    private readonly TrytonClient _client;
    private readonly RecentlyRead<Snapshot> _recent;

    public MasterData(TrytonClient client, TimeProvider time) => (_client, _recent) = (client, new RecentlyRead<Snapshot>(ReadAsync, time));

    public Task<Snapshot> GetAsync(CancellationToken cancellationToken) => _recent.GetAsync(cancellationToken);

    /// <summary>Finds products by their codes; a code that several products have is ambiguous and names none.</summary>
    public async Task<IReadOnlyDictionary<string, TrytonProduct>> FindProductsAsync(IReadOnlyCollection<string> codes, CancellationToken cancellationToken)
    {
        if (codes.Count == 0)
        {
            return new Dictionary<string, TrytonProduct>(StringComparer.Ordinal);
        }

        var rows = await _client.ReadAsync(
            TrytonCall.Search(
                "product.product", Wire.Domain(Wire.Clause("code", "in", Wire.Texts(codes))), null, null, "code", "template.type", "default_uom", "sale_uom"),
            cancellationToken).ConfigureAwait(false);
        return rows
            .Select(row => new TrytonProduct(row.Id, row.Required("code"), row.Of("template")?.Text("type") == "goods", row.Reference("default_uom") ?? 0, row.Reference("sale_uom")))
            .GroupBy(product => product.Code, StringComparer.Ordinal)
            .Where(group => group.Count() == 1 && codes.Contains(group.Key))
            .ToDictionary(group => group.Key, group => group.Single(), StringComparer.Ordinal);
    }

    private async Task<Snapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var units = await _client.ReadAsync(TrytonCall.Search("product.uom", [], null, null, "symbol", "category", "digits", "factor"), cancellationToken).ConfigureAwait(false);
        var currencies = await _client.ReadAsync(TrytonCall.Search("currency.currency", [], null, null, "code", "digits"), cancellationToken).ConfigureAwait(false);
        var warehouses = await _client.ReadAsync(
            TrytonCall.Search("stock.location", Wire.Domain(Wire.Clause("type", "=", "warehouse")), null, null, "code", "name", "storage_location"),
            cancellationToken).ConfigureAwait(false);
        var storages = await _client.ReadAsync(
            TrytonCall.Search("stock.location", Wire.Domain(Wire.Clause("type", "=", "storage")), null, null, "code", "name", "warehouse"), cancellationToken).ConfigureAwait(false);
        var company = await _client.ReadAsync(TrytonCall.Search("company.company", Wire.Domain(Wire.Clause("id", "=", await _client.CompanyAsync(cancellationToken).ConfigureAwait(false))), 1, null, "currency.code"), cancellationToken).ConfigureAwait(false);
        var houses = warehouses.Select(row => new TrytonWarehouse(row.Id, row.Text("code") ?? row.Required("name"), row.Required("name"), row.Reference("storage_location") ?? row.Id)).ToList();
        return new Snapshot(
            units.ToDictionary(row => row.Id, row => new TrytonUnit(row.Id, row.Required("symbol"), row.Reference("category") ?? 0, row.Reference("digits") ?? 0, row.Float("factor"))),
            currencies.Where(row => row.Text("code") is not null).GroupBy(row => row.Required("code")).ToDictionary(group => group.Key, group => group.First().Id, StringComparer.Ordinal),
            houses,
            [.. storages.Where(row => row.Reference("warehouse") is { } id && houses.Exists(house => house.Id == id))
                .Select(row => new TrytonStorage(row.Id, row.Text("code") ?? row.Required("name"), houses.First(house => house.Id == row.Reference("warehouse"))))],
            company.Select(row => row.Of("currency")?.Text("code")).FirstOrDefault());
    }

    /// <summary>What was read at one time.</summary>
    internal sealed record Snapshot(
        IReadOnlyDictionary<int, TrytonUnit> Units,
        IReadOnlyDictionary<string, int> Currencies,
        IReadOnlyList<TrytonWarehouse> Warehouses,
        IReadOnlyList<TrytonStorage> Storages,
        string? CompanyCurrency);
}
