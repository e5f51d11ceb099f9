using Crossdock.RealSystems.Odoo;
using System.Text.Json.Nodes;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(LiveOdoo))]
public class OdooShipments(LiveOdoo live) : ErpShipments
{
    private OdooFixture Odoo => field ??= new OdooFixture(live);

    private protected override ErpFixture Erp => Odoo;

    protected override async Task<bool> ChangeAsync(string documentKey)
    {
        await OdooFixture.NextSecondAsync();
        var rpc = Odoo.People;
        await rpc.WriteAsync("stock.picking", await rpc.FindAsync("stock.picking", "name", documentKey), new JsonObject { ["note"] = WiredFixture.Number("seen") });
        return true;
    }

    protected override async Task<string?> CreateLateAsync()
    {
        var number = await CreateAsync();
        var own = $"picking_id = (SELECT id FROM stock_picking WHERE name = '{number}')";
        await Erp.MakeLateAsync("stock_move_line", own);
        await Erp.MakeLateAsync("stock_move", own);
        await Erp.MakeLateAsync("stock_picking", $"name = '{number}'");
        return number;
    }

    private protected override string QuantitySql(string number) =>
        $"SELECT SUM(m.quantity) FROM stock_move m JOIN stock_picking p ON p.id = m.picking_id WHERE p.name = '{number}' AND m.state = 'done'";
}
