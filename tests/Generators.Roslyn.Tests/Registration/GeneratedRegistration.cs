using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Crossdock.Generators.Roslyn.Tests.Registration;

/// <summary>The generated method of a real connector, compiled into this project, on real services.</summary>
public class GeneratedRegistration
{
    private static readonly Uri s_endpoint = new("https://ledger.example/api");

    [Fact]
    public void A_connection_is_a_keyed_connector_with_its_own_context_options_and_services()
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System);
        var builder = new TestBuilder(services);
        builder.AddPaperLedger("books", options => options.Endpoint = s_endpoint)
            .AddPaperLedger("archive", options => (options.Endpoint, options.Company) = (s_endpoint, 2))
            .ShouldBeSameAs(builder);

        using var provider = services.BuildServiceProvider();
        var books = provider.GetRequiredKeyedService<IConnector>("books").ShouldBeOfType<LedgerConnector>();
        var archive = provider.GetRequiredKeyedService<IConnector>("archive").ShouldBeOfType<LedgerConnector>();

        books.Connection.ShouldBe(new ConnectionContext("books"));
        books.Options.Company.ShouldBe(0);
        archive.Options.Company.ShouldBe(2);
        archive.Time.ShouldBeSameAs(TimeProvider.System);
        archive.Services.ShouldNotBeNull();
        provider.GetRequiredKeyedService<IConnector>("books").ShouldBeSameAs(books);
        provider.GetServices<ConnectionDescriptor>().ShouldBe(
            [new ConnectionDescriptor("books", LedgerConnector.Manifest), new ConnectionDescriptor("archive", LedgerConnector.Manifest)]);
    }

    [Fact]
    public void The_manifest_says_what_the_attributes_say()
    {
        var manifest = LedgerConnector.Manifest;

        (manifest.System, manifest.Role, manifest.MaxConcurrency, manifest.SerialisePerDocument)
            .ShouldBe(("paper-ledger", ConnectorRole.Erp, 2, true));
        manifest.Sources.ShouldBe([new SourceManifest("invoice", CursorReliability.MissesChanges, TimeSpan.FromMinutes(10), "write-off")]);
        manifest.Effects.Select(effect => effect.Operation).ShouldBe([SubmitOrder.Operation, PostInvoice.Operation, PostCreditNote.Operation, RecordPayment.Operation]);
        manifest.Effects[0].Idempotency.ShouldBe(IdempotencyMode.NaturalKeyLookup);
        manifest.Effects[0].LookupFields.ShouldBe(["client_ref"]);
        manifest.Effects[0].SettleTime.ShouldBe(TimeSpan.FromSeconds(5));
        manifest.Effects[0].KeyWindow.ShouldBeNull();
        manifest.Effects[1].Idempotency.ShouldBe(IdempotencyMode.NativeKey);
        manifest.Effects[1].KeyWindow.ShouldBe(TimeSpan.FromDays(30));
        manifest.StatusAxes.ShouldBe([new StatusAxisManifest("payment", StatusAxisConfidence.Inferred)]);
        manifest.Webhooks.ShouldBeNull();
    }

    [Fact]
    public async Task Wrong_options_stop_the_host_and_name_their_configuration_path()
    {
        var host = Host.CreateEmptyApplicationBuilder(settings: null);
        new TestBuilder(host.Services)
            .AddPaperLedger("books", options => options.Company = -1)
            .AddPaperLedger("archive", options => options.Endpoint = s_endpoint);
        using var app = host.Build();

        var failure = await Should.ThrowAsync<OptionsValidationException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        failure.OptionsName.ShouldBe("books");
        failure.Failures.ShouldBe(
        [
            "Crossdock:Connections:books:Endpoint is missing: set the absolute address of the ledger.",
            "Crossdock:Connections:books: the company must not be negative",
        ]);
    }

    [Fact]
    public void Adding_the_same_connection_again_changes_nothing()
    {
        var services = new ServiceCollection();
        var builder = new TestBuilder(services);
        builder.AddPaperLedger("books", options => options.Company = 1);
        var before = services.ToList();

        builder.AddPaperLedger("books", options => options.Company = 2);

        services.ShouldBe(before);
    }

    [Fact]
    public void The_hook_runs_once_for_each_new_connection()
    {
        var builder = new TestBuilder(new ServiceCollection());

        builder.AddPaperLedger("hooked", _ => { }).AddPaperLedger("hooked", _ => { });

        builder.Services.Count(service => service.ServiceKey as string == "hooked" && service.ServiceType == typeof(LedgerClient)).ShouldBe(1);
    }

    [Fact]
    public void A_malformed_or_taken_name_is_refused_with_the_reason()
    {
        var builder = new TestBuilder(new ServiceCollection());
        builder.AddConnection("shop", new ConnectorManifest { System = "other", Role = ConnectorRole.Ecommerce }, _ => throw new NotSupportedException());

        Should.Throw<ArgumentException>(() => builder.AddPaperLedger("shop", _ => { })).Message.ShouldContain("'other'");
        Should.Throw<ArgumentException>(() => builder.AddPaperLedger("no spaces", _ => { })).ParamName.ShouldBe("name");
        Should.Throw<ArgumentNullException>(() => builder.AddPaperLedger("books", null!)).ParamName.ShouldBe("configure");
        Should.Throw<ArgumentNullException>(() => LedgerConnectorExtensions.AddPaperLedger(null!, "books", _ => { })).ParamName.ShouldBe("builder");
    }
}
