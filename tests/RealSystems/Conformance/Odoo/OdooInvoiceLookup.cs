using Crossdock.RealSystems.Odoo;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(LiveOdoo))]
public class OdooInvoiceLookup(LiveOdoo live) : ErpInvoiceLookup
{
    private protected override ErpFixture Erp => field ??= new OdooFixture(live);
}
