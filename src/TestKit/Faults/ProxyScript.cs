using Crossdock.TestKit.Fakes;

namespace Crossdock.TestKit.Faults;

/// <summary>Decides what happens to each exchange: what was ordered first, then what rate and seed say.</summary>
internal sealed class ProxyScript(FaultProxyOptions options)
{
    private readonly Lock _lock = new();
    private readonly List<(ProxyFault Fault, int Left)> _ordered = [];
    private readonly Dictionary<ProxyFaultKind, long> _injected = [];
    private readonly ProxyFaultKind[] _kinds =
        [.. Enum.GetValues<ProxyFaultKind>().Where(kind => kind is not (ProxyFaultKind.None or ProxyFaultKind.Replace) && options.Kinds.HasFlag(kind))];

    public long Exchanges { get; private set; }

    public IReadOnlyDictionary<ProxyFaultKind, long> Injected
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<ProxyFaultKind, long>(_injected);
            }
        }
    }

    public void Add(ProxyFault fault)
    {
        lock (_lock)
        {
            _ordered.Add((fault, fault.Times));
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _ordered.Clear();
        }
    }

    /// <summary>An exchange begins: what the rate says of it, if anything.</summary>
    public ProxyFault? Begin()
    {
        lock (_lock)
        {
            var random = new SplitMix(SplitMix.Mix((ulong)options.Seed) ^ SplitMix.Mix((ulong)++Exchanges));
            if (_kinds.Length == 0 || random.NextDouble() >= options.Rate)
            {
                return null;
            }

            var fault = new ProxyFault(_kinds[random.NextInt(_kinds.Length)]) { Pace = options.Pace };
            Count(fault);
            return fault;
        }
    }

    /// <summary>More of a request has come: the ordered fault that it now matches, if any.</summary>
    /// <param name="request">The request as far as it is known.</param>
    public ProxyFault? Match(ReadOnlySpan<byte> request)
    {
        lock (_lock)
        {
            for (var i = 0; i < _ordered.Count; i++)
            {
                var (fault, left) = _ordered[i];
                if (fault.RequestContains is { } text && request.IndexOf(System.Text.Encoding.ASCII.GetBytes(text)) < 0)
                {
                    continue;
                }

                if (left == 1)
                {
                    _ordered.RemoveAt(i);
                }
                else
                {
                    _ordered[i] = (fault, left - 1);
                }

                Count(fault);
                return fault;
            }

            return null;
        }
    }

    private void Count(ProxyFault fault) => _injected[fault.Kind] = _injected.GetValueOrDefault(fault.Kind) + 1;
}
