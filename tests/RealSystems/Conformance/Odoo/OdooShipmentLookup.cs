using Crossdock.RealSystems.Odoo;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(LiveOdoo))]
public class OdooShipmentLookup(LiveOdoo live) : ErpShipmentLookup
{
    private protected override ErpFixture Erp => field ??= new OdooFixture(live);
}
