using Crossdock.RealSystems.Vendure;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(SharedVendure.Name)]
public class VendureManifest(LiveVendure live) : ManifestConformance
{
    protected override ConnectorFixture Fixture => field ??= new VendureFixture(live);
}
