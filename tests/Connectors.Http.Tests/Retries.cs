using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace Crossdock.Connectors.Http.Tests;

/// <summary>Safe calls are tried again a few times; unsafe ones never, whatever the host does.</summary>
public class Retries
{
    private static readonly string s_down = WireServer.Json(503, "{}");
    private static readonly string s_up = WireServer.Json(200, "{}");

    [Fact]
    public async Task A_safe_call_is_tried_again_until_it_works()
    {
        await using var server = WireServer.Answering(s_down, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", s_up);
        await using var remote = Remote.At(server.Address);

        (await remote.SendAsync(Remote.Read())).ShouldBe("{}");
        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_safe_call_is_tried_a_bounded_number_of_times()
    {
        await using var server = WireServer.Answering(s_down);
        await using var remote = Remote.At(server.Address);

        (await remote.FailAsync(Remote.Read())).Kind.ShouldBe(ErrorKind.Transient);
        server.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task An_unsafe_call_is_sent_once(string method)
    {
        await using var server = WireServer.Answering(s_down, s_up);
        await using var remote = Remote.At(server.Address);

        (await remote.FailAsync(Remote.Write() with { Method = new HttpMethod(method) })).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_is_not_tried_again()
    {
        await using var server = WireServer.Answering(WireServer.Json(404, "{}"));
        await using var remote = Remote.At(server.Address);

        await remote.FailAsync(Remote.Read());
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_safe_call_does_not_wait_longer_than_it_may()
    {
        await using var server = WireServer.Answering(WireServer.Json(429, "{}", "Retry-After: 30\r\n"));
        await using var remote = Remote.At(server.Address);

        (await remote.FailAsync(Remote.Read())).RetryAfter.ShouldBe(TimeSpan.FromSeconds(30));
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_resilience_handler_of_the_host_does_not_stack_on_ours()
    {
        await using var server = WireServer.Answering(s_down);
        await using var remote = Remote.At(server.Address, host: services =>
            services.ConfigureHttpClientDefaults(client => client.AddStandardResilienceHandler()));

        await remote.FailAsync(Remote.Write());
        server.Requests.Count.ShouldBe(1);
        await remote.FailAsync(Remote.Read());
        server.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_handler_of_the_host_that_sends_twice_cannot_send_an_unsafe_body_twice()
    {
        await using var server = WireServer.Answering(s_down);
        await using var remote = Remote.At(server.Address, host: services =>
            services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(() => new SendTwice())));

        (await remote.FailAsync(Remote.Write())).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        server.Requests.Count(request => request.EndsWith("{\"query\":\"{}\"}", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_handler_of_the_host_that_fails_to_connect_again_does_not_make_a_sent_call_unsent()
    {
        await using var server = WireServer.Answering(s_down);
        await using var remote = Remote.At(server.Address, host: services =>
            services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(() => new FailAfterSending())));

        (await remote.FailAsync(Remote.Write())).Kind.ShouldBe(ErrorKind.UnknownOutcome);
    }

    [Fact]
    public async Task No_more_calls_than_allowed_run_at_once()
    {
        var (running, most) = (0, new ConcurrentBag<int>());
        await using var server = WireServer.Doing(async (socket, _, stop) =>
        {
            most.Add(Interlocked.Increment(ref running));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, stop);
            Interlocked.Decrement(ref running);
            await WireServer.SendAsync(socket, s_up);
        });
        await using var remote = Remote.At(server.Address, options => options.MaxConcurrency = 2);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => remote.SendAsync(Remote.Write())));

        most.Max().ShouldBe(2);
        server.Requests.Count.ShouldBe(12);
    }

    private sealed class FailAfterSending : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (await base.SendAsync(request, cancellationToken)).Dispose();
            throw new HttpRequestException(HttpRequestError.ConnectionError);
        }
    }

    private sealed class SendTwice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (await base.SendAsync(request, cancellationToken)).Dispose();
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
