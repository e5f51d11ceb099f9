using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Crossdock.TestKit.Faults;

/// <summary>
/// A TCP proxy on loopback that fails the way networks do: before, in the middle of and behind a request and its answer. It knows no protocol, so it
/// stands in front of an HTTP system as well as a database. TLS passes through, unseen: then order faults without <see cref="ProxyFault.RequestContains"/>.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly string _host;
    private readonly int _port;
    private readonly ProxyScript _script;
    private readonly ConcurrentDictionary<ProxyConnection, Task> _connections = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _accepting = Task.CompletedTask;

    private FaultProxy(string host, int port, FaultProxyOptions options)
    {
        options.Validate();
        (_host, _port, Options, _script) = (host, port, options, new ProxyScript(options));
        _listener = new TcpListener(IPAddress.Loopback, options.Port);
    }

    /// <summary>The options in force.</summary>
    public FaultProxyOptions Options { get; }

    /// <summary>Where callers connect to instead of the target.</summary>
    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Connections that are open now.</summary>
    public int OpenConnections => _connections.Count;

    /// <summary>Exchanges so far.</summary>
    public long Exchanges => _script.Exchanges;

    /// <summary>Faults so far, per kind; a kind that never happened is absent.</summary>
    public IReadOnlyDictionary<ProxyFaultKind, long> Injected => _script.Injected;

    /// <summary>Starts listening.</summary>
    /// <param name="host">Name or address of the target.</param>
    /// <param name="port">Its port.</param>
    /// <param name="options">How to disturb; null only makes the faults it is ordered to make.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="SocketException">The port is taken.</exception>
    public static FaultProxy Start(string host, int port, FaultProxyOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        var proxy = new FaultProxy(host, port, options ?? new FaultProxyOptions());
        proxy._listener.Start();
        proxy._accepting = proxy.AcceptAsync();
        return proxy;
    }

    /// <summary>Starts listening in front of an HTTP system.</summary>
    /// <param name="target">An absolute address; only its host and port count.</param>
    /// <param name="options">How to disturb; null only makes the faults it is ordered to make.</param>
    public static FaultProxy Start(Uri target, FaultProxyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Start(target.Host, target.Port, options);
    }

    /// <summary>An address of the target as callers reach it through the proxy.</summary>
    public Uri Through(Uri target) => new UriBuilder(target) { Host = Endpoint.Address.ToString(), Port = Endpoint.Port }.Uri;

    /// <summary>Orders a fault for the next matching exchanges, ahead of the options' rate. Several are taken in their order.</summary>
    /// <exception cref="ArgumentException">The fault is not one kind, or lacks what its kind needs.</exception>
    public void Script(ProxyFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        fault.Validate();
        _script.Add(fault);
    }

    /// <summary>Forgets ordered faults that have not happened yet.</summary>
    public void ClearScript() => _script.Clear();

    /// <summary>Resets all connections that are open now.</summary>
    public void ResetAll()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Reset();
        }
    }

    /// <summary>Stops listening and resets what is open.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(false);
        ResetAll();
        await Task.WhenAll(_connections.Values).ConfigureAwait(false);
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var caller = await _listener.AcceptSocketAsync(_stopping.Token).ConfigureAwait(false);
                var connection = new ProxyConnection(caller, _script, Options.TimeProvider);
                var serving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _connections[connection] = serving.Task;
                _ = ServeAsync(connection, serving);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Stopped, or a caller that went before it was served.
            }
        }
    }

    private async Task ServeAsync(ProxyConnection connection, TaskCompletionSource served)
    {
        try
        {
            await connection.ServeAsync(_host, _port, _stopping.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // Either side went, or we stopped: both are what a proxy is for.
        }
        finally
        {
            connection.Dispose();
            _connections.TryRemove(connection, out _);
            served.SetResult();
        }
    }
}
