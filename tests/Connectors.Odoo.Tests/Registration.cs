using Microsoft.Extensions.Options;

namespace Crossdock.Connectors.Odoo.Tests;

/// <summary>What AddOdoo registers, and what it refuses.</summary>
public class Registration
{
    [Fact]
    public void The_manifest_says_what_Odoo_lacks()
    {
        var manifest = OdooConnector.Manifest;

        manifest.System.ShouldBe("odoo");
        manifest.Role.ShouldBe(ConnectorRole.Erp | ConnectorRole.Warehouse);
        manifest.SerialisePerDocument.ShouldBeTrue();
        manifest.Webhooks.ShouldBeNull("they are unsigned, so that nobody can tell who sent one");
        manifest.Effects.Count.ShouldBe(6);
        manifest.Effects.ShouldAllBe(effect => effect.Idempotency == IdempotencyMode.NaturalKeyLookup && effect.SettleTime > TimeSpan.Zero);
        manifest.Sources.Select(source => source.DocumentType).ShouldBe(["item", "inventory", "shipment", "invoice"], ignoreOrder: true);
        manifest.Sources.ShouldAllBe(source => source.DeclaredLateness == new OdooOptions().Overlap);
    }

    [Theory]
    [InlineData("Http:BaseAddress")]
    [InlineData("Database")]
    [InlineData("ApiKey")]
    [InlineData("Language")]
    [InlineData("Company")]
    [InlineData("PaymentJournal")]
    [InlineData("PriceDecimals")]
    [InlineData("AmountTolerance")]
    [InlineData("RowsPerPage")]
    [InlineData("Overlap")]
    [InlineData("PromiseDays")]
    public void A_wrong_option_is_named_with_its_path(string option)
    {
        var options = new OdooOptions { Database = "erp", ApiKey = new SecretReference("env:ERP_API_KEY") };
        options.Http.BaseAddress = new Uri("https://erp.example.com");
        switch (option)
        {
            case "Http:BaseAddress": options.Http.BaseAddress = null; break;
            case "Database": options.Database = " "; break;
            case "ApiKey": options.ApiKey = null; break;
            case "Language": options.Language = ""; break;
            case "Company": options.Company = 0; break;
            case "PaymentJournal": options.PaymentJournal = " "; break;
            case "PriceDecimals": options.PriceDecimals = 1; break;
            case "AmountTolerance": options.AmountTolerance = 2; break;
            case "RowsPerPage": options.RowsPerPage = 0; break;
            case "Overlap": options.Overlap = TimeSpan.Zero; break;
            default: options.PromiseDays.Add(0); break;
        }

        var problems = new List<string>();
        options.Validate(new ConnectionContext("erp"), problems);

        problems.ShouldHaveSingleItem().ShouldContain("Crossdock:Connections:erp:" + option);
    }

    [Fact]
    public async Task A_connection_without_a_key_is_refused_naming_the_option()
    {
        await using var erp = new TestErp(new Sales().Handler(), options => options.ApiKey = null);

        Should.Throw<OptionsValidationException>(() => erp.Connector).Message.ShouldContain("Crossdock:Connections:erp:ApiKey");
    }
}
