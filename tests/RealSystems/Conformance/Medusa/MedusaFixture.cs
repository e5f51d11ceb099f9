using System.Globalization;
using Crossdock.Connectors.Medusa;
using Crossdock.RealSystems.Medusa;
using Crossdock.Servers;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Connections to a live Medusa, and what its people and customers do past the connector.</summary>
internal sealed class MedusaFixture(LiveMedusa live) : WiredFixture
{
    public const string Sku = "SKU-1002";
    private readonly List<string> _products = [];

    public override ConnectorManifest Manifest => MedusaConnector.Manifest;

    /// <summary>The shop takes a quarter of an hour for all rules, so they are for the thorough run.</summary>
    public MedusaServer Shop
    {
        get
        {
            ThoroughRun.Require("Medusa is slow");
            return live.System;
        }
    }

    public override Task<IConnector> ConnectAsync(ConnectionSetup setup) => Task.FromResult(Connect(setup, builder => builder.AddMedusa(Name, options =>
    {
        options.Http.BaseAddress = Shop.AdminApi;
        options.Http.PrivateHosts.Add("127.0.0.1");
        options.Http.ReadRetries = 0;
        options.Http.Timeout = TimeSpan.FromMinutes(2);
        options.ApiKey = Secret(setup, Shop.ApiKey);
        options.Overlap = Overlap;
        options.OrdersSince = Since;
    })));

    /// <summary>A customer buys, and the shop takes the money when it is to be paid back.</summary>
    public async Task<string> BuyAsync(int pieces, bool isPaid = false)
    {
        var placed = await MedusaShopper.BuyAsync(Shop, "conformance@example.test", null, (Sku, pieces));
        if (isPaid)
        {
            await OrderLifeTests.CaptureAsync(Shop, placed.Id);
        }

        return placed.Id;
    }

    /// <summary>An item that is taken off again when the rule is over.</summary>
    public async Task<string> AddItemAsync(string? sku = null)
    {
        sku ??= Number("ITEM") + "-N";
        using var desk = Shop.Administer();
        _products.Add(await MedusaSeed.AddItemAsync(desk, sku, "Made for " + sku, 10.07m));
        return sku;
    }

    public async Task<decimal> FigureAsync(string sql) => decimal.Parse((await Shop.QueryAsync(sql))[0][0] ?? "0", NumberStyles.Float, CultureInfo.InvariantCulture);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_products.Count > 0)
        {
            using var desk = Shop.Administer();
            foreach (var product in _products)
            {
                (await desk.AnswerAsync(HttpMethod.Delete, "admin/products/" + product, null)).Status.ShouldBe(200);
            }
        }
    }
}
