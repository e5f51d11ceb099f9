using System.Net;
using System.Text;
using Crossdock.Connectors.Http;
using Crossdock.TestKit.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crossdock.FakeConnectors.Tests;

public sealed class SourceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Under_faults_every_shipment_is_seen_and_no_page_moves_the_cursor_by_failing(long seed)
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var plan = new FaultPlan
        {
            Seed = seed,
            Rate = 0.6,
            Switches = new Dictionary<FaultTarget, FaultKind> { [FaultTarget.WarehouseWrite] = FaultKind.None },
            Hold = TimeSpan.FromMilliseconds(5),
            MaxLatency = TimeSpan.FromMilliseconds(2),
        };
        await using var connections = await Connections.StartAsync(new FakeSystemsOptions { Faults = plan });
        for (var i = 0; i < 60; i++)
        {
            await connections.Warehouse.ExecuteAsync(Connections.Fulfil(Documents.FulfilmentRequest($"SO-{i}") with { Lines = [Documents.FulfilmentRequest().Lines[0] with { Order = null }] }), Token);
        }

        var source = (IShipmentSource)connections.Warehouse;
        var (seen, failures, more, checkpoint) = (new List<string>(), 0, true, Checkpoint.Start);
        while (more)
        {
            try
            {
                var page = await source.ReadChangesAsync(new ChangeQuery(checkpoint, 4), Token);
                seen.AddRange(page.Changes.Select(change => change.Document!.Orders.Single().Id));
                (more, checkpoint) = (page.HasMore, page.Next);
            }
            catch (ConnectorException exception)
            {
                exception.Kind.ShouldBeOneOf(ErrorKind.Transient, ErrorKind.Throttled);
                failures++;
            }
        }

        seen.Distinct().Count().ShouldBe(60);
        failures.ShouldBeGreaterThan(0);
        connections.Systems.Faults.Counts.ByKind.Keys.ShouldContain(FaultKind.DuplicatedEvents);
        seen.Count.ShouldBeGreaterThan(60, "duplicates came through");
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_told_as_such_and_the_next_one_is_read()
    {
        const string Page = """
            {"invoices":[
              {"number":"INV-1","orderReference":17},
              {"number":"INV-2","orderNumber":"SO-000001","orderReference":"SO-1","shipmentReference":"SH-1","currency":"USD","issuedOn":"2026-02-02","dueOn":"2026-02-16",
               "lines":[{"lineReference":"11","sku":"834444","quantity":"2","netAmount":"37.98","taxRate":"20","taxAmount":"7.60"}],"charges":[],
               "totals":{"netAmount":"37.98","taxAmount":"7.60","grossAmount":"45.58"},"postedAt":"2026-02-02T10:00:00Z","sequence":2}],
             "nextCursor":"abc","hasMore":true}
            """;
        await using var connections = await Connections.StartAsync(change: services => services
            .AddHttpClient(ConnectorHttpClient.ClientName("erp"))
            .ConfigurePrimaryHttpMessageHandler(() => new Canned(Page)));

        var page = await connections.Erp.ReadChangesAsync(new ChangeQuery(Checkpoint.Start, 10), Token);

        (page.Next, page.HasMore).ShouldBe((new Checkpoint("abc"), true));
        page.Changes.Select(change => change.DocumentKey).ShouldBe(["INV-1", "INV-2"]);
        page.Changes[0].Document.ShouldBeNull();
        page.Changes[0].Problems.Single().Code.ShouldBe("unreadable");
        Encoding.UTF8.GetString(page.Changes[0].Raw.Span).ShouldBe("""{"number":"INV-1","orderReference":17}""");
        page.Changes[1].Document!.Totals.PayableAmount.ShouldBe(Documents.Usd(45.58m));
    }

    [Fact]
    public void Options_name_their_configuration_path()
    {
        var services = new ServiceCollection();
        var builder = new Builder(services);
        builder.AddFakeErp("erp", _ => { });
        builder.AddFakeWarehouse("wms", options => options.Http.BaseAddress = new Uri("http://10.0.0.5/"));
        using var provider = services.BuildServiceProvider();

        var erp = Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IOptionsMonitor<FakeErpOptions>>().Get("erp"));
        erp.Failures.ShouldContain(failure => failure.StartsWith("Crossdock:Connections:erp:Token "));
        erp.Failures.ShouldContain(failure => failure.StartsWith("Crossdock:Connections:erp:Http:BaseAddress "));
        var warehouse = Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IOptionsMonitor<FakeWarehouseOptions>>().Get("wms"));
        warehouse.Failures.ShouldContain(failure => failure.StartsWith("Crossdock:Connections:wms:ApiKey "));
        warehouse.Failures.ShouldContain(failure => failure.Contains("TLS"));
    }

    private sealed record Builder(IServiceCollection Services) : ICrossdockBuilder;

    private sealed class Canned(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
    }
}
