using Crossdock.RealSystems.Tryton;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonStockLookup(SqliteTryton live) : ErpStockLookup
{
    private protected override ErpFixture Erp => field ??= new TrytonFixture(live);
}
