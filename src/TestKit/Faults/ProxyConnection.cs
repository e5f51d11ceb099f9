using System.Net.Sockets;

namespace Crossdock.TestKit.Faults;

/// <summary>
/// One caller's connection and ours to the target. Bytes of the caller that come after bytes of the target begin a new exchange, which is right for
/// protocols that answer one request after the other on a connection.
/// </summary>
internal sealed class ProxyConnection(Socket caller, ProxyScript script, TimeProvider time) : IDisposable
{
    private const int MaxRequestKept = 64 * 1024;
    private readonly Socket _target = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly List<byte> _request = [];
    private readonly List<byte> _head = [];
    private volatile ProxyFault? _fault;
    private volatile bool _hasAnswered = true;
    private bool _isHeadPassed;

    public async Task ServeAsync(string host, int port, CancellationToken stopping)
    {
        caller.NoDelay = true;
        await _target.ConnectAsync(host, port, stopping).ConfigureAwait(false);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var requests = PassRequestsAsync(either.Token);
        var answers = PassAnswersAsync(either.Token);
        try
        {
            await (await Task.WhenAny(requests, answers).ConfigureAwait(false)).ConfigureAwait(false);
            if (requests.IsCompleted && !answers.IsCompleted)
            {
                await answers.ConfigureAwait(false); // the caller has said all it wants to say; the answer may still come
            }
        }
        finally
        {
            await either.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(requests, answers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Both sides see RST instead of an orderly end.</summary>
    public void Reset()
    {
        ResetSocket(caller);
        ResetSocket(_target);
    }

    public void Dispose()
    {
        caller.Dispose();
        _target.Dispose();
    }

    private static void ResetSocket(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Gone already.
        }
    }

    private async Task PassRequestsAsync(CancellationToken stopping)
    {
        var buffer = new byte[16 * 1024];
        while (await caller.ReceiveAsync(buffer, stopping).ConfigureAwait(false) is > 0 and var count)
        {
            Note(buffer.AsSpan(0, count));
            switch (_fault?.Kind)
            {
                case ProxyFaultKind.ResetBeforeRequest:
                    Reset();
                    return;
                case ProxyFaultKind.ResetMidRequest:
                    await SendAsync(_target, buffer.AsMemory(0, count / 2), stopping).ConfigureAwait(false);
                    Reset();
                    return;
            }

            await SendAsync(_target, buffer.AsMemory(0, count), stopping).ConfigureAwait(false);
        }

        _target.Shutdown(SocketShutdown.Send);
    }

    private void Note(ReadOnlySpan<byte> bytes)
    {
        if (_hasAnswered)
        {
            _hasAnswered = false;
            _isHeadPassed = false;
            _head.Clear();
            _request.Clear();
            _fault = script.Begin();
        }

        if (_request.Count < MaxRequestKept)
        {
            _request.AddRange(bytes);
        }

        _fault ??= script.Match(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_request));
    }

    private async Task PassAnswersAsync(CancellationToken stopping)
    {
        var buffer = new byte[16 * 1024];
        while (await _target.ReceiveAsync(buffer, stopping).ConfigureAwait(false) is > 0 and var count)
        {
            _hasAnswered = true;
            if (!await PassAnswerAsync(buffer.AsMemory(0, count), stopping).ConfigureAwait(false))
            {
                return;
            }
        }

        caller.Shutdown(SocketShutdown.Send);
    }

    /// <returns>False when the connection is over.</returns>
    private async Task<bool> PassAnswerAsync(ReadOnlyMemory<byte> bytes, CancellationToken stopping)
    {
        var fault = _fault;
        switch (fault?.Kind)
        {
            case ProxyFaultKind.ResetBeforeAnswer:
                Reset();
                return false;
            case ProxyFaultKind.ResetAfterHead or ProxyFaultKind.ResetMidAnswer:
                return await PassPartAsync(bytes, fault.Kind == ProxyFaultKind.ResetMidAnswer, stopping).ConfigureAwait(false);
            case ProxyFaultKind.Silence:
                return true;
            case ProxyFaultKind.Drip:
                for (var i = 0; i < bytes.Length; i++)
                {
                    await Task.Delay(fault.Pace, time, stopping).ConfigureAwait(false);
                    await SendAsync(caller, bytes.Slice(i, 1), stopping).ConfigureAwait(false);
                }

                return true;
            case ProxyFaultKind.Delay:
                _fault = null; // once per answer, not once per packet
                await Task.Delay(fault.Pace, time, stopping).ConfigureAwait(false);
                break;
            case ProxyFaultKind.Replace:
                await SendAsync(caller, fault.Answer, stopping).ConfigureAwait(false);
                caller.Shutdown(SocketShutdown.Send);
                return false;
        }

        await SendAsync(caller, bytes, stopping).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> PassPartAsync(ReadOnlyMemory<byte> bytes, bool withHalfOfBody, CancellationToken stopping)
    {
        var body = bytes;
        if (!_isHeadPassed)
        {
            var known = _head.Count;
            _head.AddRange(bytes.Span);
            var end = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_head).IndexOf("\r\n\r\n"u8);
            var isHttp = _head is [(byte)'H', (byte)'T', ..];
            if (isHttp && end < 0)
            {
                await SendAsync(caller, bytes, stopping).ConfigureAwait(false);
                return true;
            }

            var headLength = isHttp ? end + 4 - known : Math.Min(1, bytes.Length);
            await SendAsync(caller, bytes[..headLength], stopping).ConfigureAwait(false);
            _isHeadPassed = true;
            body = bytes[headLength..];
            if (withHalfOfBody && body.IsEmpty)
            {
                return true; // the body comes in a packet of its own
            }
        }

        if (withHalfOfBody)
        {
            await SendAsync(caller, body[..(body.Length / 2)], stopping).ConfigureAwait(false);
        }

        Reset();
        return false;
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken stopping)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, stopping).ConfigureAwait(false)..];
        }
    }
}
