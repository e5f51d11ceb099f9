using System.Net.Http;

namespace Crossdock.TestKit.Conformance;

/// <summary>The wire between a connector and its remote: it notes what is sent, and fails when told to.</summary>
/// <param name="isWrite">Whether a request, with its body, may change something at the remote.</param>
public sealed class RemoteWire(Func<HttpRequestMessage, string, bool> isWrite)
{
    private readonly Lock _lock = new();
    private readonly List<WireExchange> _exchanges = [];
    private readonly List<WireFault> _faults = [];

    /// <summary>What was sent, in order.</summary>
    public IReadOnlyList<WireExchange> Exchanges
    {
        get
        {
            lock (_lock)
            {
                return [.. _exchanges];
            }
        }
    }

    /// <summary>Exchanges that a fault has hit.</summary>
    public int Injected { get; private set; }

    /// <summary>Lets the next exchange of the fault's class fail.</summary>
    public void Fail(WireFault fault)
    {
        lock (_lock)
        {
            _faults.Add(fault);
        }
    }

    /// <summary>Takes back what has not hit yet.</summary>
    public void Heal()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    /// <summary>A handler for an <see cref="HttpClient"/>.</summary>
    /// <param name="remote">A remote inside this process; null for the handler's own inner one.</param>
    public DelegatingHandler CreateHandler(HttpMessageHandler? remote = null) => new WireHandler(this, remote);

    internal WireFault? Note(HttpRequestMessage request, string body)
    {
        var write = isWrite(request, body);
        lock (_lock)
        {
            _exchanges.Add(new WireExchange(request.Method.Method, request.RequestUri?.PathAndQuery ?? "", body, write));
            var index = _faults.FindIndex(fault => fault.Writes is null || fault.Writes == write);
            if (index < 0)
            {
                return null;
            }

            var fault = _faults[index];
            if (fault.After > 0)
            {
                _faults[index] = fault with { After = fault.After - 1 };
                return null;
            }

            Injected++;
            if (fault.Times <= 1)
            {
                _faults.RemoveAt(index);
            }
            else
            {
                _faults[index] = fault with { Times = fault.Times - 1 };
            }

            return fault;
        }
    }
}
