using Crossdock.RealSystems.Odoo;
using System.Text.Json.Nodes;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(LiveOdoo))]
public class OdooInvoices(LiveOdoo live) : ErpInvoices
{
    private OdooFixture Odoo => field ??= new OdooFixture(live);

    private protected override ErpFixture Erp => Odoo;

    /// <summary>A posted invoice keeps its figures; the text of a line can still be written, which does not move the invoice's own time-stamp.</summary>
    protected override async Task<bool> ChangeAsync(string documentKey)
    {
        await OdooFixture.NextSecondAsync();
        var rpc = Odoo.People;
        var invoice = await rpc.FindAsync("account.move", "name", documentKey);
        var line = (await rpc.SearchAsync("account.move.line", new JsonArray(new JsonArray("move_id", "=", invoice), new JsonArray("display_type", "=", "product")), "id"))[0];
        await rpc.WriteAsync("account.move.line", (int)line["id"]!, new JsonObject { ["name"] = WiredFixture.Number("seen") });
        return true;
    }

    protected override async Task<string?> CreateLateAsync()
    {
        var number = await CreateAsync();
        await Erp.MakeLateAsync("account_move_line", $"move_id = (SELECT id FROM account_move WHERE name = '{number}')");
        await Erp.MakeLateAsync("account_move", $"name = '{number}'");
        return number;
    }

    private protected override string BookedSql(string number) => $"""
        SELECT l.quantity, l.price_unit, i.amount_untaxed, i.amount_tax, r.debit FROM account_move i JOIN account_move_line l ON l.move_id = i.id AND l.display_type = 'product'
        JOIN account_move_line r ON r.move_id = i.id AND r.display_type = 'payment_term' WHERE i.name = '{number}'
        """;
}
