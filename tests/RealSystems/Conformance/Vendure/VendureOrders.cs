using System.Globalization;
using Crossdock.Canonical;
using Crossdock.RealSystems.Vendure;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(SharedVendure.Name)]
public class VendureOrders(LiveVendure live) : ChangeSourceConformance<Order>
{
    private VendureFixture Shop => field ??= new VendureFixture(live);

    protected override ConnectorFixture Fixture => Shop;

    protected override IReadOnlyDictionary<string, string> NotApplicable { get; } = new Dictionary<string, string>
    {
        ["CDT-SRC-025"] = "The connector writes no orders, so none can come back.",
    };

    protected override async Task<string> CreateAsync() => (await Shop.BuyAsync(2)).Code;

    protected override async Task<IReadOnlyList<string>> CreateTogetherAsync(int count)
    {
        var codes = await base.CreateTogetherAsync(count);
        var stamp = await Shop.Desk.OneAsync($"""SELECT MAX("orderPlacedAt")::text FROM "order" WHERE code = '{codes[^1]}'""");
        await StampAsync(stamp, [.. codes]);
        return codes;
    }

    /// <summary>Taking the money moves no time-stamp of the order: it is found when orders are read again, every five minutes.</summary>
    protected override async Task<bool> ChangeAsync(string documentKey)
    {
        var order = await Shop.Desk.OneAsync($"""SELECT id FROM "order" WHERE code = '{documentKey}'""");
        await Shop.Desk.SettleAsync(new Servers.VendurePlacedOrder(order, documentKey, 0));
        Shop.LetPass(TimeSpan.FromMinutes(6));
        return true;
    }

    protected override async Task<string?> CreateLateAsync()
    {
        var code = await CreateAsync();
        await StampAsync(Shop.LateStamp, code);
        return code;
    }

    /// <summary>A city of more than 128 letters.</summary>
    protected override async Task<string?> CreateUnmappableAsync()
    {
        var code = await CreateAsync();
        await ChangeRowAsync("\"shippingAddress\" = regexp_replace(\"shippingAddress\", '\"city\":\"[^\"]*\"', '\"city\":\"' || repeat('K', 300) || '\"')", code);
        return code;
    }

    protected override async Task<UnknownCode?> CreateWithUnknownCodeAsync()
    {
        var code = await CreateAsync();
        await ChangeRowAsync("state = 'BeingWrapped'", code);
        return new UnknownCode(code, "BeingWrapped");
    }

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(string documentKey, Order document)
    {
        var row = (await Shop.Shop.QueryAsync($"""
            SELECT o."subTotal" + o.shipping, o."subTotalWithTax" + o."shippingWithTax", l.quantity FROM "order" o JOIN order_line l ON l."orderId" = o.id WHERE o.code = '{documentKey}'
            """))[0].Select(figure => decimal.Parse(figure!, CultureInfo.InvariantCulture)).ToList();
        return
        [
            new("/totals/taxExclusiveAmount", row[0] / 100, document.Totals!.TaxExclusiveAmount!.Value.Amount),
            new("/totals/payableAmount", row[1] / 100, document.Totals.PayableAmount.Amount),
            new("/lines/0/quantity/value", row[2], document.Lines[0].Quantity.Value),
        ];
    }

    private Task StampAsync(string stamp, params string[] codes) => ChangeRowAsync($""" "orderPlacedAt" = '{stamp}', "updatedAt" = '{stamp}'""", codes);

    private async Task ChangeRowAsync(string set, params string[] codes) =>
        (await Shop.Shop.QueryAsync($"""UPDATE "order" SET {set} WHERE code IN ({string.Join(", ", codes.Select(code => $"'{code}'"))}) RETURNING id""")).Count.ShouldBe(codes.Length);
}
