using System.Net;
using System.Text.Json.Nodes;
using Crossdock.TestKit.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.TestKit.Tests;

public sealed class WarehouseTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 2, 1, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_repeated_request_is_a_second_request_and_ships_twice()
    {
        await using var systems = await StartAsync(new FakeSystemsOptions());
        using var client = new FakeClient(systems);

        await client.WarehouseAsync(HttpMethod.Post, "/fulfilment-requests", FakeClient.FulfilmentRequest("R-1", "A-1"));
        await client.WarehouseAsync(HttpMethod.Post, "/fulfilment-requests", FakeClient.FulfilmentRequest("R-1", "A-1"));

        var found = await client.WarehouseAsync(HttpMethod.Get, "/fulfilment-requests?externalReference=R-1");
        found.Body["requests"]!.AsArray().Count.ShouldBe(2);
        systems.ReadLedger().FulfilmentRequests.ShouldBe([new("A-1", 2)]);
        systems.ReadLedger().Shipments.ShouldBe([new("A-1", 2)]);
    }

    [Fact]
    public async Task The_search_lags_by_the_settle_time()
    {
        await using var systems = await StartAsync(new FakeSystemsOptions { SearchLag = TimeSpan.FromSeconds(5) });
        using var client = new FakeClient(systems);
        var created = await client.WarehouseAsync(HttpMethod.Post, "/fulfilment-requests", FakeClient.FulfilmentRequest("R-1", "A-1"));

        _time.Advance(TimeSpan.FromSeconds(4));
        (await Search()).ShouldBe(0);
        (await client.WarehouseAsync(HttpMethod.Get, $"/fulfilment-requests/{(string)created.Body["id"]!}")).Status.ShouldBe(HttpStatusCode.OK);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await Search()).ShouldBe(1);

        async Task<int> Search() =>
            (await client.WarehouseAsync(HttpMethod.Get, "/fulfilment-requests?externalReference=R-1")).Body["requests"]!.AsArray().Count;
    }

    [Fact]
    public async Task A_request_ships_once_when_it_is_due_and_moves_stock()
    {
        await using var systems = await StartAsync(new FakeSystemsOptions { ShipDelay = TimeSpan.FromMinutes(10), InitialStock = 50 });
        using var client = new FakeClient(systems);
        var start = (string)(await client.WarehouseAsync(HttpMethod.Get, "/stock?limit=500")).Body["nextCursor"]!;
        await client.WarehouseAsync(HttpMethod.Post, "/fulfilment-requests", FakeClient.FulfilmentRequest("R-1", "A-1", quantity: 3));
        await client.WarehouseAsync(HttpMethod.Post, "/fulfilment-requests", FakeClient.FulfilmentRequest("R-2", "A-2", quantity: 4));

        _time.Advance(TimeSpan.FromMinutes(9));
        systems.ReadLedger().Shipments.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromMinutes(1));
        systems.ReadLedger().Shipments.ShouldBe([new("A-1", 1), new("A-2", 1)]);

        var shipments = (await client.WarehouseAsync(HttpMethod.Get, "/shipments")).Body["shipments"]!.AsArray();
        shipments.Select(shipment => (string)shipment!["shippedAt"]!).Distinct().ShouldBe(["2026-02-01T09:10:00+00:00"], "rows share time stamps");
        shipments.Select(shipment => (string)shipment!["requestReference"]!).ShouldBe(["R-1", "R-2"]);
        shipments.ShouldAllBe(shipment => ((string)shipment!["packages"]![0]!["sscc"]!).Length == 18);

        var stock = (await client.WarehouseAsync(HttpMethod.Get, $"/stock?after={start}")).Body["stock"]!.AsArray();
        stock.Select(row => ((string)row!["sku"]!, (string)row["onHand"]!, (string)row["available"]!)).ShouldBe([("834444", "47", "43"), ("834444", "43", "43")]);
        var sequences = stock.Select(row => (long)row!["sequence"]!).ToList();
        sequences[1].ShouldBe(sequences[0] + 1);
        var asOf = stock.Select(row => (DateTimeOffset)row!["asOf"]!).ToList();
        asOf[1].ShouldBeGreaterThan(asOf[0], "the newest level of an item and location can be told");
    }

    [Fact]
    public async Task Lot_tracked_items_ship_with_lots_that_sum_to_the_quantity()
    {
        await using var systems = await StartAsync(new FakeSystemsOptions());
        using var client = new FakeClient(systems);
        for (var i = 0; i < 12; i++)
        {
            await client.WarehouseAsync(HttpMethod.Post, "/fulfilment-requests", FakeClient.FulfilmentRequest($"R-{i}", "A-1", "TEA-SEN-100", quantity: 5));
        }

        var lines = (await client.WarehouseAsync(HttpMethod.Get, "/shipments")).Body["shipments"]!.AsArray().SelectMany(shipment => shipment!["lines"]!.AsArray()).ToList();

        lines.ShouldAllBe(line => line!["lots"]!.AsArray().Sum(lot => int.Parse((string)lot!["quantity"]!)) == 5);
        lines.Select(line => line!["lots"]!.AsArray().Count).Distinct().Order().ToArray().ShouldBe([1, 2], customMessage: "some lines are split over two lots");
    }

    [Fact]
    public async Task Feeds_page_without_gaps_while_rows_arrive()
    {
        await using var systems = await StartAsync(new FakeSystemsOptions());
        using var client = new FakeClient(systems);
        await Request(7);
        var (seen, cursor) = (new List<string>(), string.Empty);
        for (var page = 0; page < 6; page++)
        {
            var (_, body) = await client.WarehouseAsync(HttpMethod.Get, $"/shipments?limit=3&after={cursor}");
            seen.AddRange(body["shipments"]!.AsArray().Select(row => (string)row!["number"]!));
            cursor = (string)body["nextCursor"]!;
            if (page == 1)
            {
                await Request(4);
            }
        }

        seen.ShouldBe(Enumerable.Range(1, 11).Select(i => $"SH-{i:D6}"));

        async Task Request(int count)
        {
            for (var i = 0; i < count; i++)
            {
                await client.WarehouseAsync(HttpMethod.Post, "/fulfilment-requests", FakeClient.FulfilmentRequest($"R-{i}", $"A-{i}"));
            }
        }
    }

    [Theory]
    [InlineData("lines/0/sku", "\"no-such\"", "unknown-sku", "/lines/0/sku")]
    [InlineData("lines/0/quantity", "\"1.5\"", "bad-quantity", "/lines/0/quantity")]
    [InlineData("shipTo/countryCode", "\"Germany\"", "bad-country", "/shipTo/countryCode")]
    [InlineData("lines", "[]", "no-lines", "/lines")]
    public async Task Problems_carry_a_code_and_a_pointer(string path, string value, string code, string pointer)
    {
        await using var systems = await StartAsync(new FakeSystemsOptions());
        using var client = new FakeClient(systems);
        var request = FakeClient.FulfilmentRequest("R-1", "A-1");
        var steps = path.Split('/');
        var parent = steps[..^1].Aggregate((JsonNode)request, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);
        parent[steps[^1]] = JsonNode.Parse(value);

        var (status, body) = await client.WarehouseAsync(HttpMethod.Post, "/fulfilment-requests", request);

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string)body["code"]!, (string)body["pointer"]!).ShouldBe((code, pointer));
        systems.ReadLedger().FulfilmentRequests.ShouldBeEmpty();
    }

    private Task<FakeSystems> StartAsync(FakeSystemsOptions options) =>
        FakeSystems.StartAsync(options with { TimeProvider = _time }, TestContext.Current.CancellationToken);
}
