using System.Collections.Concurrent;
using Crossdock.Canonical;
using Crossdock.Servers;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Stock is told for the items that moved; a document is made, and changed, by a count.</summary>
public abstract class ErpStock : ChangeSourceConformance<Inventory>
{
    private static readonly ConcurrentDictionary<Type, bool> s_reset = new();
    private static int s_count;

    private protected abstract ErpFixture Erp { get; }

    protected override ConnectorFixture Fixture => Erp;

    protected override IReadOnlyDictionary<string, string> NotApplicable => new Dictionary<string, string>
    {
        ["CDT-SRC-024"] = "Stock is stated as of the moment of reading, which is its version: a later reading is a later statement, though its figures may be the same.",
        ["CDT-SRC-025"] = "The connector writes no stock, so none can come back.",
    };

    protected override int PageSize => Erp.PageSize;

    /// <summary>The first walk goes over all items, so that those which other rules made would only cost time.</summary>
    protected override async ValueTask ResetAsync()
    {
        if (s_reset.TryAdd(GetType(), true))
        {
            await Erp.ResetServerAsync();
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
        await Erp.Desk.CountAsync(documentKey, 500 + ++s_count);
        return true;
    }

    protected override async Task<string?> CreateUnmappableAsync()
    {
        var sku = await Erp.Desk.AddItemInFurlongsAsync();
        await Erp.Desk.CountAsync(sku, 3);
        return sku;
    }

    /// <summary>The only code in a stock document is its unit.</summary>
    protected override async Task<UnknownCode?> CreateWithUnknownCodeAsync() => new UnknownCode((await CreateUnmappableAsync())!, "furlong");

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(string documentKey, Inventory document) =>
    [
        new("/positions/buckets/onHand", (await Erp.FiguresAsync(OnHandSql(documentKey)))[0], document.Positions.Single(position => position.Location.Code == "WH").Buckets.OnHand),
    ];

    /// <summary>The query of what is on hand in the main warehouse.</summary>
    private protected abstract string OnHandSql(string sku);
}
