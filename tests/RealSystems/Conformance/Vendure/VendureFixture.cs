using System.Globalization;
using System.Text.Json;
using Crossdock.Canonical;
using Crossdock.Connectors.Vendure;
using Crossdock.RealSystems.Vendure;
using Crossdock.Servers;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Connections to a live Vendure, and what its people and customers do past the connector.</summary>
internal sealed class VendureFixture(LiveVendure live) : WiredFixture
{
    private readonly List<string> _made = [];

    public override ConnectorManifest Manifest => VendureConnector.Manifest;

    public VendureServer Shop => live.System;

    public ShopDesk Desk => field ??= new ShopDesk(Shop);

    public override Task<IConnector> ConnectAsync(ConnectionSetup setup) => Task.FromResult(Connect(setup, builder => builder.AddVendure(Name, options =>
    {
        options.Http.BaseAddress = Shop.AdminApi;
        options.Http.PrivateHosts.Add("127.0.0.1");
        options.Http.ReadRetries = 0;
        options.Http.Timeout = TimeSpan.FromMinutes(2);
        options.ApiKey = Secret(setup, Shop.ApiKey);
        options.StockLocations["WH"] = "1";
        options.Overlap = Overlap;
        options.OrdersSince = Since;
    })));

    public override bool IsWrite(HttpRequestMessage request, string body)
    {
        using var operation = JsonDocument.Parse(body);
        return operation.RootElement.GetProperty("query").GetString()!.TrimStart().StartsWith("mutation", StringComparison.Ordinal);
    }

    /// <summary>A customer buys, and the shop takes the money when it is to be shipped or paid back.</summary>
    public async Task<VendurePlacedOrder> BuyAsync(int pieces, bool isPaid = false)
    {
        var placed = await VendureShopper.BuyAsync(Shop, "conformance@example.test", null, ("SKU-1002", pieces));
        if (isPaid)
        {
            await Desk.SettleAsync(placed);
        }

        return placed;
    }

    /// <summary>The order as a host beside this one reads it, for the ids of its lines.</summary>
    public async Task<Order> ReadAsync(string code)
    {
        await using var host = new ShopConnection(Shop);
        return await host.FindAsync(code);
    }

    /// <summary>A variant that is taken off again when the rule is over.</summary>
    public async Task<string> AddItemAsync(string? sku = null)
    {
        sku ??= Number("ITEM") + "-N";
        await VendureSeed.AddItemAsync(Desk.Api, sku, "Made for " + sku, 10.07m, await Desk.OneAsync("""SELECT id FROM tax_category WHERE name = 'VAT 20 %'"""));
        _made.Add(sku);
        return sku;
    }

    public async Task<int> CountAsync(string sql) => int.Parse(await Desk.OneAsync(sql), CultureInfo.InvariantCulture);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_made.Count > 0)
        {
            await Shop.QueryAsync($"""UPDATE product_variant SET "deletedAt" = now() WHERE sku IN ({string.Join(", ", _made.Select(sku => $"'{sku}'"))}) OR sku = '' RETURNING id""");
            Desk.Dispose();
        }
    }
}
