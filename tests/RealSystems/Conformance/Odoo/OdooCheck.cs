using Crossdock.RealSystems.Odoo;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(LiveOdoo))]
public class OdooCheck(LiveOdoo live) : ConnectionCheckConformance
{
    protected override ConnectorFixture Fixture => field ??= new OdooFixture(live);
}
