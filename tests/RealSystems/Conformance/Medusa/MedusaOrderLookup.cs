using Crossdock.Canonical;
using Crossdock.RealSystems.Medusa;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(SharedMedusa.Name)]
public class MedusaOrderLookup(LiveMedusa live) : DocumentLookupConformance<Order>
{
    private MedusaFixture Shop => field ??= new MedusaFixture(live);

    protected override ConnectorFixture Fixture => Shop;

    protected override Task<string> CreateAsync() => Shop.BuyAsync(1);
}
