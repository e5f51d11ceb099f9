using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crossdock.Connectors.Vendure.Tests;

/// <summary>What AddVendure registers, and what it refuses.</summary>
public class Registration
{
    [Fact]
    public void The_manifest_says_what_the_shop_lacks()
    {
        var manifest = VendureConnector.Manifest;

        manifest.System.ShouldBe("vendure");
        manifest.Role.ShouldBe(ConnectorRole.Ecommerce);
        manifest.SerialisePerDocument.ShouldBeTrue();
        manifest.Sources.Count.ShouldBe(2);
        manifest.Sources.ShouldAllBe(source => source.Cursor == CursorReliability.MissesChanges);
        var orders = manifest.Sources.Single(source => source.MissedChanges!.Contains("settle"));
        orders.Cursor.ShouldBe(CursorReliability.MissesChanges);
        orders.DeclaredLateness.ShouldBe(new VendureOptions().Overlap);
        orders.MissedChanges!.ShouldContain("settle, ship, deliver, refund");
        manifest.Effects.ShouldAllBe(effect => effect.Idempotency == IdempotencyMode.NaturalKeyLookup);
        manifest.Lookups.ShouldBe(["order"]);
    }

    [Theory]
    [InlineData("Http:BaseAddress")]
    [InlineData("ApiKey")]
    [InlineData("OrdersPerPage")]
    [InlineData("Overlap")]
    [InlineData("ReReadEvery")]
    [InlineData("ReReadWindow")]
    [InlineData("MoneyDecimals")]
    [InlineData("ItemsReReadEvery")]
    [InlineData("FulfilmentHandler")]
    [InlineData("DefaultMethod")]
    public void A_wrong_option_is_named_with_its_path(string option)
    {
        var options = new VendureOptions { ApiKey = new SecretReference("env:KEY") };
        options.Http.BaseAddress = new Uri("https://shop.example.com/admin-api");
        switch (option)
        {
            case "Http:BaseAddress": options.Http.BaseAddress = null; break;
            case "ApiKey": options.BearerToken = new SecretReference("env:TOKEN"); break;
            case "OrdersPerPage": options.OrdersPerPage = 501; break;
            case "Overlap": options.Overlap = TimeSpan.Zero; break;
            case "ReReadEvery": options.ReReadEvery = TimeSpan.FromSeconds(1); break;
            case "ReReadWindow": options.ReReadWindow = TimeSpan.FromDays(-1); break;
            case "ItemsReReadEvery": options.ItemsReReadEvery = TimeSpan.Zero; break;
            case "MoneyDecimals": options.MoneyDecimals = 5; break;
            case "FulfilmentHandler": options.FulfilmentHandler = ""; break;
            default: options.DefaultMethod = " "; break;
        }

        var problems = new List<string>();
        options.Validate(new ConnectionContext("shop"), problems);

        problems.ShouldHaveSingleItem().ShouldContain("Crossdock:Connections:shop:" + option);
    }

    [Fact]
    public async Task The_key_and_the_channel_are_sent_as_headers()
    {
        var handler = GraphQlHandler.Always(200, Capture.Load("check").Body);
        await using var shop = TestShop.With(handler, options => options.ChannelToken = "second-channel");

        await shop.Connector.CheckAsync(TestContext.Current.CancellationToken);

        var headers = handler.Calls.Single().Message.Headers;
        headers.GetValues("vendure-api-key").ShouldBe(["key"]);
        headers.GetValues("vendure-token").ShouldBe(["second-channel"]);
    }

    [Fact]
    public async Task A_bearer_token_is_sent_as_authorization()
    {
        var handler = GraphQlHandler.Always(200, Capture.Load("check").Body);
        await using var shop = TestShop.With(handler, options =>
        {
            options.ApiKey = null;
            options.BearerToken = new SecretReference("insecure-literal-for-tests:token");
        });

        await shop.Connector.CheckAsync(TestContext.Current.CancellationToken);

        handler.Calls.Single().Message.Headers.Authorization!.ToString().ShouldBe("Bearer token");
    }

    [Fact]
    public async Task A_connection_without_a_key_is_refused_naming_the_option()
    {
        await using var shop = TestShop.With(GraphQlHandler.Replaying(), options => options.ApiKey = null);

        Should.Throw<OptionsValidationException>(() => shop.Connector).Message.ShouldContain("Crossdock:Connections:shop:ApiKey");
    }
}
