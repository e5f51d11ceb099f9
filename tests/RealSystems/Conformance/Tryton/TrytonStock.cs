using Crossdock.RealSystems.Tryton;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonStock(SqliteTryton live) : ErpStock
{
    private protected override ErpFixture Erp => field ??= new TrytonFixture(live);

    protected override async Task<string?> CreateLateAsync()
    {
        var sku = await CreateAsync();
        await Erp.MakeLateAsync("stock_move", $"id = (SELECT MAX(m.id) FROM stock_move m JOIN product_product p ON p.id = m.product WHERE p.code = '{sku}')");
        return sku;
    }

    private protected override string OnHandSql(string sku) => $"""
        SELECT SUM(CASE WHEN t.code = 'STO' THEN m.internal_quantity ELSE 0 END) - SUM(CASE WHEN f.code = 'STO' THEN m.internal_quantity ELSE 0 END)
        FROM stock_move m JOIN product_product p ON p.id = m.product JOIN stock_location f ON f.id = m.from_location JOIN stock_location t ON t.id = m.to_location
        WHERE p.code = '{sku}' AND m.state = 'done'
        """;
}
