using System.Net;
using Crossdock.TestKit.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.TestKit.Tests;

public sealed class ErpTests
{
    private static readonly HttpMethod s_post = HttpMethod.Post;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 2, 1, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task The_same_key_and_payload_get_the_same_answer_and_one_document()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);

        var first = await client.ErpAsync(s_post, "/orders", FakeClient.Order("A-1"), "k1");
        _time.Advance(TimeSpan.FromHours(23));
        using var replay = await client.SendErpAsync(s_post, "/orders", FakeClient.Order("A-1"), "k1", TestContext.Current.CancellationToken);

        first.Status.ShouldBe(HttpStatusCode.Created);
        replay.StatusCode.ShouldBe(HttpStatusCode.Created);
        replay.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await replay.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain((string)first.Body["number"]!);
        systems.ReadLedger().Orders.ShouldBe([new("A-1", 1)]);
    }

    [Fact]
    public async Task The_same_key_with_another_payload_is_refused()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        await client.ErpAsync(s_post, "/orders", FakeClient.Order("A-1"), "k1");

        var (status, body) = await client.ErpAsync(s_post, "/orders", FakeClient.Order("A-2"), "k1");

        status.ShouldBe(HttpStatusCode.Conflict);
        ((string)body["code"]!).ShouldBe("idempotency-key-reused");
        systems.ReadLedger().Orders.ShouldBe([new("A-1", 1)]);
    }

    [Fact]
    public async Task A_key_is_forgotten_after_its_window_and_the_double_shows_in_the_ledger()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        await client.ErpAsync(s_post, "/orders", FakeClient.Order("A-1"), "k1");
        _time.Advance(TimeSpan.FromHours(24));

        await client.ErpAsync(s_post, "/orders", FakeClient.Order("A-1"), "k1");

        systems.ReadLedger().Orders.ShouldBe([new("A-1", 2)]);
        var found = await client.ErpAsync(HttpMethod.Get, "/orders?externalReference=A-1");
        found.Body["orders"]!.AsArray().Select(order => (string)order!["number"]!).ShouldBe(["SO-000001", "SO-000002"]);
    }

    [Fact]
    public async Task Revisions_amend_upwards_are_refused_downwards_and_double_when_equal()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        await client.ErpAsync(s_post, "/orders", FakeClient.Order("A-1", revision: 2));

        var amended = await client.ErpAsync(s_post, "/orders", FakeClient.Order("A-1", revision: 3, quantity: 4));
        amended.Status.ShouldBe(HttpStatusCode.OK);
        ((string)amended.Body["number"]!).ShouldBe("SO-000001");
        systems.ReadLedger().Orders.ShouldBe([new("A-1", 1)]);

        var stale = await client.ErpAsync(s_post, "/orders", FakeClient.Order("A-1", revision: 1));
        stale.Status.ShouldBe(HttpStatusCode.Conflict);
        ((string)stale.Body["code"]!).ShouldBe("stale-revision");

        await client.ErpAsync(s_post, "/orders", FakeClient.Order("A-1", revision: 3, quantity: 4));
        systems.ReadLedger().Orders.ShouldBe([new("A-1", 2)]);
    }

    [Fact]
    public async Task Problems_carry_a_code_and_a_pointer()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        await AssertProblem("""{"lines":[{"reference":"1","sku":"no-such","quantity":"1","unitPrice":"1","netAmount":"1"}]}""", "unknown-sku", "/lines/0/sku");
        await AssertProblem("""{"lines":[{"reference":"1","sku":"834444","quantity":"0","unitPrice":"1","netAmount":"1"}]}""", "bad-quantity", "/lines/0/quantity");
        await AssertProblem("""{"lines":[{"reference":"1","sku":"834444","quantity":3,"unitPrice":"1","netAmount":"1"}]}""", "bad-shape", "/lines/0/quantity");
        await AssertProblem("""{"lines":[{"reference":"1","quantity":"3","unitPrice":"1","netAmount":"1"}]}""", "missing", "/lines/0/sku");
        await AssertProblem("""{"lines":[]}""", "no-lines", "/lines");
        await AssertProblem("""{"currency":"XXX"}""", "unknown-currency", "/currency");
        await AssertProblem("""{"currency":"JPY"}""", "amount-precision", "/lines/0/netAmount");
        await AssertProblem("""{"totals":{"netAmount":"61.98","taxAmount":"11.39","grossAmount":"73.37"}}""", "totals-mismatch", "/totals/netAmount");
        await AssertProblem("""{"totals":{"netAmount":"61.97","taxAmount":"11.39","grossAmount":"73.37"}}""", "totals-mismatch", "/totals/grossAmount");
        systems.ReadLedger().Orders.ShouldBeEmpty();

        async Task AssertProblem(string changes, string code, string pointer)
        {
            var order = FakeClient.Order("A-1");
            foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(changes)!.AsObject())
            {
                order[name] = value!.DeepClone();
            }

            var (status, body) = await client.ErpAsync(s_post, "/orders", order);
            status.ShouldBe(HttpStatusCode.UnprocessableEntity, changes);
            ((string)body["code"]!, (string)body["pointer"]!).ShouldBe((code, pointer), changes);
        }
    }

    [Fact]
    public async Task Requests_without_token_or_key_are_refused()
    {
        await using var systems = await StartAsync();
        using var http = new HttpClient();

        (await http.GetAsync(new Uri(systems.ErpAddress, "items"), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        http.DefaultRequestHeaders.Authorization = new("Bearer", systems.Options.ErpToken);
        using var content = new StringContent(FakeClient.Order("A-1").ToJsonString());
        var refused = await http.PostAsync(new Uri(systems.ErpAddress, "orders"), content, TestContext.Current.CancellationToken);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("idempotency-key-missing");
    }

    [Fact]
    public async Task Invoices_of_partial_shipments_sum_to_the_order()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        await client.ErpAsync(s_post, "/orders", FakeClient.Order("A-1"));
        for (var i = 1; i <= 3; i++)
        {
            (await client.ErpAsync(s_post, "/shipments", FakeClient.Shipment($"SH-{i}", "A-1", quantity: 1))).Status.ShouldBe(HttpStatusCode.Created);
            (await client.ErpAsync(s_post, "/invoices", FakeClient.Invoice($"SH-{i}", "A-1"))).Status.ShouldBe(HttpStatusCode.Created);
        }

        // 18.99 each; tax 3.80, 3.79, 3.80 by cumulative rounding; shipping 5.00 with the first.
        var amounts = systems.ReadAmounts()["A-1"];
        amounts.Orders.Single().Amount.ShouldBe(73.36m);
        amounts.Invoices.Select(invoice => invoice.Amount).ShouldBe([27.79m, 22.78m, 22.79m]);
        amounts.Invoices.Sum(invoice => invoice.Amount).ShouldBe(73.36m);
    }

    [Fact]
    public async Task An_invoice_needs_its_order_and_its_shipment()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);

        var noOrder = await client.ErpAsync(s_post, "/invoices", FakeClient.Invoice("SH-1", "A-1"));
        await client.ErpAsync(s_post, "/orders", FakeClient.Order("A-1"));
        var noShipment = await client.ErpAsync(s_post, "/invoices", FakeClient.Invoice("SH-1", "A-1"));

        ((string)noOrder.Body["code"]!).ShouldBe("unknown-order");
        ((string)noShipment.Body["code"]!).ShouldBe("unknown-shipment");
        systems.ReadLedger().Invoices.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_order_feed_pages_by_change_and_shows_only_the_latest_version()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        for (var i = 1; i <= 5; i++)
        {
            await client.ErpAsync(s_post, "/orders", FakeClient.Order($"A-{i}"));
        }

        await client.ErpAsync(s_post, "/orders", FakeClient.Order("A-2", revision: 2));

        var (seen, cursor, more) = (new List<string>(), string.Empty, true);
        while (more)
        {
            var (_, page) = await client.ErpAsync(HttpMethod.Get, $"/orders?limit=2&changedSince={cursor}");
            seen.AddRange(page["orders"]!.AsArray().Select(row => (string)row!["order"]!["externalReference"]!));
            (cursor, more) = ((string)page["nextCursor"]!, (bool)page["hasMore"]!);
        }

        seen.ShouldBe(["A-1", "A-3", "A-4", "A-5", "A-2"]);
        (await client.ErpAsync(HttpMethod.Get, "/orders?changedSince=nonsense")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await client.ErpAsync(HttpMethod.Get, "/orders?limit=0&changedSince=")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private Task<FakeSystems> StartAsync() => FakeSystems.StartAsync(new FakeSystemsOptions { TimeProvider = _time }, TestContext.Current.CancellationToken);
}
