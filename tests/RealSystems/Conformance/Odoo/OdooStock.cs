using Crossdock.RealSystems.Odoo;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(LiveOdoo))]
public class OdooStock(LiveOdoo live) : ErpStock
{
    private protected override ErpFixture Erp => field ??= new OdooFixture(live);

    protected override async Task<string?> CreateLateAsync()
    {
        var sku = await CreateAsync();
        var last = $"(SELECT MAX(m.id) FROM stock_move m JOIN product_product p ON p.id = m.product_id WHERE p.default_code = '{sku}')";
        await Erp.MakeLateAsync("stock_move_line", "move_id = " + last);
        await Erp.MakeLateAsync("stock_move", "id = " + last);
        return sku;
    }

    private protected override string OnHandSql(string sku) => $"""
        SELECT SUM(q.quantity) FROM stock_quant q JOIN product_product p ON p.id = q.product_id JOIN stock_warehouse w ON w.lot_stock_id = q.location_id
        WHERE p.default_code = '{sku}' AND w.code = 'WH'
        """;
}
