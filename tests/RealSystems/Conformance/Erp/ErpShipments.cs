using Crossdock.Canonical;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Shipments that people of a live ERP sent off.</summary>
public abstract class ErpShipments : ChangeSourceConformance<Shipment>
{
    private protected abstract ErpFixture Erp { get; }

    protected override ConnectorFixture Fixture => Erp;

    protected override IReadOnlyDictionary<string, string> NotApplicable => new Dictionary<string, string>
    {
        ["CDT-SRC-025"] = "What is reported to the ERP comes back under its own number, with ours as its reference: another document by design. One warehouse is either read here or reported to here.",
    };

    protected override int PageSize => Erp.PageSize;

    protected override async Task<string> CreateAsync() => (await Erp.Desk.ShipAsync(1))[0];

    protected override Task<IReadOnlyList<string>> CreateTogetherAsync(int count) => Erp.Desk.ShipAsync(count);

    protected override async Task<string?> CreateUnmappableAsync()
    {
        var sku = await Erp.Desk.AddItemInFurlongsAsync();
        await Erp.Desk.CountAsync(sku, 3);
        return (await Erp.Desk.ShipAsync(1, sku))[0];
    }

    /// <summary>Only shipments that left are read; the only other code in them is a unit.</summary>
    protected override async Task<UnknownCode?> CreateWithUnknownCodeAsync() => new UnknownCode((await CreateUnmappableAsync())!, "furlong");

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(string documentKey, Shipment document) =>
        [new("/lines/0/quantity/value", (await Erp.FiguresAsync(QuantitySql(documentKey)))[0], document.Lines[0].Quantity.Value)];

    /// <summary>The query of what has left.</summary>
    private protected abstract string QuantitySql(string number);
}
