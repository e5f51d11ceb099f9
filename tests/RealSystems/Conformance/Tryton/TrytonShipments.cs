using Crossdock.RealSystems.Tryton;
using System.Text.Json.Nodes;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonShipments(SqliteTryton live) : ErpShipments
{
    private TrytonFixture Tryton => field ??= new TrytonFixture(live);

    private protected override ErpFixture Erp => Tryton;

    protected override async Task<bool> ChangeAsync(string documentKey)
    {
        var rpc = await Tryton.PeopleAsync();
        await rpc.WriteAsync("stock.shipment.out", await rpc.FindAsync("stock.shipment.out", "number", documentKey), new JsonObject { ["reference"] = WiredFixture.Number("seen") });
        return true;
    }

    protected override async Task<string?> CreateLateAsync()
    {
        var number = await CreateAsync();
        await Erp.MakeLateAsync("stock_move", $"shipment = (SELECT 'stock.shipment.out,' || id FROM stock_shipment_out WHERE number = '{number}')");
        await Erp.MakeLateAsync("stock_shipment_out", $"number = '{number}'");
        return number;
    }

    private protected override string QuantitySql(string number) => $"""
        SELECT SUM(m.quantity) FROM stock_move m JOIN stock_shipment_out h ON m.shipment = 'stock.shipment.out,' || h.id JOIN stock_location t ON t.id = m.to_location
        WHERE h.number = '{number}' AND m.state = 'done' AND t.type = 'customer'
        """;
}
