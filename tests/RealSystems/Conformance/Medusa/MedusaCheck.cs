using Crossdock.RealSystems.Medusa;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(SharedMedusa.Name)]
public class MedusaCheck(LiveMedusa live) : ConnectionCheckConformance
{
    protected override ConnectorFixture Fixture => field ??= new MedusaFixture(live);
}
