using Crossdock.Canonical;
using Crossdock.TestKit.Fakes;

namespace Crossdock.FakeConnectors.Tests;

public sealed class WarehouseConnectorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FaultKind.ErrorBeforeCommit, false)]
    [InlineData(FaultKind.ErrorAfterCommit, true)]
    [InlineData(FaultKind.TimeoutAfterCommit, true)]
    [InlineData(FaultKind.ResetAfterCommit, true)]
    [InlineData(FaultKind.TruncatedJson, true)]
    [InlineData(FaultKind.HtmlPage, false)]
    public async Task Without_keys_only_the_probe_tells_whether_to_send_again(FaultKind fault, bool happened)
    {
        await using var connections = await Connections.StartAsync(new FakeSystemsOptions { Faults = new FaultPlan { Hold = TimeSpan.FromMilliseconds(10) } });
        var request = Connections.Fulfil(Documents.FulfilmentRequest());
        connections.Systems.Faults.Script(new ScriptedFault(FaultTarget.WarehouseWrite, fault));

        (await Should.ThrowAsync<ConnectorException>(() => connections.Warehouse.ExecuteAsync(request, Token))).Kind.ShouldBe(ErrorKind.UnknownOutcome);

        var probe = await connections.Warehouse.ProbeAsync(request, Token);
        probe.Outcome.ShouldBe(happened ? ProbeOutcome.Found : ProbeOutcome.NotFound);
        if (probe.Outcome == ProbeOutcome.NotFound)
        {
            await connections.Warehouse.ExecuteAsync(request, Token);
        }

        connections.Systems.ReadLedger().Shipments.ShouldBe([new("SO-1", 1)]);
    }

    [Fact]
    public async Task A_probe_inside_the_settle_time_may_miss_the_request()
    {
        await using var connections = await Connections.StartAsync(new FakeSystemsOptions { SearchLag = TimeSpan.FromMilliseconds(900) });
        var request = Connections.Fulfil(Documents.FulfilmentRequest());
        await connections.Warehouse.ExecuteAsync(request, Token);

        (await connections.Warehouse.ProbeAsync(request, Token)).ShouldBe(ProbeResult.NotFound);
        connections.Time.Advance(FakeWarehouseConnector.Manifest.Effects.Single().SettleTime);
        (await connections.Warehouse.ProbeAsync(request, Token)).ShouldBe(ProbeResult.Found(new RemoteReference("FR-000001", "FR-000001")));
    }

    [Fact]
    public async Task Each_revision_is_a_request_of_its_own()
    {
        await using var connections = await Connections.StartAsync();
        await connections.Warehouse.ExecuteAsync(Connections.Fulfil(Documents.FulfilmentRequest()), Token);

        (await connections.Warehouse.ProbeAsync(Connections.Fulfil(Documents.FulfilmentRequest(), revision: 2), Token)).ShouldBe(ProbeResult.NotFound);
    }

    [Fact]
    public async Task Refusals_and_gaps_name_the_field()
    {
        await using var connections = await Connections.StartAsync();
        var document = Documents.FulfilmentRequest();
        var badCountry = document with { Parties = [new Party { Role = PartyRole.Buyer }, document.Parties[0] with { Address = document.Parties[0].Address! with { CountryCode = "DEU" } }] };

        var refused = await connections.Warehouse.ExecuteAsync(Connections.Fulfil(badCountry), Token);
        (refused.Error!.Kind, refused.Error.RemoteCode, refused.Error.Pointer).ShouldBe((ErrorKind.Validation, "bad-country", "/parties/1/address/countryCode"));

        var half = document with { Lines = [document.Lines[0], document.Lines[1] with { Quantity = Quantity.Of(1.5m) }] };
        (await connections.Warehouse.ExecuteAsync(Connections.Fulfil(half), Token)).Error!.Pointer.ShouldBe("/lines/1/quantity/value");

        var twoOrders = document with { Orders = [.. document.Orders, new DocumentReference { Id = "SO-2" }] };
        (await Should.ThrowAsync<ConnectorException>(() => connections.Warehouse.ExecuteAsync(Connections.Fulfil(twoOrders), Token))).Error.Pointer.ShouldBe("/orders");
        connections.Systems.ReadLedger().FulfilmentRequests.ShouldBeEmpty();
    }
}
