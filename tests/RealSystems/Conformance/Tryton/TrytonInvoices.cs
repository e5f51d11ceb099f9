using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.RealSystems.Tryton;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonInvoices(SqliteTryton live) : ChangeSourceConformance<Invoice>
{
    private TrytonFixture Erp => field ??= new TrytonFixture(live);

    private TrytonDesk Desk => field ??= new TrytonDesk(Erp);

    protected override ConnectorFixture Fixture => Erp;

    protected override IReadOnlyDictionary<string, string> NotApplicable { get; } = new Dictionary<string, string>
    {
        ["CDT-SRC-025"] = "What is posted comes back under Tryton's own number, with ours as its reference: another document by design. Tryton's are read where it numbers invoices.",
    };

    protected override int PageSize => Erp.PageSize;

    protected override async Task<string> CreateAsync() => (await Desk.BillAsync(1))[0];

    protected override Task<IReadOnlyList<string>> CreateTogetherAsync(int count) => Desk.BillAsync(count);

    /// <summary>A posted invoice keeps its figures; a note on a line can still be written.</summary>
    protected override async Task<bool> ChangeAsync(string documentKey)
    {
        var rpc = await Erp.DeskAsync();
        var invoice = await rpc.FindAsync("account.invoice", "number", documentKey);
        await rpc.WriteAsync("account.invoice.line", await rpc.FindAsync("account.invoice.line", "invoice", invoice), new JsonObject { ["note"] = TrytonFixture.Number("seen") });
        return true;
    }

    protected override async Task<string?> CreateLateAsync()
    {
        var number = await CreateAsync();
        await Desk.MakeLateAsync("account_invoice_line", $"invoice = (SELECT id FROM account_invoice WHERE number = '{number}')");
        await Desk.MakeLateAsync("account_invoice", $"number = '{number}'");
        return number;
    }

    protected override async Task<string?> CreateUnmappableAsync() => (await Desk.BillAsync(1, await Desk.AddItemInFurlongsAsync()))[0];

    /// <summary>Only posted, paid and cancelled invoices are read; the only other code in them is a unit.</summary>
    protected override async Task<UnknownCode?> CreateWithUnknownCodeAsync() => new UnknownCode((await CreateUnmappableAsync())!, "furlong");

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(string documentKey, Invoice document)
    {
        var booked = await Erp.FiguresAsync($"""
            SELECT l.quantity, l.unit_price, t.base, t.amount, r.debit FROM account_invoice i JOIN account_invoice_line l ON l.invoice = i.id
            JOIN account_invoice_tax t ON t.invoice = i.id JOIN account_move_line r ON r.move = i.move AND r.account = i.account WHERE i.number = '{documentKey}'
            """);
        return
        [
            new("/lines/0/quantity/value", booked[0], document.Lines[0].Quantity.Value),
            new("/lines/0/price/amount", booked[1], document.Lines[0].Price!.Amount.Amount),
            new("/totals/taxExclusiveAmount", booked[2], document.Totals.TaxExclusiveAmount!.Value.Amount),
            new("/totals/taxAmount", booked[3], document.Totals.TaxAmount!.Value.Amount),
            new("/totals/taxInclusiveAmount", booked[4], document.Totals.TaxInclusiveAmount!.Value.Amount),
        ];
    }
}
