using Crossdock.Canonical;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Invoices by the ERP's numbers.</summary>
public abstract class ErpInvoiceLookup : DocumentLookupConformance<Invoice>
{
    private protected abstract ErpFixture Erp { get; }

    protected override ConnectorFixture Fixture => Erp;

    protected override async Task<string> CreateAsync() => (await Erp.Desk.BillAsync(1))[0];

    /// <summary>ERPs count from 1 on, so that the beginning of a number can be another number.</summary>
    protected override string UnknownKey(string existing) => existing + "0000";
}
