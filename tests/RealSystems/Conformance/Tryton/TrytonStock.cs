using Crossdock.Canonical;
using Crossdock.RealSystems.Tryton;
using Crossdock.Servers;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Stock is told for the items that moved; a document is made, and changed, by a count.</summary>
[Collection(nameof(SqliteTryton))]
public class TrytonStock(SqliteTryton live) : ChangeSourceConformance<Inventory>
{
    private static bool s_isReset;
    private static int s_count;

    private TrytonFixture Erp => field ??= new TrytonFixture(live);

    private TrytonDesk Desk => field ??= new TrytonDesk(Erp);

    protected override ConnectorFixture Fixture => Erp;

    protected override IReadOnlyDictionary<string, string> NotApplicable { get; } = new Dictionary<string, string>
    {
        ["CDT-SRC-024"] = "Stock is stated as of the moment of reading, which is its version: a later reading is a later statement, though its figures may be the same.",
        ["CDT-SRC-025"] = "The connector writes no stock, so none can come back.",
    };

    protected override int PageSize => Erp.PageSize;

    /// <summary>The first walk goes over all items, so that those which other rules made would only cost time.</summary>
    protected override async ValueTask ResetAsync()
    {
        if (!s_isReset)
        {
            await Erp.Server.ResetAsync();
            s_isReset = true;
        }
    }

    protected override async Task<string> CreateAsync()
    {
        var sku = TrytonSeed.Goods[s_count++ % TrytonSeed.Goods.Count].Sku;
        await ChangeAsync(sku);
        return sku;
    }

    protected override async Task<bool> ChangeAsync(string documentKey)
    {
        await Desk.CountAsync(documentKey, 500 + ++s_count);
        return true;
    }

    protected override async Task<string?> CreateLateAsync()
    {
        var sku = await CreateAsync();
        await Desk.MakeLateAsync("stock_move", $"id = (SELECT MAX(m.id) FROM stock_move m JOIN product_product p ON p.id = m.product WHERE p.code = '{sku}')");
        return sku;
    }

    protected override async Task<string?> CreateUnmappableAsync()
    {
        var sku = await Desk.AddItemInFurlongsAsync();
        await Desk.CountAsync(sku, 3);
        return sku;
    }

    /// <summary>The only code in a stock document is its unit.</summary>
    protected override async Task<UnknownCode?> CreateWithUnknownCodeAsync() => new UnknownCode((await CreateUnmappableAsync())!, "furlong");

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(string documentKey, Inventory document)
    {
        var onHand = await Erp.FiguresAsync($"""
            SELECT SUM(CASE WHEN t.code = 'STO' THEN m.internal_quantity ELSE 0 END) - SUM(CASE WHEN f.code = 'STO' THEN m.internal_quantity ELSE 0 END)
            FROM stock_move m JOIN product_product p ON p.id = m.product JOIN stock_location f ON f.id = m.from_location JOIN stock_location t ON t.id = m.to_location
            WHERE p.code = '{documentKey}' AND m.state = 'done'
            """);
        return [new StoredValue("/positions/buckets/onHand", onHand[0], document.Positions.Single(position => position.Location.Code == "WH").Buckets.OnHand)];
    }
}
