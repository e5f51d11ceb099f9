using Microsoft.Extensions.Options;

namespace Crossdock.Connectors.Tryton.Tests;

/// <summary>What AddTryton registers, and what it refuses.</summary>
public class Registration
{
    [Fact]
    public void The_manifest_says_what_Tryton_lacks()
    {
        var manifest = TrytonConnector.Manifest;

        manifest.System.ShouldBe("tryton");
        manifest.Role.ShouldBe(ConnectorRole.Erp | ConnectorRole.Warehouse);
        manifest.SerialisePerDocument.ShouldBeTrue();
        manifest.Effects.Count.ShouldBe(6);
        manifest.Effects.ShouldAllBe(effect => effect.Idempotency == IdempotencyMode.NaturalKeyLookup && effect.SettleTime > TimeSpan.Zero);
        manifest.Sources.Select(source => source.DocumentType).ShouldBe(["item", "inventory", "shipment", "invoice"], ignoreOrder: true);
        manifest.Sources.ShouldAllBe(source => source.DeclaredLateness == new TrytonOptions().Overlap);
    }

    [Theory]
    [InlineData("Http:BaseAddress")]
    [InlineData("Database")]
    [InlineData("UserName")]
    [InlineData("Password")]
    [InlineData("Language")]
    [InlineData("Company")]
    [InlineData("PriceDecimals")]
    [InlineData("AmountTolerance")]
    [InlineData("RowsPerPage")]
    [InlineData("Overlap")]
    [InlineData("PromiseDays")]
    [InlineData("InvoiceMethod")]
    [InlineData("AcceptedWarnings")]
    public void A_wrong_option_is_named_with_its_path(string option)
    {
        var options = new TrytonOptions { Database = "erp", UserName = "crossdock", Password = new SecretReference("env:ERP_PASSWORD") };
        options.Http.BaseAddress = new Uri("https://erp.example.com");
        switch (option)
        {
            case "Http:BaseAddress": options.Http.BaseAddress = null; break;
            case "Database": options.Database = " "; break;
            case "UserName": options.UserName = "a:b"; break;
            case "Password": options.Password = null; break;
            case "Language": options.Language = ""; break;
            case "Company": options.Company = 0; break;
            case "PriceDecimals": options.PriceDecimals = 1; break;
            case "AmountTolerance": options.AmountTolerance = 2; break;
            case "RowsPerPage": options.RowsPerPage = 0; break;
            case "Overlap": options.Overlap = TimeSpan.Zero; break;
            case "PromiseDays": options.PromiseDays.Add(0); break;
            case "InvoiceMethod": options.InvoiceMethod = (TrytonInvoiceMethod)7; break;
            default: options.AcceptedWarnings.Add(""); break;
        }

        var problems = new List<string>();
        options.Validate(new ConnectionContext("erp"), problems);

        problems.ShouldHaveSingleItem().ShouldContain("Crossdock:Connections:erp:" + option);
    }

    [Fact]
    public async Task A_connection_without_a_password_is_refused_naming_the_option()
    {
        await using var erp = new TestErp(RpcHandler.LoggedIn(_ => (200, "")), options => options.Password = null);

        Should.Throw<OptionsValidationException>(() => erp.Connector).Message.ShouldContain("Crossdock:Connections:erp:Password");
    }
}
