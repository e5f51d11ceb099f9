using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Runtime.Tests;

/// <summary>Concurrency, isolation and what the outside sees of a run.</summary>
public sealed class DispatchTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_connection_gets_no_more_calls_at_once_than_it_declares_and_a_stuck_one_holds_up_nobody()
    {
        var (now, most) = (0, 0);
        var stuck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _world.Erp.AfterApply = _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            Interlocked.Decrement(ref now);
        };
        _world.Warehouse.AfterApply = _ => stuck.Task.Wait(TestContext.Current.CancellationToken);
        for (var number = 1; number <= 40; number++)
        {
            _world.Orders.Add(Docs.Order($"SO-{number}"), $"SO-{number}", 1);
        }

        await using var host = await TestHost.StartAsync(
            _world,
            _folder.Store,
            maxConcurrency: 2,
            flow: flow => flow.On<Order>("shop").Submit("erp").RequestFulfilment("warehouse"));
        await host.UntilAsync(() => _world.Erp.Ledger.Count == 40, TimeSpan.FromMilliseconds(20));
        most.ShouldBeLessThanOrEqualTo(2);
        _world.Warehouse.Ledger.Count.ShouldBeLessThanOrEqualTo(2);
        stuck.SetResult();
        await host.SettleAsync();
        _world.Warehouse.Ledger.Count.ShouldBe(40);
    }

    [Fact]
    public async Task A_paused_connection_gets_no_call_until_the_pause_is_over()
    {
        var calls = new ConcurrentQueue<DateTimeOffset>();
        _world.Erp.RetryAfter = TimeSpan.FromMinutes(2);
        _world.Erp.Script = call =>
        {
            calls.Enqueue(_world.Time.GetUtcNow());
            return calls.Count == 1 ? Fault.Throttled : Fault.None;
        };
        for (var number = 1; number <= 30; number++)
        {
            _world.Orders.Add(Docs.Order($"SO-{number}"), $"SO-{number}", 1);
        }

        await using var host = await TestHost.StartAsync(_world, _folder.Store, maxConcurrency: 1);
        await host.SettleAsync(TimeSpan.FromSeconds(5));
        _world.Erp.Ledger.Count.ShouldBe(30);
        calls.Skip(1).Min().ShouldBeGreaterThanOrEqualTo(calls.First() + TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void A_document_is_worked_on_once_at_a_time_and_work_for_it_waits_its_turn()
    {
        var gate = new DocumentGate();
        ClaimedWork[] work = [Claim(1, "order/SO-1"), Claim(2, "order/SO-2"), Claim(3, "order/SO-1"), Claim(4, "order/SO-1")];
        work.Select(gate.TryEnter).ShouldBe([true, true, false, false]);
        gate.Leave(work[0])!.Id.ShouldBe(3);
        gate.Leave(work[1]).ShouldBeNull();
        gate.Leave(work[2])!.Id.ShouldBe(4);
        gate.Leave(work[3]).ShouldBeNull();
        gate.TryEnter(work[0]).ShouldBeTrue();
    }

    [Fact]
    public async Task A_signal_given_while_nobody_waits_is_not_lost_and_a_wait_ends_by_itself()
    {
        var time = new FakeTimeProvider();
        var signal = new WorkSignal();
        signal.Set();
        signal.Set();
        await signal.WaitAsync(TimeSpan.FromHours(1), time, TestContext.Current.CancellationToken);

        var second = signal.WaitAsync(TimeSpan.FromHours(1), time, TestContext.Current.CancellationToken);
        second.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromHours(1));
        await second;

        var third = signal.WaitAsync(TimeSpan.FromHours(1), time, TestContext.Current.CancellationToken);
        signal.Set();
        await third;
    }

    [Fact]
    public async Task Kpis_metrics_and_spans_tell_the_same_story()
    {
        var measured = new ConcurrentDictionary<string, int>();
        using var meters = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Meter.Name == "Crossdock") { listener.EnableMeasurementEvents(instrument); } } };
        meters.SetMeasurementEventCallback<double>((instrument, _, _, _) => measured.AddOrUpdate(instrument.Name, 1, (_, count) => count + 1));
        meters.SetMeasurementEventCallback<long>((instrument, _, _, _) => measured.AddOrUpdate(instrument.Name, 1, (_, count) => count + 1));
        meters.Start();
        var spans = new ConcurrentBag<Activity>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Crossdock",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(activities);

        _world.Orders.Add(Docs.Order("KPI-1"), "KPI-1", 1);
        _world.Shipments.Add(Docs.Shipment("KPI-SH-1", "KPI-1"), "KPI-SH-1", 1);
        _world.Stock.Add(Docs.Stock("SKU-1", 3, World.Start.AddSeconds(-20)), "SKU-1@WH1");
        await using var host = await TestHost.StartAsync(_world, _folder.Store);
        await host.SettleAsync();
        meters.RecordObservableInstruments();

        var kpis = await host.Monitor.ReadKpisAsync(World.Start.AddDays(-1), World.Start.AddDays(1), TestContext.Current.CancellationToken);
        kpis.Select(kpi => (kpi.Instrument, kpi.Connection, kpi.Count)).ShouldBe(
            [
                (KpiInstruments.OrderAcknowledgementDuration, "erp", 1), (KpiInstruments.InventorySyncLag, "shop", 1), (KpiInstruments.InvoicePostingDuration, "erp", 1),
                (KpiInstruments.ShipmentEventDuration, "erp", 1), (KpiInstruments.ShipmentEventDuration, "shop", 1),
                (KpiInstruments.FulfilmentEvents, "erp", 1), (KpiInstruments.FulfilmentEvents, "shop", 1), (KpiInstruments.FulfilmentEvents, "warehouse", 1),
            ],
            ignoreOrder: true);
        var lag = kpis.Single(kpi => kpi.Instrument == KpiInstruments.InventorySyncLag).Max;
        lag.ShouldBeInRange(25, 35, "20 s old when it was seen, and 5 s coalesced");
        kpis.Select(kpi => kpi.Instrument).Distinct().ShouldBeSubsetOf(measured.Keys);
        measured.Keys.ShouldContain("crossdock.connection.requests");
        measured.Keys.ShouldContain("crossdock.work.backlog");
        spans.Count(span => span.GetTagItem("crossdock.correlation.id") as string == "order/KPI-1" && span.OperationName.StartsWith("execute", StringComparison.Ordinal)).ShouldBe(6);
    }

    private static ClaimedWork Claim(long id, string correlation) => new()
    {
        Id = id,
        State = WorkState.Claimed,
        Flow = "f",
        Step = "s",
        Key = new IdempotencyKey("t", "c", "o", "k", 1),
        Envelope = new Envelope
        {
            Id = "e", Source = "s", Type = "t", DocumentKey = "k", DocumentType = "order", Tenant = "t", SequenceKey = "order/x", CorrelationId = correlation,
            OccurredAt = default, ObservedAt = default, Fingerprint = "f",
        },
        Document = default,
        FencingToken = 1,
        LeaseUntil = default,
    };
}
