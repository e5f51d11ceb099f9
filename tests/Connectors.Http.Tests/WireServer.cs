using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Crossdock.Connectors.Http.Tests;

/// <summary>A remote on loopback that misbehaves byte by byte. It reads each request whole, then does what the test says.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Socket, int, CancellationToken, Task> _answer;
    private readonly Task _loop;

    private WireServer(Func<Socket, int, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/admin-api");

    /// <summary>Every request as text, headers and body.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Answers every request alike.</summary>
    public static WireServer Answering(string response) => new(async (socket, _, _) => await SendAsync(socket, response));

    /// <summary>Answers the first request with the first text and so on; the last one repeats.</summary>
    public static WireServer Answering(params string[] responses) =>
        new(async (socket, number, _) => await SendAsync(socket, responses[Math.Min(number, responses.Length) - 1]));

    /// <summary>Does anything with the socket; the number counts requests from 1.</summary>
    public static WireServer Doing(Func<Socket, int, CancellationToken, Task> answer) => new(answer);

    public static string Json(int status, string body, string headers = "") =>
        $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    public static async Task SendAsync(Socket socket, string text) => await socket.SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Closes with RST instead of FIN.</summary>
    public static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                open.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped while waiting.
        }

        await Task.WhenAll(open);
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        using (_stop.Token.Register(socket.Close))
        {
            try
            {
                var request = await ReadRequestAsync(socket);
                if (request.Length > 0)
                {
                    Requests.Enqueue(request);
                    await _answer(socket, Requests.Count, _stop.Token);
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The client or the end of the test closed it.
            }
        }
    }

    private static async Task<string> ReadRequestAsync(Socket socket)
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var count = await socket.ReceiveAsync(buffer);
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
            var all = text.ToString();
            var end = all.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var isTls = all.StartsWith('\x16');
            if (count == 0 || isTls || (end >= 0 && Encoding.UTF8.GetByteCount(all[(end + 4)..]) >= ContentLength(all)))
            {
                return all;
            }
        }
    }

    private static int ContentLength(string request)
    {
        const string Name = "Content-Length: ";
        var start = request.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? 0 : int.Parse(request.AsSpan(start + Name.Length, request.IndexOf('\r', start) - start - Name.Length), System.Globalization.CultureInfo.InvariantCulture);
    }
}
