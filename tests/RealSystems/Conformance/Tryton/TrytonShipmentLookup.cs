using Crossdock.RealSystems.Tryton;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonShipmentLookup(SqliteTryton live) : ErpShipmentLookup
{
    private protected override ErpFixture Erp => field ??= new TrytonFixture(live);
}
