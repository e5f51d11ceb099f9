using Crossdock.RealSystems.Odoo;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(LiveOdoo))]
public class OdooStockLookup(LiveOdoo live) : ErpStockLookup
{
    private protected override ErpFixture Erp => field ??= new OdooFixture(live);
}
