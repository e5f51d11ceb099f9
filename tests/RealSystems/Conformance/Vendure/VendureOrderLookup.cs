using Crossdock.Canonical;
using Crossdock.RealSystems.Vendure;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(SharedVendure.Name)]
public class VendureOrderLookup(LiveVendure live) : DocumentLookupConformance<Order>
{
    private VendureFixture Shop => field ??= new VendureFixture(live);

    protected override ConnectorFixture Fixture => Shop;

    protected override async Task<string> CreateAsync() => (await Shop.BuyAsync(1)).Code;
}
