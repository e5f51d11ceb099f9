using Crossdock.Canonical;
using Crossdock.RealSystems.Medusa;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(SharedMedusa.Name)]
public class MedusaOrders(LiveMedusa live) : ChangeSourceConformance<Order>
{
    private MedusaFixture Shop => field ??= new MedusaFixture(live);

    protected override ConnectorFixture Fixture => Shop;

    protected override IReadOnlyDictionary<string, string> NotApplicable { get; } = new Dictionary<string, string>
    {
        ["CDT-SRC-025"] = "The connector writes no orders, so none can come back.",
    };

    protected override Task<string> CreateAsync() => Shop.BuyAsync(2);

    protected override async Task<IReadOnlyList<string>> CreateTogetherAsync(int count)
    {
        var ids = await base.CreateTogetherAsync(count);
        await StampAsync((await Shop.Shop.QueryAsync($"""SELECT updated_at::text FROM "order" WHERE id = '{ids[^1]}'"""))[0][0]!, [.. ids]);
        return ids;
    }

    /// <summary>Capturing moves no time-stamp of the order: it is found when orders are read again, every five minutes.</summary>
    protected override async Task<bool> ChangeAsync(string documentKey)
    {
        await OrderLifeTests.CaptureAsync(Shop.Shop, documentKey);
        Shop.LetPass(TimeSpan.FromMinutes(6));
        return true;
    }

    protected override async Task<string?> CreateLateAsync()
    {
        var id = await CreateAsync();
        await StampAsync(Shop.LateStamp + "+00", id);
        return id;
    }

    /// <summary>A city of more than 128 letters.</summary>
    protected override async Task<string?> CreateUnmappableAsync()
    {
        var id = await CreateAsync();
        (await Shop.Shop.QueryAsync($"""UPDATE order_address SET city = repeat('K', 300) WHERE id = (SELECT shipping_address_id FROM "order" WHERE id = '{id}') RETURNING id""")).Count.ShouldBe(1);
        return id;
    }

    /// <summary>A state of a later version of the shop.</summary>
    protected override async Task<UnknownCode?> CreateWithUnknownCodeAsync()
    {
        var id = await CreateAsync();
        await Shop.Shop.QueryAsync("ALTER TYPE order_status_enum ADD VALUE IF NOT EXISTS 'being_wrapped'");
        (await Shop.Shop.QueryAsync($"""UPDATE "order" SET status = 'being_wrapped' WHERE id = '{id}' RETURNING id""")).Count.ShouldBe(1);
        return new UnknownCode(id, "being_wrapped");
    }

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(string documentKey, Order document) =>
    [
        new("/totals/payableAmount", await Shop.FigureAsync($"SELECT totals ->> 'current_order_total' FROM order_summary WHERE order_id = '{documentKey}' ORDER BY version DESC LIMIT 1"), document.Totals!.PayableAmount.Amount),
        new("/lines/0/quantity/value", await Shop.FigureAsync($"SELECT quantity FROM order_item WHERE order_id = '{documentKey}' ORDER BY version DESC LIMIT 1"), document.Lines[0].Quantity.Value),
    ];

    private async Task StampAsync(string stamp, params string[] ids) => (await Shop.Shop.QueryAsync(
        $"""UPDATE "order" SET created_at = '{stamp}', updated_at = '{stamp}' WHERE id IN ({string.Join(", ", ids.Select(id => $"'{id}'"))}) RETURNING id""")).Count.ShouldBe(ids.Length);
}
