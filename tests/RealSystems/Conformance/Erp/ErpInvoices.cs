using Crossdock.Canonical;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Invoices that people of a live ERP posted.</summary>
public abstract class ErpInvoices : ChangeSourceConformance<Invoice>
{
    private protected abstract ErpFixture Erp { get; }

    protected override ConnectorFixture Fixture => Erp;

    protected override IReadOnlyDictionary<string, string> NotApplicable => new Dictionary<string, string>
    {
        ["CDT-SRC-025"] = "What is posted comes back under the ERP's own number, with ours as its reference: another document by design. The ERP's are read where it numbers invoices.",
    };

    protected override int PageSize => Erp.PageSize;

    protected override async Task<string> CreateAsync() => (await Erp.Desk.BillAsync(1))[0];

    protected override Task<IReadOnlyList<string>> CreateTogetherAsync(int count) => Erp.Desk.BillAsync(count);

    protected override async Task<string?> CreateUnmappableAsync() => (await Erp.Desk.BillAsync(1, await Erp.Desk.AddItemInFurlongsAsync()))[0];

    /// <summary>Only posted, paid and cancelled invoices are read; the only other code in them is a unit.</summary>
    protected override async Task<UnknownCode?> CreateWithUnknownCodeAsync() => new UnknownCode((await CreateUnmappableAsync())!, "furlong");

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(string documentKey, Invoice document)
    {
        var booked = await Erp.FiguresAsync(BookedSql(documentKey));
        return
        [
            new("/lines/0/quantity/value", booked[0], document.Lines[0].Quantity.Value),
            new("/lines/0/price/amount", booked[1], document.Lines[0].Price!.Amount.Amount),
            new("/totals/taxExclusiveAmount", booked[2], document.Totals.TaxExclusiveAmount!.Value.Amount),
            new("/totals/taxAmount", booked[3], document.Totals.TaxAmount!.Value.Amount),
            new("/totals/taxInclusiveAmount", booked[4], document.Totals.TaxInclusiveAmount!.Value.Amount),
        ];
    }

    /// <summary>The query of quantity, price, net, tax, and what stands on the customer's account.</summary>
    private protected abstract string BookedSql(string number);
}
