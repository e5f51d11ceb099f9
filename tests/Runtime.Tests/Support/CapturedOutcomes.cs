using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>What <c>crossdock.effects</c> counts. Begins before the host does, and tells hosts apart by their meters.</summary>
internal sealed class CapturedOutcomes : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(object? Host, string Connection, string Operation, string Outcome)> _counted = new();

    public CapturedOutcomes()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "crossdock.effects")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
        {
            var all = tags.ToArray().ToDictionary(tag => tag.Key, tag => (string)tag.Value!);
            for (var one = 0; one < count; one++)
            {
                _counted.Enqueue((instrument.Meter.Scope, all["connection"], all["operation"], all["outcome"]));
            }
        });
        _listener.Start();
    }

    /// <summary>The outcomes of one operation at a host, in their order.</summary>
    public IReadOnlyList<string> Of(TestHost host, string connection, string operation) =>
        [.. _counted.Where(one => one.Host == host.Meters && one.Connection == connection && one.Operation == operation).Select(one => one.Outcome)];

    public void Dispose() => _listener.Dispose();
}
