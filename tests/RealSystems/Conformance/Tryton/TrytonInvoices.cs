using Crossdock.RealSystems.Tryton;
using System.Text.Json.Nodes;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonInvoices(SqliteTryton live) : ErpInvoices
{
    private TrytonFixture Tryton => field ??= new TrytonFixture(live);

    private protected override ErpFixture Erp => Tryton;

    /// <summary>A posted invoice keeps its figures; a note on a line can still be written.</summary>
    protected override async Task<bool> ChangeAsync(string documentKey)
    {
        var rpc = await Tryton.PeopleAsync();
        var invoice = await rpc.FindAsync("account.invoice", "number", documentKey);
        await rpc.WriteAsync("account.invoice.line", await rpc.FindAsync("account.invoice.line", "invoice", invoice), new JsonObject { ["note"] = WiredFixture.Number("seen") });
        return true;
    }

    protected override async Task<string?> CreateLateAsync()
    {
        var number = await CreateAsync();
        await Erp.MakeLateAsync("account_invoice_line", $"invoice = (SELECT id FROM account_invoice WHERE number = '{number}')");
        await Erp.MakeLateAsync("account_invoice", $"number = '{number}'");
        return number;
    }

    private protected override string BookedSql(string number) => $"""
        SELECT l.quantity, l.unit_price, t.base, t.amount, r.debit FROM account_invoice i JOIN account_invoice_line l ON l.invoice = i.id
        JOIN account_invoice_tax t ON t.invoice = i.id JOIN account_move_line r ON r.move = i.move AND r.account = i.account WHERE i.number = '{number}'
        """;
}
