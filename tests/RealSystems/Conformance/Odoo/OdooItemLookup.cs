using Crossdock.RealSystems.Odoo;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(LiveOdoo))]
public class OdooItemLookup(LiveOdoo live) : ErpItemLookup
{
    private protected override ErpFixture Erp => field ??= new OdooFixture(live);
}
