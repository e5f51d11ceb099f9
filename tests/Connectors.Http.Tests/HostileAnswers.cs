using System.Diagnostics;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;

namespace Crossdock.Connectors.Http.Tests;

/// <summary>Faults 41 and 48 on the wire: an answer can neither fill the memory nor hold a call for ever, and no value of a document becomes a header.</summary>
public class HostileAnswers
{
    public static TheoryData<string> Encodings => new("gzip", "br", "deflate");

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_small_answer_that_unpacks_into_a_flood_stops_at_the_cap(string encoding)
    {
        var bomb = Bomb(encoding);
        bomb.Length.ShouldBeLessThan(4_000_000);
        await using var server = WireServer.Doing((socket, _, _) => SendAsync(socket, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: {encoding}\r\nContent-Length: {bomb.Length}\r\n\r\n", bomb));
        await using var remote = Remote.At(server.Address, options => (options.MaxResponseBytes, options.ReadRetries) = (64 * 1024, 0));
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var read = await remote.FailAsync(Remote.Read());

        read.Kind.ShouldBe(ErrorKind.Permanent);
        read.Message.ShouldContain("Crossdock:Connections:shop:Http:MaxResponseBytes");
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(64_000_000);
        (await remote.FailAsync(Remote.Write())).Kind.ShouldBe(ErrorKind.UnknownOutcome);
    }

    [Fact]
    public async Task An_answer_without_an_end_stops_at_the_cap()
    {
        await using var server = WireServer.Doing(async (socket, _, stop) =>
        {
            await WireServer.SendAsync(socket, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            var chunk = Encoding.ASCII.GetBytes("1000\r\n" + new string(' ', 4096) + "\r\n");
            while (!stop.IsCancellationRequested)
            {
                await socket.SendAsync(chunk, stop);
            }
        });
        await using var remote = Remote.At(server.Address, options => (options.MaxResponseBytes, options.ReadRetries) = (64 * 1024, 0));

        (await remote.FailAsync(Remote.Read())).RemoteCode.ShouldBe("too large");
    }

    [Fact]
    public async Task Headers_without_an_end_stop()
    {
        await using var server = WireServer.Doing(async (socket, _, stop) =>
        {
            await WireServer.SendAsync(socket, "HTTP/1.1 200 OK\r\n");
            for (var number = 0; !stop.IsCancellationRequested; number++)
            {
                await WireServer.SendAsync(socket, $"X-{number}: {new string('x', 1000)}\r\n");
            }
        });
        await using var remote = Remote.At(server.Address, options => options.ReadRetries = 0);
        var watch = Stopwatch.StartNew();

        (await remote.FailAsync(Remote.Write())).Kind.ShouldBe(ErrorKind.UnknownOutcome);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_remote_that_takes_the_upload_slowly_does_not_outlive_the_time_out()
    {
        // It accepts and reads nothing; the buffers of loopback are smaller than the body.
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}/");
        await using var remote = Remote.At(address, options => (options.Timeout, options.ReadRetries) = (TimeSpan.FromSeconds(1), 0));
        var watch = Stopwatch.StartNew();

        var error = await remote.FailAsync(Remote.Write() with { Body = new byte[32 * 1024 * 1024] });

        error.Kind.ShouldBe(ErrorKind.UnknownOutcome);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("X-Evil: 1\r\nX-Other")]
    [InlineData("X Evil")]
    [InlineData("X-Ev\u00EFl")]
    [InlineData("")]
    public async Task A_header_name_that_cannot_be_carried_is_refused_before_sending(string name)
    {
        await using var server = WireServer.Answering(WireServer.Json(200, "{}"));
        await using var remote = Remote.At(server.Address);

        (await remote.FailAsync(Remote.Write() with { Headers = [new(name, "1")] })).Kind.ShouldBe(ErrorKind.Permanent);

        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("orders/1\r\nX-Evil: 1")]
    [InlineData("orders?x=1 HTTP/1.1\r\nX-Evil: 1\r\n\r\n")]
    public async Task A_path_with_a_line_break_adds_no_header(string path)
    {
        await using var server = WireServer.Answering(WireServer.Json(200, "{}"));
        await using var remote = Remote.At(server.Address);

        await remote.SendAsync(Remote.Read(path));

        server.Requests.Single().Split("\r\n").ShouldNotContain(line => line.StartsWith("X-Evil", StringComparison.Ordinal));
    }

    private static async Task SendAsync(Socket socket, string head, byte[] body)
    {
        await WireServer.SendAsync(socket, head);
        await socket.SendAsync(body);
    }

    /// <summary>256 MiB of spaces, packed without ever being in memory.</summary>
    private static byte[] Bomb(string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream pack = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            var part = new byte[1024 * 1024];
            part.AsSpan().Fill((byte)' ');
            for (var count = 0; count < 256; count++)
            {
                pack.Write(part);
            }
        }

        return packed.ToArray();
    }
}
