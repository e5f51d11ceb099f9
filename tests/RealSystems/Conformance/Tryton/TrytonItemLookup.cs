using Crossdock.Canonical;
using Crossdock.RealSystems.Tryton;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonItemLookup(SqliteTryton live) : DocumentLookupConformance<Item>
{
    private TrytonFixture Erp => field ??= new TrytonFixture(live);

    protected override ConnectorFixture Fixture => Erp;

    protected override async Task<string> CreateAsync() => (await Erp.Desk.AddItemsAsync(1))[0];
}
