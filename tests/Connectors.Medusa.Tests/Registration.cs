using Microsoft.Extensions.Options;

namespace Crossdock.Connectors.Medusa.Tests;

/// <summary>What AddMedusa registers, and what it refuses.</summary>
public class Registration
{
    [Fact]
    public void The_manifest_says_what_the_shop_lacks()
    {
        var manifest = MedusaConnector.Manifest;

        (manifest.System, manifest.Role, manifest.SerialisePerDocument).ShouldBe(("medusa", ConnectorRole.Ecommerce, true));
        manifest.Sources.ShouldAllBe(source => source.Cursor == CursorReliability.MissesChanges && source.DeclaredLateness == new MedusaOptions().Overlap);
        manifest.Sources.ShouldContain(source => source.MissedChanges!.Contains("capturing"));
        manifest.Effects.ShouldAllBe(effect => effect.Idempotency == IdempotencyMode.NaturalKeyLookup);
        manifest.Lookups.ShouldBe(["order"]);
    }

    [Theory]
    [InlineData("Http:BaseAddress")]
    [InlineData("ApiKey")]
    [InlineData("PageSize")]
    [InlineData("Overlap")]
    [InlineData("ReReadEvery")]
    [InlineData("ReReadWindow")]
    [InlineData("ItemsReReadEvery")]
    public void A_wrong_option_is_named_with_its_path(string option)
    {
        var options = new MedusaOptions { ApiKey = new SecretReference("env:KEY") };
        options.Http.BaseAddress = new Uri("https://shop.example.com/admin");
        switch (option)
        {
            case "Http:BaseAddress": options.Http.BaseAddress = null; break;
            case "ApiKey": options.ApiKey = null; break;
            case "PageSize": options.PageSize = 201; break;
            case "Overlap": options.Overlap = TimeSpan.Zero; break;
            case "ReReadEvery": options.ReReadEvery = TimeSpan.FromSeconds(1); break;
            case "ReReadWindow": options.ReReadWindow = TimeSpan.Zero; break;
            default: options.ItemsReReadEvery = TimeSpan.Zero; break;
        }

        var problems = new List<string>();
        options.Validate(new ConnectionContext("shop"), problems);

        problems.ShouldHaveSingleItem().ShouldContain("Crossdock:Connections:shop:" + option);
    }

    [Fact]
    public async Task The_key_is_sent_as_the_user_name_of_HTTP_Basic()
    {
        var fake = new FakeShop();
        await using var shop = new TestShop(fake.Handler);

        await shop.Connector.CheckAsync(TestContext.Current.CancellationToken);

        fake.Handler.Calls.Single().Authorization.ShouldBe("Basic " + Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(TestShop.Key + ":")));
    }

    [Fact]
    public async Task A_connection_without_a_key_is_refused_naming_the_option()
    {
        await using var shop = new TestShop(new FakeShop().Handler, options => options.ApiKey = null);

        Should.Throw<OptionsValidationException>(() => shop.Connector).Message.ShouldContain("Crossdock:Connections:shop:ApiKey");
    }
}
