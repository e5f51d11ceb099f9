using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Crossdock.TestKit.Fakes;

namespace Crossdock.TestKit.Tests;

/// <summary>Each kind of fault as a client meets it, and whether the write was stored.</summary>
public sealed class FaultWireTests
{
    [Theory]
    [InlineData(FaultKind.ErrorBeforeCommit, 0)]
    [InlineData(FaultKind.ErrorAfterCommit, 1)]
    public async Task An_error_status_says_nothing_of_what_was_stored(FaultKind kind, int stored)
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        systems.Faults.Script(new ScriptedFault(FaultTarget.ErpWrite, kind) { Status = 504 });

        using var response = await PostOrderAsync(client);

        response.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        AssertStored(systems, kind, stored);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("-1")]
    [InlineData("1000000000")]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT")]
    public async Task A_throttled_request_is_not_stored_and_carries_the_scripted_header(string retryAfter)
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        systems.Faults.Script(new ScriptedFault(FaultTarget.ErpWrite, FaultKind.Throttled) { RetryAfter = retryAfter });

        using var response = await PostOrderAsync(client);

        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        response.Headers.NonValidated["Retry-After"].ToString().ShouldBe(retryAfter);
        AssertStored(systems, FaultKind.Throttled, 0);
    }

    [Fact]
    public async Task A_time_out_after_commit_leaves_the_document_in_the_ledger()
    {
        await using var systems = await StartAsync(TimeSpan.FromMinutes(1));
        using var client = new FakeClient(systems);
        systems.Faults.Script(new ScriptedFault(FaultTarget.ErpWrite, FaultKind.TimeoutAfterCommit));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var pending = client.SendErpAsync(HttpMethod.Post, "/orders", FakeClient.Order("A-1"), "k1", patience.Token);
        while (systems.ReadLedger().Orders.Count == 0)
        {
            pending.IsCompleted.ShouldBeFalse();
            await Task.Yield();
        }

        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => pending);
        AssertStored(systems, FaultKind.TimeoutAfterCommit, 1);

        // The answer can still be had under the same key.
        using var replay = await PostOrderAsync(client);
        replay.StatusCode.ShouldBe(HttpStatusCode.Created);
        systems.ReadLedger().Orders.ShouldBe([new("A-1", 1)]);
    }

    [Fact]
    public async Task A_held_answer_ends_in_a_reset_when_nobody_gives_up()
    {
        await using var systems = await StartAsync(TimeSpan.FromMilliseconds(20));
        using var client = new FakeClient(systems);
        systems.Faults.Script(new ScriptedFault(FaultTarget.ErpWrite, FaultKind.TimeoutAfterCommit));

        await Should.ThrowAsync<HttpRequestException>(() => PostOrderAsync(client));
        AssertStored(systems, FaultKind.TimeoutAfterCommit, 1);
    }

    [Theory]
    [InlineData(FaultKind.ResetBeforeCommit, 0)]
    [InlineData(FaultKind.ResetAfterCommit, 1)]
    public async Task A_reset_comes_before_the_first_byte(FaultKind kind, int stored)
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        systems.Faults.Script(new ScriptedFault(FaultTarget.ErpWrite, kind));

        var exception = await Should.ThrowAsync<HttpRequestException>(() => PostOrderAsync(client));

        exception.GetBaseException().ShouldBeOfType<SocketException>().SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
        AssertStored(systems, kind, stored);
    }

    [Fact]
    public async Task A_reset_in_the_body_comes_after_a_good_status()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        systems.Faults.Script(new ScriptedFault(FaultTarget.ErpWrite, FaultKind.ResetMidBody));

        // RST may overtake the bytes before it, so either the headers arrive or the request fails; never a whole body.
        await Should.ThrowAsync<Exception>(async () =>
        {
            using var response = await PostOrderAsync(client);
            response.StatusCode.ShouldBe(HttpStatusCode.Created);
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        });
        AssertStored(systems, FaultKind.ResetMidBody, 1);
    }

    [Fact]
    public async Task Truncated_json_is_good_http()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        systems.Faults.Script(new ScriptedFault(FaultTarget.ErpWrite, FaultKind.TruncatedJson));

        using var response = await PostOrderAsync(client);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        body.ShouldStartWith("{\"number\":\"SO-000001\"");
        Should.Throw<JsonException>(() => JsonDocument.Parse(body));
        AssertStored(systems, FaultKind.TruncatedJson, 1);
    }

    [Fact]
    public async Task An_html_page_is_200_and_stores_nothing()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        systems.Faults.Script(new ScriptedFault(FaultTarget.ErpWrite, FaultKind.HtmlPage));

        using var response = await PostOrderAsync(client);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        AssertStored(systems, FaultKind.HtmlPage, 0);
    }

    [Fact]
    public async Task Latency_changes_nothing_but_the_time()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        systems.Faults.Script(new ScriptedFault(FaultTarget.ErpWrite, FaultKind.Latency));

        using var response = await PostOrderAsync(client);

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        AssertStored(systems, FaultKind.Latency, 1);
    }

    [Fact]
    public async Task Duplicated_and_reordered_pages_hold_the_same_rows_and_the_same_cursor()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        for (var i = 0; i < 8; i++)
        {
            await client.WarehouseAsync(HttpMethod.Post, "/fulfilment-requests", FakeClient.FulfilmentRequest($"R-{i}", $"A-{i}"));
        }

        var first = await Page("/shipments?limit=4");
        var clean = await Page($"/shipments?limit=4&after={first.Cursor}");
        systems.Faults.Script(new ScriptedFault(FaultTarget.WarehouseRead, FaultKind.DuplicatedEvents));
        systems.Faults.Script(new ScriptedFault(FaultTarget.WarehouseRead, FaultKind.ReorderedEvents));
        var duplicated = await Page($"/shipments?limit=4&after={first.Cursor}");
        var reordered = await Page($"/shipments?limit=4&after={first.Cursor}");

        duplicated.Rows.Take(2).ShouldBe(first.Rows.TakeLast(2), "rows of the page before come again");
        duplicated.Rows.Skip(2).Distinct().ShouldBe(clean.Rows);
        duplicated.Rows.Count.ShouldBeGreaterThan(clean.Rows.Count + 2);
        reordered.Rows.ShouldNotBe(clean.Rows);
        reordered.Rows.Order().ShouldBe(clean.Rows);
        (duplicated.Cursor, reordered.Cursor).ShouldBe((clean.Cursor, clean.Cursor));

        async Task<(List<string> Rows, string Cursor)> Page(string path)
        {
            var (_, body) = await client.WarehouseAsync(HttpMethod.Get, path);
            return ([.. body["shipments"]!.AsArray().Select(row => (string)row!["number"]!)], (string)body["nextCursor"]!);
        }
    }

    [Fact]
    public async Task Mutations_of_the_shop_are_writes_and_scripts_can_match_their_text()
    {
        await using var systems = await StartAsync();
        using var client = new FakeClient(systems);
        systems.PlaceCapturedOrders();
        systems.Faults.Script(new ScriptedFault(FaultTarget.ShopWrite, FaultKind.ErrorAfterCommit) { BodyContains = "addNoteToOrder", Status = 500 });

        await client.DataAsync("{ orders { totalItems } }");
        var (status, _) = await client.GraphAsync("""mutation { addNoteToOrder(input:{id:"1", note:"x", isPublic:true}) { id } }""");

        status.ShouldBe(HttpStatusCode.InternalServerError);
        systems.ReadLedger().ShopNotes.Values.ShouldBe([1]);
    }

    private static Task<FakeSystems> StartAsync(TimeSpan? hold = null) => FakeSystems.StartAsync(
        new FakeSystemsOptions { Faults = new FaultPlan { Hold = hold ?? TimeSpan.FromSeconds(10) } },
        TestContext.Current.CancellationToken);

    private static Task<HttpResponseMessage> PostOrderAsync(FakeClient client) =>
        client.SendErpAsync(HttpMethod.Post, "/orders", FakeClient.Order("A-1"), "k1", TestContext.Current.CancellationToken);

    private static void AssertStored(FakeSystems systems, FaultKind kind, int stored)
    {
        systems.ReadLedger().Orders.GetValueOrDefault("A-1").ShouldBe(stored);
        systems.Faults.Counts.ByKind.ShouldBe([new(kind, 1)]);
        systems.Faults.Counts.ByTarget.ShouldBe([new(FaultTarget.ErpWrite, 1)]);
    }
}
