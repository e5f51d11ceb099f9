using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.RealSystems.Tryton;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonShipments(SqliteTryton live) : ChangeSourceConformance<Shipment>
{
    private TrytonFixture Erp => field ??= new TrytonFixture(live);

    private TrytonDesk Desk => field ??= new TrytonDesk(Erp);

    protected override ConnectorFixture Fixture => Erp;

    protected override IReadOnlyDictionary<string, string> NotApplicable { get; } = new Dictionary<string, string>
    {
        ["CDT-SRC-025"] = "What is reported to Tryton comes back under Tryton's own number, with ours as its reference: another document by design. One warehouse is either read here or reported to here.",
    };

    protected override int PageSize => Erp.PageSize;

    protected override async Task<string> CreateAsync() => (await Desk.ShipAsync(1))[0];

    protected override Task<IReadOnlyList<string>> CreateTogetherAsync(int count) => Desk.ShipAsync(count);

    protected override async Task<bool> ChangeAsync(string documentKey)
    {
        var rpc = await Erp.DeskAsync();
        await rpc.WriteAsync("stock.shipment.out", await rpc.FindAsync("stock.shipment.out", "number", documentKey), new JsonObject { ["reference"] = TrytonFixture.Number("seen") });
        return true;
    }

    protected override async Task<string?> CreateLateAsync()
    {
        var number = await CreateAsync();
        await Desk.MakeLateAsync("stock_move", $"shipment = (SELECT 'stock.shipment.out,' || id FROM stock_shipment_out WHERE number = '{number}')");
        await Desk.MakeLateAsync("stock_shipment_out", $"number = '{number}'");
        return number;
    }

    protected override async Task<string?> CreateUnmappableAsync()
    {
        var sku = await Desk.AddItemInFurlongsAsync();
        await Desk.CountAsync(sku, 3);
        return (await Desk.ShipAsync(1, sku))[0];
    }

    /// <summary>Only done shipments are read; the only other code in them is a unit.</summary>
    protected override async Task<UnknownCode?> CreateWithUnknownCodeAsync() => new UnknownCode((await CreateUnmappableAsync())!, "furlong");

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(string documentKey, Shipment document)
    {
        var quantity = await Erp.FiguresAsync($"""
            SELECT SUM(m.quantity) FROM stock_move m JOIN stock_shipment_out h ON m.shipment = 'stock.shipment.out,' || h.id JOIN stock_location t ON t.id = m.to_location
            WHERE h.number = '{documentKey}' AND m.state = 'done' AND t.type = 'customer'
            """);
        return [new StoredValue("/lines/0/quantity/value", quantity[0], document.Lines[0].Quantity.Value)];
    }
}
