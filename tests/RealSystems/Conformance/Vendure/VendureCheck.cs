using Crossdock.RealSystems.Vendure;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(SharedVendure.Name)]
public class VendureCheck(LiveVendure live) : ConnectionCheckConformance
{
    protected override ConnectorFixture Fixture => field ??= new VendureFixture(live);
}
