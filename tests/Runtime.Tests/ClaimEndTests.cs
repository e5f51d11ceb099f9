using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>A claim ends with one commit, which says what is known from now on, and nothing happens after it.</summary>
public sealed class ClaimEndTests
{
    private static readonly DateTimeOffset s_start = World.Start;
    private readonly World _world = new();

    [Fact]
    public async Task The_id_that_the_remote_tells_is_kept()
    {
        await using var host = new OneClaim(_world);
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation));

        StatesOf(host).ShouldBe([WorkState.Claimed, WorkState.Confirmed]);
        last.Effect!.Remote!.Id.ShouldBe("erp-SO-1-1");
        last.Audit.ShouldHaveSingleItem().Detail.ShouldBe("sends 1, remote id erp-SO-1-1");
    }

    [Fact]
    public async Task That_no_id_was_told_is_said()
    {
        _world.Erp.TellsNoIds = true;
        await using var host = new OneClaim(_world);
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation));

        last.Effect!.Remote.ShouldBeNull();
        last.Audit.ShouldHaveSingleItem().Detail.ShouldBe("sends 1, remote id not told");
    }

    [Theory]
    [InlineData(true, "known before")]
    [InlineData(false, "erp-SO-1-1")]
    public async Task An_id_that_is_known_is_replaced_by_a_newer_one_only(bool tellsNoIds, string kept)
    {
        (_world.Erp.Mode, _world.Erp.KeyWindow, _world.Erp.TellsNoIds) = (IdempotencyMode.NativeKey, TimeSpan.FromDays(1), tellsNoIds);
        await using var host = new OneClaim(_world);
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation, EffectState.InDoubt, s_start.AddMinutes(-5), remote: new RemoteReference("known before")));

        (last.State, last.Effect!.Sends, last.Effect.Remote!.Id).ShouldBe((WorkState.Confirmed, 2, kept));
    }

    [Fact]
    public async Task A_refusal_without_a_reason_says_so()
    {
        _world.Erp.Script = _ => Fault.RefusedSilently;
        await using var host = new OneClaim(_world);
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation));

        StatesOf(host).ShouldBe([WorkState.Claimed, WorkState.DeadLettered]);
        (last.Error!.Kind, last.Error.Message, last.Effect!.State).ShouldBe((ErrorKind.Validation, "'erp' refused without saying why.", EffectState.Rejected));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task A_failure_comes_again_after_the_delay_of_its_attempt(int attempts)
    {
        _world.Erp.Script = _ => Fault.Transient;
        await using var host = new OneClaim(_world);
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation, attempts: attempts));

        StatesOf(host).ShouldBe([WorkState.Claimed, WorkState.Ready]);
        (last.DueAt, last.CountsAsAttempt, last.Effect!.State).ShouldBe((s_start + host.SameDelays.DelayAfter(attempts + 1, null), true, EffectState.Intent));
    }

    [Fact]
    public async Task The_last_attempt_is_not_followed_by_another()
    {
        _world.Erp.Script = _ => Fault.Transient;
        await using var host = new OneClaim(_world, options => options.Retry.MaxAttempts = 5);
        var last = await host.HandleAsync(host.Claim(ReportShipment.Operation, attempts: 4));

        StatesOf(host).ShouldBe([WorkState.Claimed, WorkState.DeadLettered]);
        last.CountsAsAttempt.ShouldBeTrue();
        last.Kpis.ShouldHaveSingleItem().Outcome.ShouldBe("failed");
        last.Failed.Select(fact => (fact.Name, fact.Connection)).Distinct().ShouldHaveSingleItem().ShouldBe(("report-shipment", "erp"));
    }

    [Fact]
    public async Task What_comes_outside_of_its_window_is_held_and_not_sent()
    {
        await using var host = InWindow(PostingWindow.Cron("0 12 * * *", "Europe/Berlin"));
        var held = await host.HandleAsync(host.Claim(SubmitOrder.Operation));

        host.Commits.ShouldHaveSingleItem();
        (held.State, held.DueAt, held.CountsAsAttempt, held.Effect).ShouldBe((WorkState.Held, s_start.AddHours(3), false, null));
        _world.Erp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_would_be_repeated_outside_of_its_window_is_held_and_not_sent()
    {
        (_world.Erp.Mode, _world.Erp.KeyWindow) = (IdempotencyMode.NativeKey, TimeSpan.FromDays(1));
        await using var host = InWindow(PostingWindow.Cron("0 12 * * *", "Europe/Berlin"));
        var held = await host.HandleAsync(host.Claim(SubmitOrder.Operation, EffectState.InDoubt, s_start.AddMinutes(-5)));

        host.Commits.ShouldHaveSingleItem();
        (held.State, held.Effect).ShouldBe((WorkState.Held, null));
        _world.Erp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_window_that_opens_in_months_is_looked_at_again_before()
    {
        await using var host = InWindow(Periods(FiscalPeriodState.NotYetOpen, s_start.AddDays(60)));
        var held = await host.HandleAsync(host.Claim(SubmitOrder.Operation));

        host.Commits.ShouldHaveSingleItem();
        (held.State, held.DueAt).ShouldBe((WorkState.Held, s_start.AddDays(32)));
        held.HoldReason.ShouldStartWith("held until 2026-05-01 08:00:00Z");
    }

    [Theory]
    [InlineData(EffectState.Intent, EffectState.Intent)]
    [InlineData(EffectState.Rejected, EffectState.Rejected)]
    [InlineData(EffectState.InDoubt, EffectState.Parked)] // whoever looks at it has to know that it may have happened
    public async Task What_a_closed_period_keeps_back_waits_for_a_person(EffectState before, EffectState after)
    {
        (_world.Erp.Mode, _world.Erp.KeyWindow) = (IdempotencyMode.NativeKey, TimeSpan.FromDays(1));
        await using var host = InWindow(Periods(FiscalPeriodState.Closed));
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation, before, s_start.AddMinutes(-5)));

        host.Commits.ShouldHaveSingleItem();
        (last.State, last.Effect!.State, last.Effect.Sends, last.Error!.RemoteCode).ShouldBe((WorkState.Parked, after, 1, "fiscal-period"));
        _world.Erp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_closed_period_keeps_back_before_it_was_sent_starts_from_its_document_again()
    {
        await using var host = InWindow(Periods(FiscalPeriodState.Closed));
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation));

        host.Commits.ShouldHaveSingleItem();
        (last.State, last.Effect).ShouldBe((WorkState.Parked, null));
    }

    private static IEnumerable<WorkState> StatesOf(OneClaim host) => host.Commits.Select(commit => commit.State);

    private static PostingWindow Periods(FiscalPeriodState state, DateTimeOffset? opensAt = null) => PostingWindow.FiscalPeriods<Order>(
        new OnePeriod(new FiscalPeriod("2026-03", state, opensAt)), order => DateOnly.FromDateTime(order.Dates.Placed.UtcDateTime), "/dates/placed");

    private OneClaim InWindow(PostingWindow window) => new(_world, flow: flow => flow.On<Order>("shop").Submit("erp").Within(window));

    private sealed class OnePeriod(FiscalPeriod period) : IFiscalCalendar
    {
        public FiscalPeriod? Find(DateOnly date) => period;
    }
}
