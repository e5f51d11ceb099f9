using System.Globalization;
using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;
using Microsoft.Extensions.Options;

namespace Crossdock.Runtime.Tests;

/// <summary>What may only be written at certain times, or into certain periods, is never written outside of them, and nobody has to remember it.</summary>
public sealed class PostingWindowTests : IDisposable
{
    private const string Berlin = "Europe/Berlin";
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("2026-03-02T05:59:59+01:00", null, "2026-03-02T06:00:00+01:00")]
    [InlineData("2026-03-02T06:00:00+01:00", "2026-03-02T21:00:00+01:00", null)]
    [InlineData("2026-03-02T20:59:59+01:00", "2026-03-02T21:00:00+01:00", null)]
    [InlineData("2026-03-02T21:00:00+01:00", null, "2026-03-03T06:00:00+01:00")]
    [InlineData("2026-03-06T21:00:00+01:00", null, "2026-03-09T06:00:00+01:00")]
    [InlineData("2026-03-27T22:00:00+01:00", null, "2026-03-30T06:00:00+02:00")]
    [InlineData("2026-10-23T22:00:00+02:00", null, "2026-10-26T06:00:00+01:00")]
    public void Occurrences_join_to_office_hours_on_both_sides_of_a_clock_change(string now, string? closes, string? opens) =>
        ShouldBe(PostingWindow.Cron("0 6-20 * * 1-5", Berlin), now, closes, opens);

    [Theory]
    [InlineData("30 2 * * *", "2026-03-29T02:00:00+01:00", "2026-03-29T04:00:00+02:00", null)] // in the gap: it opens when the clock goes on, at 03:00
    [InlineData("30 2 * * *", "2026-03-29T01:59:59+01:00", null, "2026-03-29T03:00:00+02:00")]
    [InlineData("30 2 * * *", "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", null)] // in the fold: once, for an hour that passes
    [InlineData("30 2 * * *", "2026-10-25T02:30:00+01:00", null, "2026-10-26T02:30:00+01:00")]
    [InlineData("0 1-3 * * *", "2026-10-25T02:30:00+01:00", "2026-10-25T04:00:00+01:00", null)] // a range is open through the repeated hour
    [InlineData("0 1-3 * * *", "2026-03-29T01:30:00+01:00", "2026-03-29T04:00:00+02:00", null)]
    public void Gap_and_fold_of_daylight_saving(string cron, string now, string? closes, string? opens) =>
        ShouldBe(PostingWindow.Cron(cron, Berlin), now, closes, opens);

    [Fact]
    public void What_the_state_says_about_its_end_is_true_to_the_tick()
    {
        const int Seed = 5;
        var random = new Random(Seed);
        foreach (var cron in new[] { "0 6-20 * * 1-5", "*/17 3 * * *", "30 2 * * *", "0 0 1 * *", "0 1-3 25-31 3,10 *" })
        {
            var window = PostingWindow.Cron(cron, Berlin, TimeSpan.FromMinutes(random.Next(1, 90)));
            for (var round = 0; round < 200; round++)
            {
                var now = World.Start.AddSeconds(random.Next(0, 365 * 24 * 3600));
                var state = window.At(now, default);
                var end = state.Until!.Value;
                end.ShouldBeGreaterThan(now, $"seed {Seed}, {cron}");
                window.At(end.AddTicks(-1), default).IsOpen.ShouldBe(state.IsOpen, $"seed {Seed}, {cron} at {now:O}");
                window.At(end, default).IsOpen.ShouldBe(!state.IsOpen, $"seed {Seed}, {cron} at {now:O}");
            }
        }
    }

    [Fact]
    public void Time_in_which_it_was_closed_is_told_apart()
    {
        var window = PostingWindow.Cron("0 6-20 * * 1-5", Berlin);
        var friday = At("2026-03-06T20:00:00+01:00");
        window.ClosedBetween(friday, At("2026-03-09T07:00:00+01:00"), default).ShouldBe(TimeSpan.FromHours(57));
        window.ClosedBetween(friday, friday.AddMinutes(30), default).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Work_outside_of_the_window_is_held_with_its_reason_and_sent_when_it_opens()
    {
        // The world starts on a Monday, 09:00 in Berlin.
        Ship("SH-1");
        await using var host = await StartAsync(PostingWindow.Cron("0 12 * * *", Berlin));
        await host.UntilAsync(() => host.Store.CountWorkAsync(CancellationToken.None).Result.GetValueOrDefault(WorkState.Held) == 1);
        _world.Erp.Calls.ShouldNotContain(call => call.Operation == PostInvoice.Operation.Name);
        (await host.ExceptionsAsync(WorkState.Held)).ShouldHaveSingleItem().HoldReason.ShouldNotBeNull().ShouldStartWith("held until 2026-03-02 11:00:00Z: outside of the posting window '0 12 * * *' (Europe/Berlin)");
        var status = await host.SettleAsync(TimeSpan.FromMinutes(5));
        var posted = _world.Erp.Ledger.Single(entry => entry.Operation == PostInvoice.Operation.Name);
        posted.At.ShouldBeInRange(At("2026-03-02T12:00:00+01:00"), At("2026-03-02T12:10:00+01:00"));
        status.Totals.Retries.ShouldBe(0);

        var kpis = await host.Monitor.ReadKpisAsync(World.Start.AddDays(-1), World.Start.AddDays(1), TestContext.Current.CancellationToken);
        kpis.Single(kpi => kpi.Instrument == KpiInstruments.InvoiceHeldDuration).Max.ShouldBeInRange(3 * 3600 - 60, 3 * 3600);
        kpis.Single(kpi => kpi.Instrument == KpiInstruments.InvoicePostingDuration).Max.ShouldBeLessThan(15 * 60);
    }

    [Fact]
    public async Task What_is_in_doubt_is_asked_for_outside_of_the_window_and_not_sent_again_there()
    {
        Ship("SH-1");
        Ship("SH-2");
        var closes = At("2026-03-02T09:01:00+01:00");
        _world.Erp.Script = call => (call.Operation, call.Verb, call.Key) switch
        {
            ("post-invoice", "execute", "SH-1") when call.Number == 1 => Fault.LostAfter,
            ("post-invoice", "execute", "SH-2") when call.Number == 1 => Fault.LostBefore,
            _ => Fault.None,
        };
        await using var host = await StartAsync(PostingWindow.Cron("0 9 * * *", Berlin, TimeSpan.FromMinutes(1)), options => options.InDoubtGrace = TimeSpan.FromMinutes(2));
        await host.UntilAsync(() => _world.Erp.Calls.Count(call => call.Verb == "probe") == 2);
        await host.PassAsync(TimeSpan.FromSeconds(1));
        await host.UntilAsync(() => host.Store.CountWorkAsync(CancellationToken.None).Result.GetValueOrDefault(WorkState.Held) == 1);
        _world.Time.GetUtcNow().ShouldBeGreaterThan(closes);
        _world.Erp.CountOf("post-invoice", "SH-1").ShouldBe(1);
        _world.Erp.CountOf("post-invoice", "SH-2").ShouldBe(0);
        await host.PassAsync(At("2026-03-03T08:59:59+01:00") - _world.Time.GetUtcNow());
        await host.SettleAsync(TimeSpan.FromSeconds(5));
        _world.Erp.CountOf("post-invoice", "SH-1").ShouldBe(1);
        _world.Erp.CountOf("post-invoice", "SH-2").ShouldBe(1);
        _world.Erp.Ledger.Single(entry => entry.Key == "SH-2").At.ShouldBeGreaterThanOrEqualTo(At("2026-03-03T09:00:00+01:00"));
    }

    [Fact]
    public async Task A_document_of_a_closed_period_is_never_posted_and_says_what_to_do()
    {
        var calendar = new Calendar { Period = new FiscalPeriod("2026-03", FiscalPeriodState.Closed) };
        Ship("SH-1");
        await using var host = await StartAsync(PostingWindow.FiscalPeriods(calendar));
        await host.SettleAsync(TimeSpan.FromSeconds(5));
        var parked = (await host.ExceptionsAsync(WorkState.Parked)).ShouldHaveSingleItem();
        parked.Error!.Message.ShouldBe("Fiscal period '2026-03' is closed and the document is dated 2026-03-02 (/issueDate). Reopen the period, or correct the date at the source, then replay this item; or discard it.");
        parked.Error.Pointer.ShouldBe("/issueDate");
        _world.Erp.Calls.ShouldNotContain(call => call.Operation == PostInvoice.Operation.Name);

        calendar.Period = new FiscalPeriod("2026-03", FiscalPeriodState.Open);
        (await host.Store.ReplayAsync("default", parked.Id, "anna", "period reopened", _world.Time.GetUtcNow(), TestContext.Current.CancellationToken)).ShouldBeTrue();
        await host.SettleAsync(TimeSpan.FromSeconds(5));
        _world.Erp.CountOf("post-invoice", "SH-1").ShouldBe(1);
    }

    [Fact]
    public async Task A_document_of_no_period_parks_and_one_of_a_period_to_come_waits_for_it()
    {
        var calendar = new Calendar();
        Ship("SH-1");
        await using var host = await StartAsync(PostingWindow.FiscalPeriods(calendar));
        await host.SettleAsync(TimeSpan.FromSeconds(5));
        (await host.ExceptionsAsync(WorkState.Parked)).ShouldHaveSingleItem().Error!.Message.ShouldStartWith("No fiscal period is set up for 2026-03-02 (/issueDate)");

        var opens = World.Start.AddHours(4);
        calendar.Of = now => now < opens ? new FiscalPeriod("2026-03", FiscalPeriodState.NotYetOpen, opens) : new FiscalPeriod("2026-03", FiscalPeriodState.Open, opens);
        calendar.Time = _world.Time;
        _world.Orders.Add(Docs.Order("SO-9"), "SO-9", 2);
        _world.Shipments.Add(Docs.Shipment("SH-9", "SO-9"), "SH-9", 2);
        await host.UntilAsync(() => host.Store.CountWorkAsync(CancellationToken.None).Result.GetValueOrDefault(WorkState.Held) == 1);
        (await host.ExceptionsAsync(WorkState.Held)).ShouldHaveSingleItem().HoldReason.ShouldNotBeNull().ShouldContain("fiscal period '2026-03' of 2026-03-02 (/issueDate) is not open yet");
        await host.SettleAsync(TimeSpan.FromMinutes(5));
        _world.Erp.Ledger.Single(entry => entry is { Operation: "post-invoice", Key: "SH-9" }).At.ShouldBeGreaterThanOrEqualTo(opens);
    }

    [Fact]
    public void Windows_that_are_combined_have_to_be_open_both()
    {
        var window = PostingWindow.Cron("0 6-20 * * 1-5", Berlin).And(PostingWindow.Cron("0 10 * * *", Berlin, TimeSpan.FromHours(2)));
        ShouldBe(window, "2026-03-02T08:00:00+01:00", null, "2026-03-02T10:00:00+01:00");
        ShouldBe(window, "2026-03-02T11:00:00+01:00", "2026-03-02T12:00:00+01:00", null);
        window.At(At("2026-03-07T10:30:00+01:00"), default).IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task A_window_that_cannot_be_kept_is_told_at_start_with_its_flow_and_step()
    {
        foreach (var (window, problem) in new[]
        {
            (PostingWindow.Cron("0 6-20 * *", Berlin), "is no cron expression"),
            (PostingWindow.Cron("0 25 * * *", Berlin), "is no cron expression"),
            (PostingWindow.Cron("0 6 30 2 *", Berlin), "never opens"),
            (PostingWindow.Cron("0 6 * * *", "Europe/Atlantis"), "names a time zone that this machine does not know"),
            (PostingWindow.Cron("0 6 * * *", Berlin, TimeSpan.Zero), "opens for 00:00:00"),
            (PostingWindow.FiscalPeriods<Order>(new Calendar(), _ => default, "/dates/placed"), "its fiscal periods look at a order, but the step sends a invoice"),
        })
        {
            var failure = await Should.ThrowAsync<OptionsValidationException>(() => StartAsync(window));
            failure.Failures.ShouldHaveSingleItem().ShouldStartWith("Flow 'order-to-cash', step 'warehouse/shipment/post-invoice/erp': ");
            failure.Failures.Single().ShouldContain(problem);
        }
    }

    private static void ShouldBe(PostingWindow window, string now, string? closes, string? opens)
    {
        var state = window.At(At(now), default);
        state.IsOpen.ShouldBe(closes is not null, now);
        state.Until.ShouldBe(At(closes ?? opens!), now);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private void Ship(string number)
    {
        var order = number.Replace("SH", "SO", StringComparison.Ordinal);
        _world.Orders.Add(Docs.Order(order), order, 1);
        _world.Shipments.Add(Docs.Shipment(number, order), number, 1);
    }

    private Task<TestHost> StartAsync(PostingWindow window, Action<CrossdockOptions>? configure = null) => TestHost.StartAsync(
        _world,
        _folder.Store,
        flow =>
        {
            flow.On<Order>("shop").Submit("erp");
            flow.On<Shipment>("warehouse").PostInvoice("erp").Within(window);
        },
        configure);

    private sealed class Calendar : IFiscalCalendar
    {
        public FiscalPeriod? Period { get; set; }

        public Func<DateTimeOffset, FiscalPeriod?>? Of { get; set; }

        public TimeProvider? Time { get; set; }

        public FiscalPeriod? Find(DateOnly date) => Of is null ? Period : Of(Time!.GetUtcNow());
    }
}
