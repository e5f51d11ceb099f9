using Crossdock.RealSystems.Odoo;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(LiveOdoo))]
public class OdooManifest(LiveOdoo live) : ManifestConformance
{
    protected override ConnectorFixture Fixture => field ??= new OdooFixture(live);
}
