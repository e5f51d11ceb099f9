using Crossdock.Canonical;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Stock by item codes.</summary>
public abstract class ErpStockLookup : DocumentLookupConformance<Inventory>
{
    private protected abstract ErpFixture Erp { get; }

    protected override ConnectorFixture Fixture => Erp;

    protected override async Task<string> CreateAsync() => (await Erp.Desk.AddItemsAsync(1))[0];
}
