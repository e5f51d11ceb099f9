using System.Net;
using System.Net.Sockets;

namespace Crossdock.Connectors.Http.Tests;

/// <summary>Each way a call can end on the wire, for safe and unsafe calls.</summary>
public class WireFailures
{
    [Theory]
    [InlineData(429, ErrorKind.Throttled, ErrorKind.Throttled)]
    [InlineData(401, ErrorKind.Auth, ErrorKind.Auth)]
    [InlineData(403, ErrorKind.Auth, ErrorKind.Auth)]
    [InlineData(404, ErrorKind.NotFound, ErrorKind.NotFound)]
    [InlineData(410, ErrorKind.NotFound, ErrorKind.NotFound)]
    [InlineData(409, ErrorKind.Conflict, ErrorKind.Conflict)]
    [InlineData(412, ErrorKind.Conflict, ErrorKind.Conflict)]
    [InlineData(400, ErrorKind.Validation, ErrorKind.Validation)]
    [InlineData(422, ErrorKind.Validation, ErrorKind.Validation)]
    [InlineData(405, ErrorKind.Permanent, ErrorKind.Permanent)]
    [InlineData(301, ErrorKind.Permanent, ErrorKind.Permanent)]
    [InlineData(303, ErrorKind.Permanent, ErrorKind.UnknownOutcome)]
    [InlineData(408, ErrorKind.Transient, ErrorKind.UnknownOutcome)]
    [InlineData(500, ErrorKind.Transient, ErrorKind.UnknownOutcome)]
    [InlineData(502, ErrorKind.Transient, ErrorKind.UnknownOutcome)]
    [InlineData(503, ErrorKind.Transient, ErrorKind.UnknownOutcome)]
    [InlineData(504, ErrorKind.Transient, ErrorKind.UnknownOutcome)]
    public async Task A_status_maps_to_one_kind(int status, ErrorKind safe, ErrorKind @unsafe)
    {
        await using var server = WireServer.Answering(WireServer.Json(status, "{}"));
        await using var remote = Remote.At(server.Address);

        var read = await remote.FailAsync(Remote.Read());
        var write = await remote.FailAsync(Remote.Write());

        read.Kind.ShouldBe(safe);
        write.Kind.ShouldBe(@unsafe);
        write.RemoteCode.ShouldBe($"HTTP {status}");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 40\r\n\r\n{\"data\":")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"data\":\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\nConnection: close\r\n\r\n{\"data\":")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<html></html>")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Len")]
    [InlineData("not http at all\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 8\r\n\r\nnot gzip")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 12\r\n\r\n<not brotli>")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: 11\r\n\r\nnot deflate")]
    public async Task An_answer_that_cannot_be_read_leaves_an_unsafe_call_in_doubt(string answer)
    {
        await using var server = WireServer.Answering(answer);
        await using var remote = Remote.At(server.Address);

        (await remote.FailAsync(Remote.Write())).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        (await remote.FailAsync(Remote.Read())).Kind.ShouldBe(ErrorKind.Transient);
    }

    [Fact]
    public async Task A_reset_after_the_request_leaves_an_unsafe_call_in_doubt()
    {
        await using var server = WireServer.Doing((socket, _, _) =>
        {
            WireServer.Reset(socket);
            return Task.CompletedTask;
        });
        await using var remote = Remote.At(server.Address);

        (await remote.FailAsync(Remote.Write())).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        server.Requests.Count.ShouldBe(1);
        (await remote.FailAsync(Remote.Read())).Kind.ShouldBe(ErrorKind.Transient);
    }

    [Fact]
    public async Task A_reset_in_the_middle_of_the_answer_leaves_an_unsafe_call_in_doubt()
    {
        await using var server = WireServer.Doing(async (socket, _, stop) =>
        {
            await WireServer.SendAsync(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
            WireServer.Reset(socket);
        });
        await using var remote = Remote.At(server.Address);

        (await remote.FailAsync(Remote.Write())).Kind.ShouldBe(ErrorKind.UnknownOutcome);
    }

    [Fact]
    public async Task Silence_ends_at_the_time_out_and_leaves_an_unsafe_call_in_doubt()
    {
        await using var server = WireServer.Doing((_, _, stop) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
        await using var remote = Remote.At(server.Address, options => (options.Timeout, options.ReadRetries) = (TimeSpan.FromSeconds(1), 0));

        var errors = await Task.WhenAll(remote.FailAsync(Remote.Write()), remote.FailAsync(Remote.Read()));

        errors[0].Kind.ShouldBe(ErrorKind.UnknownOutcome);
        errors[0].Message.ShouldContain("Crossdock:Connections:shop:Http:Timeout");
        errors[1].Kind.ShouldBe(ErrorKind.Transient);
    }

    [Fact]
    public async Task One_byte_at_a_time_does_not_outlive_the_time_out()
    {
        await using var server = WireServer.Doing(async (socket, _, stop) =>
        {
            await WireServer.SendAsync(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while (true)
            {
                await WireServer.SendAsync(socket, " ");
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, stop);
            }
        });
        await using var remote = Remote.At(server.Address, options => options.Timeout = TimeSpan.FromSeconds(1));

        (await remote.FailAsync(Remote.Write())).Kind.ShouldBe(ErrorKind.UnknownOutcome);
    }

    [Fact]
    public async Task A_refused_connection_was_never_sent()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)closed.LocalEndpoint).Port}/");
        closed.Stop();
        await using var remote = Remote.At(address);

        var error = await remote.FailAsync(Remote.Write());

        error.Kind.ShouldBe(ErrorKind.Transient);
        error.RemoteCode.ShouldBe("ConnectionRefused");
    }

    [Fact]
    public async Task An_unknown_host_was_never_sent()
    {
        await using var remote = Remote.At(new Uri("https://shop.invalid/"), options => options.ReadRetries = 0);

        (await remote.FailAsync(Remote.Write())).Kind.ShouldBe(ErrorKind.Transient);
    }

    [Fact]
    public async Task An_answer_over_the_cap_is_refused()
    {
        await using var server = WireServer.Answering(WireServer.Json(200, "\"" + new string('x', 5000) + "\""));
        await using var remote = Remote.At(server.Address, options => options.MaxResponseBytes = 2048);

        var read = await remote.FailAsync(Remote.Read());
        read.Kind.ShouldBe(ErrorKind.Permanent);
        read.Message.ShouldContain("Crossdock:Connections:shop:Http:MaxResponseBytes");
        (await remote.FailAsync(Remote.Write())).Kind.ShouldBe(ErrorKind.UnknownOutcome);
    }

    [Fact]
    public async Task A_503_to_an_unsafe_call_is_transient_only_where_the_remote_promises_so()
    {
        await using var server = WireServer.Answering(WireServer.Json(503, "{}", "Retry-After: 7\r\n"));
        await using var remote = Remote.At(server.Address);

        (await remote.FailAsync(Remote.Write())).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        var promised = await remote.FailAsync(Remote.Write() with { ServiceUnavailableMeansNotDone = true });
        promised.Kind.ShouldBe(ErrorKind.Transient);
        promised.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task What_the_reader_throws_decides_when_it_is_a_connector_exception()
    {
        await using var server = WireServer.Answering(WireServer.Json(200, "{}"));
        await using var remote = Remote.At(server.Address);

        var exception = await Should.ThrowAsync<ConnectorException>(() => remote.Client.SendAsync<string>(
            Remote.Write(), _ => throw new ConnectorException(ErrorKind.Conflict, "told so"), TestContext.Current.CancellationToken));

        exception.Kind.ShouldBe(ErrorKind.Conflict);
    }

    [Fact]
    public async Task An_answer_the_connector_wants_to_read_itself_is_handed_over()
    {
        await using var server = WireServer.Answering(WireServer.Json(400, "{\"errors\":[]}"));
        await using var remote = Remote.At(server.Address);

        (await remote.SendAsync(Remote.Write() with { AnswersToRead = [HttpStatusCode.BadRequest] })).ShouldBe("{\"errors\":[]}");
    }

    [Fact]
    public async Task The_callers_cancellation_passes_as_it_is()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = WireServer.Doing((_, _, _) => cancel.CancelAsync());
        await using var remote = Remote.At(server.Address);

        await Should.ThrowAsync<OperationCanceledException>(() => remote.Client.SendAsync(Remote.Write(), _ => "", cancel.Token));
    }
}
