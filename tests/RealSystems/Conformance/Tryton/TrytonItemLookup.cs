using Crossdock.RealSystems.Tryton;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonItemLookup(SqliteTryton live) : ErpItemLookup
{
    private protected override ErpFixture Erp => field ??= new TrytonFixture(live);
}
