using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>What one counter counts. May begin before the host does, and tells hosts apart by their meters.</summary>
internal sealed class Counted : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(object? Host, Dictionary<string, string> Tags)> _counted = new();

    public Counted(string instrument)
    {
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (published.Name == instrument)
            {
                listener.EnableMeasurementEvents(published);
            }
        };
        _listener.SetMeasurementEventCallback<long>((published, count, tags, _) =>
        {
            var all = tags.ToArray().ToDictionary(tag => tag.Key, tag => (string)tag.Value!);
            for (var one = 0; one < count; one++)
            {
                _counted.Enqueue((published.Meter.Scope, all));
            }
        });
        _listener.Start();
    }

    /// <summary>The values of a tag at a host, in their order.</summary>
    /// <param name="host">The host's meters.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="among">Other tags, with the values that count.</param>
    public IReadOnlyList<string> Of(IMeterFactory host, string tag, params IReadOnlyList<(string Tag, string Value)> among) =>
        [.. _counted.Where(one => one.Host == host && among.All(other => one.Tags[other.Tag] == other.Value)).Select(one => one.Tags[tag])];

    public void Dispose() => _listener.Dispose();
}
