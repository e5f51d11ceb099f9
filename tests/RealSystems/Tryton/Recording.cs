using Crossdock.Canonical;
using Crossdock.Connectors.Tryton.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.RealSystems.Tryton;

/// <summary>
/// Records the exchanges that tests/Connectors.Tryton.Tests replays: run it with CROSSDOCK_RECORD set to the folder Captures there, and review the
/// difference.
/// </summary>
[Collection(nameof(SqliteTryton))]
public class Recording(SqliteTryton live)
{
    [Fact(Explicit = true)]
    public async Task Record_what_is_replayed_offline()
    {
        var folder = Environment.GetEnvironmentVariable("CROSSDOCK_RECORD");
        Assert.SkipWhen(folder is null, "CROSSDOCK_RECORD names no folder.");
        await live.System.ResetAsync();
        await StepAsync("check", erp => erp.Connector.CheckAsync(Erp.Stop));
        await StepAsync("submit-order", erp => erp.DoAsync(Recorded.Order));
        await StepAsync("submit-order-again", erp => erp.DoAsync(Recorded.Order));
        await StepAsync("report-shipment", erp => erp.DoAsync(Recorded.Shipment));
        await StepAsync("post-invoice", erp => erp.DoAsync(Recorded.Invoice));
        await StepAsync("post-credit-note", erp => erp.DoAsync(Recorded.Credit));
        await StepAsync("items", erp => erp.ReadAllAsync<Item>(Checkpoint.Start));
        await StepAsync("stock", erp => erp.ReadAllAsync<Inventory>(Checkpoint.Start));
        await StepAsync("shipments", erp => erp.ReadAllAsync<Shipment>(Checkpoint.Start));
        await StepAsync("invoices", erp => erp.ReadAllAsync<Invoice>(Checkpoint.Start));

        async Task StepAsync(string name, Func<Erp, Task> step)
        {
            var recorder = new RecordingHandler();
            await using var erp = new Erp(live.System, handler: recorder, time: new FakeTimeProvider(Recorded.Now));
            await step(erp);
            recorder.Save(Path.Combine(folder, name + ".jsonl"));
        }
    }
}
