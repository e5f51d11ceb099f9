using Crossdock.RealSystems.Tryton;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonInvoiceLookup(SqliteTryton live) : ErpInvoiceLookup
{
    private protected override ErpFixture Erp => field ??= new TrytonFixture(live);
}
