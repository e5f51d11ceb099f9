using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Connectors.Http.Tests;

/// <summary>Every attempt is counted by connection and kind.</summary>
public class Metrics
{
    [Fact]
    public async Task Attempts_are_counted_by_connection_and_kind()
    {
        await using var server = WireServer.Answering(WireServer.Json(503, "{}"), WireServer.Json(200, "{}"), WireServer.Json(500, "{}"));
        await using var remote = Remote.At(server.Address);
        var seen = new ConcurrentQueue<string>();
        using var listener = new MeterListener();
        var factory = remote.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Crossdock" && instrument.Meter.Scope == factory)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
            seen.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))} {count}"));
        listener.Start();

        await remote.SendAsync(Remote.Read());
        await remote.FailAsync(Remote.Write());

        seen.ShouldBe(
        [
            "crossdock.connection.attempts connection=shop kind=transient 1",
            "crossdock.connection.attempts connection=shop kind=ok 1",
            "crossdock.connection.attempts connection=shop kind=unknownOutcome 1",
        ]);
    }
}
