using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Crossdock.TestKit.Fakes;
using Crossdock.TestKit.Faults;

namespace Crossdock.TestKit.Tests;

/// <summary>A proxy in front of the fake ERP: what the caller sees of each fault, and whether the ERP did its work all the same.</summary>
public sealed class FaultProxyTests : IAsyncLifetime
{
    private FakeSystems _systems = null!;
    private FaultProxy _proxy = null!;
    private HttpClient _client = null!;
    private int _posted;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _systems = await FakeSystems.StartAsync(cancellationToken: Stop);
        _proxy = FaultProxy.Start(_systems.BaseAddress);
        _client = new HttpClient { BaseAddress = _proxy.Through(_systems.ErpAddress), Timeout = TimeSpan.FromSeconds(20) };
        _client.DefaultRequestHeaders.Add("Authorization", "Bearer fake-erp-token");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _proxy.DisposeAsync();
        await _systems.DisposeAsync();
    }

    [Fact]
    public async Task Without_orders_it_changes_nothing()
    {
        for (var i = 0; i < 3; i++)
        {
            using var answer = await PostAsync(Stop);
            answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        _systems.ReadLedger().Orders.Count.ShouldBe(3);
        _proxy.Exchanges.ShouldBe(3);
        _proxy.Injected.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ProxyFaultKind.ResetBeforeRequest, 0)]
    [InlineData(ProxyFaultKind.ResetMidRequest, 0)]
    [InlineData(ProxyFaultKind.ResetBeforeAnswer, 1)]
    [InlineData(ProxyFaultKind.ResetAfterHead, 1)]
    [InlineData(ProxyFaultKind.ResetMidAnswer, 1)]
    public async Task A_reset_is_an_error_and_the_work_is_done_or_not_as_the_kind_says(ProxyFaultKind kind, int orders)
    {
        _proxy.Script(new ProxyFault(kind));

        await Should.ThrowAsync<HttpRequestException>(() => PostAsync(Stop));

        await EventuallyAsync(() => _systems.ReadLedger().Orders.Count == orders);
        _proxy.Injected.ShouldBe([new(kind, 1)]);
        using var next = await PostAsync(Stop);
        next.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_connection_that_was_used_before_can_be_hit_too()
    {
        (await PostAsync(Stop)).Dispose();
        _proxy.Script(new ProxyFault(ProxyFaultKind.ResetBeforeAnswer));

        await Should.ThrowAsync<HttpRequestException>(() => PostAsync(Stop));
        _systems.ReadLedger().Orders.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Silence_leaves_the_caller_waiting_on_an_open_connection()
    {
        _proxy.Script(new ProxyFault(ProxyFaultKind.Silence));
        var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromMilliseconds(500));

        await Should.ThrowAsync<OperationCanceledException>(() => PostAsync(patience.Token));
        _systems.ReadLedger().Orders.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_drip_brings_the_whole_answer_slowly()
    {
        _proxy.Script(new ProxyFault(ProxyFaultKind.Drip) { Pace = TimeSpan.FromMilliseconds(1) });
        var watch = Stopwatch.StartNew();

        using var answer = await PostAsync(Stop);

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        watch.ElapsedMilliseconds.ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task An_answer_in_the_targets_place_hides_that_the_work_was_done()
    {
        _proxy.Script(ProxyFault.ReplaceBy(504, "<html><body>Gateway time-out</body></html>"));

        using var answer = await PostAsync(Stop);

        answer.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("Gateway");
        _systems.ReadLedger().Orders.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_fault_can_wait_for_a_certain_request()
    {
        _proxy.Script(new ProxyFault(ProxyFaultKind.ResetBeforeAnswer) { RequestContains = "POST /erp/invoices" });

        using var order = await PostAsync(Stop);
        order.StatusCode.ShouldBe(HttpStatusCode.Created);
        await Should.ThrowAsync<HttpRequestException>(() => _client.PostAsync("invoices", new StringContent("{}"), Stop));
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_faults()
    {
        var first = await OutcomesAsync(seed: 7);
        var second = await OutcomesAsync(seed: 7);

        first.ShouldBe(second);
        first.ShouldContain(true);
        first.ShouldContain(false);
        (await OutcomesAsync(seed: 8)).ShouldNotBe(first);
    }

    [Fact]
    public async Task Open_connections_can_be_reset_all_at_once()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_proxy.Endpoint, Stop);
        await EventuallyAsync(() => _proxy.OpenConnections == 1);

        _proxy.ResetAll();

        (await Should.ThrowAsync<SocketException>(() => socket.ReceiveAsync(new byte[1], Stop).AsTask())).SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
        await EventuallyAsync(() => _proxy.OpenConnections == 0);
    }

    [Fact]
    public void A_fault_that_says_too_little_is_refused()
    {
        Should.Throw<ArgumentException>(() => _proxy.Script(new ProxyFault(ProxyFaultKind.None))).Message.ShouldContain("ProxyFault.Kind");
        Should.Throw<ArgumentException>(() => _proxy.Script(new ProxyFault(ProxyFaultKind.Replace))).Message.ShouldContain("ProxyFault.Answer");
        Should.Throw<ArgumentException>(() => FaultProxy.Start("127.0.0.1", 1, new FaultProxyOptions { Rate = 2 })).Message.ShouldContain("FaultProxyOptions.Rate");
    }

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        for (var i = 0; i < 200 && !condition(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stop);
        }

        condition().ShouldBeTrue();
    }

    private async Task<List<bool>> OutcomesAsync(long seed)
    {
        await using var proxy = FaultProxy.Start(_systems.BaseAddress, new FaultProxyOptions { Rate = 0.5, Seed = seed, Pace = TimeSpan.Zero });
        using var client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });
        var outcomes = new List<bool>();
        for (var i = 0; i < 20; i++)
        {
            try
            {
                using var answer = await client.GetAsync(proxy.Through(new Uri(_systems.BaseAddress, "health")), Stop);
                outcomes.Add((await answer.Content.ReadAsStringAsync(Stop)).Length > 0);
            }
            catch (HttpRequestException)
            {
                outcomes.Add(false);
            }
        }

        return outcomes;
    }

    private async Task<HttpResponseMessage> PostAsync(CancellationToken cancellationToken)
    {
        var number = $"SO-{++_posted}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "orders")
        {
            Content = new StringContent(FakeClient.Order(number).ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", number);
        return await _client.SendAsync(request, cancellationToken);
    }
}
