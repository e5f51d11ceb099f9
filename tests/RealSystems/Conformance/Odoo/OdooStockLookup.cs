using Crossdock.Canonical;
using Crossdock.RealSystems.Odoo;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(LiveOdoo))]
public class OdooStockLookup(LiveOdoo live) : DocumentLookupConformance<Inventory>
{
    private OdooFixture Erp => field ??= new OdooFixture(live);

    protected override ConnectorFixture Fixture => Erp;

    protected override async Task<string> CreateAsync() => (await Erp.Desk.AddItemsAsync(1))[0];
}
