using Crossdock.Canonical;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Items of a live ERP, made by its people.</summary>
public abstract class ErpItems : ChangeSourceConformance<Item>
{
    private protected abstract ErpFixture Erp { get; }

    protected override ConnectorFixture Fixture => Erp;

    protected override IReadOnlyDictionary<string, string> NotApplicable => new Dictionary<string, string>
    {
        ["CDT-SRC-025"] = "The connector writes no items, so none can come back.",
    };

    protected override int PageSize => Erp.PageSize;

    protected override async Task<string> CreateAsync() => (await Erp.Desk.AddItemsAsync(1))[0];

    protected override Task<IReadOnlyList<string>> CreateTogetherAsync(int count) => Erp.Desk.AddItemsAsync(count);

    protected override async Task<string?> CreateUnmappableAsync() => (await Erp.Desk.AddItemsAsync(1, hasCode: false))[0];

    protected override async Task<UnknownCode?> CreateWithUnknownCodeAsync()
    {
        var sku = await CreateAsync();
        (await Erp.ChangeTablesAsync($"UPDATE product_template SET type = 'subscription' WHERE id = ({TemplateSql(sku)})")).ShouldBe(1);
        return new UnknownCode(sku, "subscription");
    }

    /// <summary>The query of the id of an item's template.</summary>
    private protected abstract string TemplateSql(string sku);
}
