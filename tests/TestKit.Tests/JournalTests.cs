using System.Text;
using System.Text.Json;
using Crossdock.TestKit.Fakes;

namespace Crossdock.TestKit.Tests;

public sealed class JournalTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("crossdock-fakes-").FullName;

    [Fact]
    public async Task A_restart_continues_where_the_systems_were()
    {
        string before;
        await using (var systems = await StartAsync())
        {
            using var client = new FakeClient(systems);
            systems.PlaceCapturedOrders();
            systems.PlaceGeneratedOrders(seed: 1, from: 0, count: 3);
            await client.DataAsync("""mutation { addFulfillmentToOrder(input:{lines:[{orderLineId:"1",quantity:1}],handler:{code:"manual-fulfillment",arguments:[{name:"method",value:"DHL"}]}}) { __typename } }""");
            await client.DataAsync("""mutation { addNoteToOrder(input:{id:"1", note:"x", isPublic:true}) { id } }""");
            await client.DataAsync("""mutation { updateProductVariants(input:[{id:"7", stockOnHand:12}]) { id } }""");
            await client.ErpAsync(HttpMethod.Post, "/orders", FakeClient.Order("A-1"), "k1");
            await client.ErpAsync(HttpMethod.Post, "/shipments", FakeClient.Shipment("SH-1", "A-1"));
            await client.ErpAsync(HttpMethod.Post, "/invoices", FakeClient.Invoice("SH-1", "A-1"));
            await client.WarehouseAsync(HttpMethod.Post, "/fulfilment-requests", FakeClient.FulfilmentRequest("R-1", "A-1"));
            before = await SnapshotAsync(systems, client);
        }

        await using (var systems = await StartAsync())
        {
            using var client = new FakeClient(systems);
            (await SnapshotAsync(systems, client)).ShouldBe(before);

            // Keys, numbers and codes continue too.
            await client.ErpAsync(HttpMethod.Post, "/orders", FakeClient.Order("A-1"), "k1");
            systems.ReadLedger().Orders.ShouldBe([new("A-1", 1)]);
            ((string)(await client.ErpAsync(HttpMethod.Post, "/orders", FakeClient.Order("A-2"), "k2")).Body["number"]!).ShouldBe("SO-000002");
            systems.PlaceGeneratedOrders(seed: 1, from: 0, count: 4).Placed.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_torn_last_line_is_cut_off()
    {
        await using (var systems = await StartAsync())
        {
            using var client = new FakeClient(systems);
            await client.ErpAsync(HttpMethod.Post, "/orders", FakeClient.Order("A-1"));
            await client.ErpAsync(HttpMethod.Post, "/orders", FakeClient.Order("A-2"));
        }

        var path = Path.Combine(_directory, "erp.jsonl");
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(path, bytes[..^40], TestContext.Current.CancellationToken);

        await using (var systems = await StartAsync())
        {
            systems.ReadLedger().Orders.ShouldBe([new("A-1", 1)]);
            using var client = new FakeClient(systems);
            await client.ErpAsync(HttpMethod.Post, "/orders", FakeClient.Order("A-3"), "k3");
        }

        await using var last = await StartAsync();
        last.ReadLedger().Orders.ShouldBe([new("A-1", 1), new("A-3", 1)]);
    }

    [Fact]
    public async Task A_damaged_journal_refuses_to_start_and_names_the_line()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "erp.jsonl"), "{\"event\":\"nonsense\"}\n{}\n", Encoding.UTF8, TestContext.Current.CancellationToken);

        var exception = await Should.ThrowAsync<FakeJournalException>(StartAsync);

        exception.Message.ShouldContain("erp.jsonl: line 1");
    }

    [Fact]
    public async Task A_data_directory_belongs_to_one_process_at_a_time()
    {
        await using var systems = await StartAsync();
        await Should.ThrowAsync<IOException>(StartAsync);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static async Task<string> SnapshotAsync(FakeSystems systems, FakeClient client) => string.Join('\n', [
        JsonSerializer.Serialize(systems.ReadLedger()),
        JsonSerializer.Serialize(systems.ReadAmounts().OrderBy(pair => pair.Key, StringComparer.Ordinal)),
        (await client.DataAsync($"query {{ orders(options:{{sort:{{id:ASC}}}}) {{ totalItems items {{ {ShopQueries.Order} }} }} productVariants {{ items {{ id stockOnHand stockAllocated }} }} }} {ShopQueries.Discount}")).ToJsonString(),
        (await client.ErpAsync(HttpMethod.Get, "/orders?changedSince=")).Body.ToJsonString(),
        (await client.ErpAsync(HttpMethod.Get, "/invoices?changedSince=")).Body.ToJsonString(),
        (await client.ErpAsync(HttpMethod.Get, "/shipments?orderReference=A-1")).Body.ToJsonString(),
        (await client.WarehouseAsync(HttpMethod.Get, "/shipments")).Body.ToJsonString(),
        (await client.WarehouseAsync(HttpMethod.Get, "/stock?limit=500")).Body.ToJsonString(),
    ]);

    private Task<FakeSystems> StartAsync() => FakeSystems.StartAsync(new FakeSystemsOptions { DataDirectory = _directory }, TestContext.Current.CancellationToken);
}
