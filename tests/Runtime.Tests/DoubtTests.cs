using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>
/// When an effect that may have happened is looked at again, and how. A lease is 120 s here, a call may take 30 s, a remote that broke off may be busy for 5 s more, and its search
/// lags 7 s: what we lost sight of shows after 12 s, what nobody waited for after the end of its lease.
/// </summary>
public sealed class DoubtTests
{
    private static readonly DateTimeOffset s_start = World.Start;
    private static readonly ConnectorError s_lost = new() { Kind = ErrorKind.UnknownOutcome, Message = "connection reset" };
    private static readonly ConnectorError s_stopped = new() { Kind = ErrorKind.UnknownOutcome, Message = "stopped", RemoteCode = FailureText.ProcessStopped };
    private readonly World _world = new();

    public DoubtTests()
    {
        foreach (var remote in _world.Remotes)
        {
            remote.SettleTime = Seconds(7);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(600)] // what the remote asks for says when it takes calls, not what became of this one
    public async Task A_call_that_broke_off_is_asked_for_when_it_must_show(int? retryAfter)
    {
        _world.Erp.RetryAfter = retryAfter is { } asked ? Seconds(asked) : null;
        _world.Erp.Script = _ => After(Seconds(3), Fault.LostBefore);
        await using var host = new OneClaim(_world);
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation));

