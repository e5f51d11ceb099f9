using Crossdock.Canonical;
using Crossdock.RealSystems.Tryton;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonInvoiceLookup(SqliteTryton live) : DocumentLookupConformance<Invoice>
{
    private TrytonFixture Erp => field ??= new TrytonFixture(live);

    protected override ConnectorFixture Fixture => Erp;

    protected override async Task<string> CreateAsync() => (await Erp.Desk.BillAsync(1))[0];

    /// <summary>Tryton counts from 1 on, so that the beginning of a number is another number.</summary>
    protected override string UnknownKey(string existing) => existing + "0000";
}
