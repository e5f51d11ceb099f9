using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Odoo;

/// <summary>
/// Units, currencies and warehouses, which hardly ever change: read once and again when they are a few minutes old. Products and
/// contacts are looked up each time.
/// </summary>
internal sealed class MasterData
{
    private readonly OdooClient _client;
    private readonly RecentlyRead<Snapshot> _recent;

    public MasterData(OdooClient client, TimeProvider time) => (_client, _recent) = (client, new RecentlyRead<Snapshot>(ReadAsync, time));

    public Task<Snapshot> GetAsync(CancellationToken cancellationToken) => _recent.GetAsync(cancellationToken);

    /// <summary>Finds products by their codes; a code that several products have is ambiguous and names none.</summary>
    public async Task<IReadOnlyDictionary<string, OdooProduct>> FindProductsAsync(IReadOnlyCollection<string> codes, CancellationToken cancellationToken)
    {
        if (codes.Count == 0)
        {
            return new Dictionary<string, OdooProduct>(StringComparer.Ordinal);
        }

        var rows = await _client.SearchAsync(
            OdooCall.Search("product.product", Wire.Domain(Wire.Clause("default_code", "in", Wire.Texts(codes))), null, "default_code", "name", "type", "uom_id"), cancellationToken).ConfigureAwait(false);
        return rows
            .Select(row => new OdooProduct(row.Id, row.Required("default_code"), row.Required("name"), row.Text("type") == "consu", row.Reference("uom_id") ?? 0))
            .GroupBy(product => product.Code, StringComparer.Ordinal)
            .Where(group => group.Count() == 1 && codes.Contains(group.Key))
            .ToDictionary(group => group.Key, group => group.Single(), StringComparer.Ordinal);
    }

    private async Task<Snapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var company = await _client.CompanyAsync(cancellationToken).ConfigureAwait(false);
        var units = await _client.SearchAsync(OdooCall.Search("uom.uom", [], null, "name", "factor", "parent_path"), cancellationToken).ConfigureAwait(false);
        var currencies = await _client.SearchAsync(OdooCall.Search("res.currency", [], null, "name"), cancellationToken).ConfigureAwait(false);
        var warehouses = await _client.SearchAsync(
            OdooCall.Search("stock.warehouse", Wire.Domain(Wire.Clause("company_id", "=", company)), null, "code", "name"), cancellationToken).ConfigureAwait(false);
        var precisions = await _client.SearchAsync(
            OdooCall.Search("decimal.precision", Wire.Domain(Wire.Clause("name", "=", "Product Unit")), 1, "digits"), cancellationToken).ConfigureAwait(false);
        var companies = await _client.ReadAsync("res.company", [company], ["currency_id"], cancellationToken).ConfigureAwait(false);
        var hasTracking = await _client.SendAsync(
            new OdooCall("stock.picking", "fields_get", new JsonObject { ["allfields"] = Wire.Texts("carrier_tracking_ref"), ["attributes"] = Wire.Texts("type") }, CallSafety.Safe),
            result => result.ValueKind == JsonValueKind.Object && result.TryGetProperty("carrier_tracking_ref", out _),
            cancellationToken).ConfigureAwait(false);
        return new Snapshot
        {
            Units = units.ToDictionary(
                row => row.Id,
                row => new OdooUnit(row.Id, row.Required("name"), int.Parse(row.Required("parent_path").Split('/')[0], System.Globalization.CultureInfo.InvariantCulture), row.Decimal("factor"))),
            Currencies = currencies.ToDictionary(row => row.Required("name"), row => row.Id, StringComparer.Ordinal),
            Warehouses = [.. warehouses.Select(row => new OdooWarehouse(row.Id, row.Required("code"), row.Required("name")))],
            CompanyCurrency = companies[0].ReferenceName("currency_id") ?? "",
            QuantityDigits = precisions.Count > 0 ? precisions[0].Number("digits") : 2,
            HasTracking = hasTracking,
        };
    }

    /// <summary>What was read at one time.</summary>
    internal sealed record Snapshot
    {
        public required IReadOnlyDictionary<int, OdooUnit> Units { get; init; }

        /// <summary>Ids of the active currencies by code.</summary>
        public required IReadOnlyDictionary<string, int> Currencies { get; init; }

        public required IReadOnlyList<OdooWarehouse> Warehouses { get; init; }

        public required string CompanyCurrency { get; init; }

        /// <summary>Decimals that quantities may have.</summary>
        public required int QuantityDigits { get; init; }

        /// <summary>True when transfers have a tracking reference, which an app brings.</summary>
        public required bool HasTracking { get; init; }

        /// <summary>A quantity in another unit of the same kind.</summary>
        public decimal Convert(decimal quantity, int? from, int? to) => from == to || from is null || to is null ? quantity : decimal.Round(quantity * Units[from.Value].Factor / Units[to.Value].Factor, 10) / 1.0000000000000000000000m;
    }
}