        (last.State, last.CountsAsAttempt, last.Error!.Kind).ShouldBe((WorkState.Ready, true, ErrorKind.UnknownOutcome));
        last.DueAt.ShouldBe(s_start + Seconds(3 + 5 + 7));
        (last.Effect!.State, last.Effect.LastSentAt).ShouldBe((EffectState.InDoubt, s_start + Seconds(3)), "it was under way until now");
    }

    [Fact]
    public async Task A_call_that_our_stop_gave_up_may_be_worked_on_until_its_lease_ends()
    {
        using var stop = new CancellationTokenSource();
        _world.Erp.Script = _ =>
        {
            stop.Cancel();
            return After(Seconds(10), Fault.SilentAfter);
        };
        await using var host = new OneClaim(_world);
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation), stop);

        last.Error!.RemoteCode.ShouldBe(FailureText.HostStopped);
        last.DueAt.ShouldBe(s_start + Seconds(120 + 5 + 7));
        (last.Effect!.State, last.Effect.LastSentAt).ShouldBe((EffectState.InDoubt, s_start));
    }

    [Theory]
    [InlineData(10, 110)] // until the lease of the call ends
    [InlineData(100, 30)] // and not before a whole time-out from now: the clock may have been set forward
    [InlineData(-3600, 120)] // sent by a clock that was ahead: by now at the latest
    public async Task A_call_that_a_dead_process_made_may_be_worked_on_until_its_lease_ends(int secondsAgo, int atWorkFor)
    {
        await using var host = new OneClaim(_world);
        var sentAt = s_start - Seconds(secondsAgo);
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation, EffectState.Sending, sentAt));

        last.Error!.RemoteCode.ShouldBe(FailureText.ProcessStopped);
        last.DueAt.ShouldBe(s_start + Seconds(atWorkFor + 5 + 7));
        (last.Effect!.State, last.Effect.LastSentAt).ShouldBe((EffectState.InDoubt, sentAt));
        host.Commits.ShouldHaveSingleItem();
        _world.Erp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task With_a_key_that_is_remembered_it_is_repeated_as_soon_as_a_retry_would_be()
    {
        OfferKey();
        _world.Erp.Script = _ => Fault.LostAfter;
        await using var host = new OneClaim(_world);
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation, attempts: 2));

        last.DueAt.ShouldBe(s_start + host.SameDelays.DelayAfter(3, null));
    }

    [Fact]
    public async Task With_a_key_that_is_remembered_it_is_repeated_when_the_remote_takes_calls_again()
    {
        OfferKey();
        (_world.Erp.RetryAfter, _world.Erp.Script) = (Seconds(600), _ => Fault.LostBefore);
        await using var host = new OneClaim(_world);
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation));

        last.DueAt.ShouldBe(s_start + Seconds(600));
    }

    [Theory]
    [InlineData(null, 12)]
    [InlineData(11, 12)]
    [InlineData(600, 600)]
    public async Task A_state_without_a_guard_is_told_again_when_the_first_is_past_and_the_remote_takes_calls(int? retryAfter, int due)
    {
        _world.Shop.Mode = IdempotencyMode.None;
        _world.Shop.RetryAfter = retryAfter is { } asked ? Seconds(asked) : null;
        _world.Shop.Script = _ => Fault.LostBefore;
        await using var host = new OneClaim(_world);
        var last = await host.HandleAsync(host.Claim(PublishInventory.Operation));

        (last.State, last.DueAt).ShouldBe((WorkState.Ready, s_start + Seconds(due)));
    }

    [Fact]
    public async Task What_costs_nothing_to_do_twice_needs_no_guard()
    {
        _world.Shop.Mode = IdempotencyMode.None;
        _world.Shop.Script = call => call.Number == 1 ? Fault.LostBefore : Fault.None;
        await using var host = new OneClaim(_world);
        var work = host.Claim(PublishInvoice.Operation);
        var lost = await host.HandleAsync(work);
        (lost.State, lost.DueAt).ShouldBe((WorkState.Ready, s_start + Seconds(12)));

        _world.Time.Advance(Seconds(12));
        (await host.HandleAsync(work with { Effect = lost.Effect, Error = lost.Error })).State.ShouldBe(WorkState.Confirmed);
        _world.Shop.Calls.Select(call => call.Verb).ShouldBe(["execute", "execute"]);
    }

    public static TheoryData<string, int> Waits => new()
    {
        { "lost", 5 + 7 },
        { "stopped", 120 + 5 + 7 },
        { "replayed", 120 + 5 + 7 }, // which takes the error away
    };

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task A_claim_that_comes_too_early_goes_back_until_it_must_show(string what, int wait)
    {
        await using var host = new OneClaim(_world);
        var work = host.Claim(SubmitOrder.Operation, EffectState.InDoubt, s_start - Seconds(2), ErrorOf(what));
        var last = await host.HandleAsync(work);

        (last.State, last.DueAt, last.CountsAsAttempt, last.Effect).ShouldBe((WorkState.Ready, s_start + Seconds(wait - 2), false, null));
        last.Error.ShouldBe(work.Error);
        _world.Erp.Calls.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task A_claim_that_comes_when_it_must_show_asks(string what, int wait)
    {
        await using var host = new OneClaim(_world);
        await host.HandleAsync(host.Claim(SubmitOrder.Operation, EffectState.InDoubt, s_start - Seconds(wait), ErrorOf(what)));

        _world.Erp.Calls.Select(call => call.Verb).ShouldBe(["probe", "execute"], "it is not there");
    }

    [Fact]
    public async Task After_the_clock_was_set_forward_everything_is_taken_for_just_sent()
    {
        var clock = new SetClock(_world.Time);
        await using var host = new OneClaim(_world, clock: clock);
        var work = host.Claim(SubmitOrder.Operation, EffectState.InDoubt, s_start - Seconds(1), s_lost) with { LeaseUntil = DateTimeOffset.MaxValue };
        clock.By = TimeSpan.FromHours(1);
        (await host.HandleAsync(work)).DueAt.ShouldBe(s_start.AddHours(1) + Seconds(30 + 5 + 7));

        _world.Time.Advance(Seconds(40));
        (await host.HandleAsync(work)).DueAt.ShouldBe(s_start.AddHours(1) + Seconds(30 + 5 + 7), "it is not put off again");
        _world.Erp.Calls.ShouldBeEmpty();

        _world.Time.Advance(Seconds(2));
        await host.HandleAsync(work);
        _world.Erp.Calls[0].Verb.ShouldBe("probe");
    }

    [Fact]
    public async Task What_was_sent_by_a_clock_that_was_ahead_is_waited_for_from_now_on()
    {
        await using var host = new OneClaim(_world);
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation, EffectState.InDoubt, s_start.AddHours(1), s_lost));

        (last.State, last.DueAt, last.CountsAsAttempt, last.Error).ShouldBe((WorkState.Ready, s_start + Seconds(30 + 5 + 7), false, s_lost));
        (last.Effect!.State, last.Effect.LastSentAt).ShouldBe((EffectState.InDoubt, s_start));
        host.Commits.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_host_that_stops_asks_no_more()
    {
        await using var host = new OneClaim(_world);
        var work = host.Claim(SubmitOrder.Operation, EffectState.InDoubt, s_start.AddHours(-1), s_lost);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        await host.HandleAsync(work, stop);

        var released = host.Commits.ShouldHaveSingleItem();
        (released.State, released.DueAt, released.CountsAsAttempt, released.Effect, released.Error).ShouldBe((WorkState.Ready, work.DueAt, false, null, s_lost));
        _world.Erp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_question_takes_its_points_and_waits_for_those_of_the_send_as_well()
    {
        _world.Erp.Quota = new QuotaManifest(2, 1, Seconds(1));
        _world.Erp.Script = call => call.Verb == "probe" ? Fault.Transient : Fault.None;
        await using var host = new OneClaim(_world);
        var work = host.Claim(SubmitOrder.Operation, EffectState.InDoubt, s_start.AddHours(-1), s_lost);
        (await host.HandleAsync(work)).CountsAsAttempt.ShouldBeTrue();
        host.Executor.Seams.Of("erp").ReadStatus(0).QuotaPoints.ShouldBe(1);

        await host.HandleAsync(work);
        host.Commits.Count.ShouldBe(2);
        (host.Commits[1].State, host.Commits[1].DueAt, host.Commits[1].CountsAsAttempt).ShouldBe((WorkState.Ready, s_start + Seconds(1), false));
        _world.Erp.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_question_that_fails_leaves_what_a_person_replayed_in_doubt()
    {
        _world.Erp.Script = call => call.Verb == "probe" ? Fault.Transient : Fault.None;
        await using var host = new OneClaim(_world);
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation, EffectState.Parked, s_start.AddHours(-1)));

        (last.State, last.Effect!.State, last.CountsAsAttempt).ShouldBe((WorkState.Ready, EffectState.InDoubt, true));
    }

    [Fact]
    public async Task A_question_that_fails_on_a_restored_backup_leaves_what_was_refused_refused()
    {
        _world.Erp.Script = call => call.Verb == "probe" ? Fault.Transient : Fault.None;
        await using var host = new OneClaim(_world, options => options.RestoredBackupOf = s_start.AddMinutes(-10));
        _world.Time.Advance(Seconds(30 + 5 + 7));
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation, EffectState.Rejected, s_start.AddHours(-1)));

        (last.State, last.Effect!.State).ShouldBe((WorkState.Ready, EffectState.Rejected));
        _world.Erp.Calls.Select(call => call.Verb).ShouldBe(["probe"]);
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private static ConnectorError? ErrorOf(string what) => what switch
    {
        "lost" => s_lost,
        "stopped" => s_stopped,
        _ => null,
    };

    private void OfferKey() => (_world.Erp.Mode, _world.Erp.KeyWindow) = (IdempotencyMode.NativeKey, TimeSpan.FromDays(1));

    private Fault After(TimeSpan time, Fault fault)
    {
        _world.Time.Advance(time);
        return fault;
    }
}
