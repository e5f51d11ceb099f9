using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>
/// Nothing goes out before the store knows that it is being sent, nor under a lease that may be over before the answer comes: a lease is 120 s here and a call may take 30 s.
/// </summary>
public sealed class SendingTests
{
    private static readonly DateTimeOffset s_start = World.Start;
    private static readonly ConnectorError s_before = new() { Kind = ErrorKind.Transient, Message = "of the attempt before" };
    private readonly World _world = new();

    [Fact]
    public async Task That_it_is_being_sent_is_committed_first()
    {
        await using var host = new OneClaim(_world);
        _world.Erp.Script = _ =>
        {
            host.Commits.ShouldHaveSingleItem().State.ShouldBe(WorkState.Claimed);
            return Fault.None;
        };
        _world.Time.Advance(Seconds(4));
        var work = host.Claim(SubmitOrder.Operation) with { Error = s_before };
        (await host.HandleAsync(work)).State.ShouldBe(WorkState.Confirmed);

        var sending = host.Commits[0];
        (sending.LeaseUntil, sending.Error, sending.CountsAsAttempt).ShouldBe((s_start + Seconds(4 + 120), s_before, false));
        var effect = sending.Effect!;
        (effect.State, effect.Sends, effect.FirstSentAt, effect.LastSentAt).ShouldBe((EffectState.Sending, 1, s_start + Seconds(4), s_start + Seconds(4)));
        effect.Command.ToArray().ShouldBe(work.Document.ToArray(), "an order is submitted as it came");
        effect.Fingerprint.ShouldBe(Fingerprint.Of(work.Document.Span));
    }

    [Fact]
    public async Task When_it_was_first_sent_stays_known()
    {
        await using var host = new OneClaim(_world);
        await host.HandleAsync(host.Claim(SubmitOrder.Operation, EffectState.Intent, s_start.AddHours(-1)));

        var effect = host.Commits[0].Effect!;
        (effect.Sends, effect.FirstSentAt, effect.LastSentAt).ShouldBe((2, s_start.AddHours(-1), s_start));
    }

    [Fact]
    public async Task What_is_confirmed_already_is_not_sent()
    {
        await using var host = new OneClaim(_world);
        await host.HandleAsync(host.Claim(SubmitOrder.Operation, EffectState.Confirmed, s_start.AddHours(-1), remote: new RemoteReference("R-1")));

        var confirmed = host.Commits.ShouldHaveSingleItem();
        (confirmed.State, confirmed.Effect!.Remote!.Id, confirmed.Effect.Sends).ShouldBe((WorkState.Confirmed, "R-1", 1));
        _world.Erp.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2)]
    public async Task A_claim_whose_lease_is_over_is_left_alone(int ticksLeft, int commits)
    {
        await using var host = new OneClaim(_world);
        var work = host.Claim(SubmitOrder.Operation) with { LeaseUntil = s_start.AddTicks(ticksLeft) };
        await host.Executor.HandleAsync(work, queue: null, TestContext.Current.CancellationToken);

        host.Commits.Count.ShouldBe(commits);
        _world.Erp.Calls.Count.ShouldBe(commits / 2);
    }

    [Fact]
    public async Task A_claim_that_somebody_else_has_by_now_is_left_alone()
    {
        await using var host = new OneClaim(_world) { Answer = _ => CommitOutcome.Fenced };
        using var fenced = new Counted("crossdock.work.fenced");
        await host.HandleAsync(host.Claim(SubmitOrder.Operation));

        host.Commits.ShouldHaveSingleItem();
        _world.Erp.Calls.ShouldBeEmpty();
        fenced.Of(host.Meters, "connection").ShouldBe(["erp"]);
    }

    [Fact]
    public async Task A_key_that_another_command_has_is_not_sent()
    {
        await using var host = new OneClaim(_world) { Answer = commit => commit.Effect is null ? CommitOutcome.Committed : CommitOutcome.KeyConflict };
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation));

        (host.Commits.Count, last.State, last.Effect, last.Error!.Kind).ShouldBe((2, WorkState.DeadLettered, null, ErrorKind.Conflict));
        _world.Erp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_that_stops_sends_no_more()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        await using var host = new OneClaim(_world);
        var work = host.Claim(SubmitOrder.Operation, EffectState.Intent, s_start.AddHours(-1), s_before);
        await host.HandleAsync(work, stop);

        var released = host.Commits.ShouldHaveSingleItem();
        (released.State, released.DueAt, released.CountsAsAttempt, released.Effect, released.Error).ShouldBe((WorkState.Ready, work.DueAt, false, null, s_before));
        _world.Erp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_that_stops_in_the_middle_of_a_mapping_gives_the_work_back()
    {
        using var stop = new CancellationTokenSource();
        await using var host = new OneClaim(_world, flow: flow => flow.On<Order>("shop").Send<SubmitOrder, Order>("erp", ValueTask<Order?> (_, _, cancellation) =>
        {
            stop.Cancel();
            cancellation.ThrowIfCancellationRequested();
            return default;
        }));
        await host.HandleAsync(host.Claim(SubmitOrder.Operation), stop);

        var released = host.Commits.ShouldHaveSingleItem();
        (released.State, released.CountsAsAttempt, released.Error).ShouldBe((WorkState.Ready, false, null));
    }

    [Theory]
    [InlineData(90, false, true)]
    [InlineData(91, false, false)]
    [InlineData(90, true, true)] // while the wall clock was set back, only the other one tells
    [InlineData(91, true, false)]
    public async Task A_process_that_stood_still_after_that_commit_does_not_send(int seconds, bool isSetBack, bool isSent)
    {
        var clock = new SetClock(_world.Time);
        await using var host = new OneClaim(_world, clock: clock);
        host.Answer = commit =>
        {
            _world.Time.Advance(commit.State == WorkState.Claimed ? Seconds(seconds) : TimeSpan.Zero);
            clock.By = isSetBack ? -Seconds(100) : TimeSpan.Zero;
            return CommitOutcome.Committed;
        };
        var work = host.Claim(SubmitOrder.Operation, EffectState.Intent, s_start.AddHours(-1), s_before);
        var last = await host.HandleAsync(work);

        _world.Erp.Calls.Count.ShouldBe(isSent ? 1 : 0);
        if (!isSent)
        {
            (last.State, last.DueAt, last.Effect, last.CountsAsAttempt, last.Error).ShouldBe((WorkState.Ready, clock.GetUtcNow(), work.Effect, false, s_before));
        }
    }

    [Fact]
    public async Task A_process_that_was_frozen_while_only_the_wall_clock_went_on_does_not_send()
    {
        var clock = new SetClock(_world.Time);
        await using var host = new OneClaim(_world, clock: clock);
        host.Answer = _ =>
        {
            clock.By = Seconds(91);
            return CommitOutcome.Committed;
        };
        (await host.HandleAsync(host.Claim(SubmitOrder.Operation))).State.ShouldBe(WorkState.Ready);

        _world.Erp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_takes_its_points_and_no_more()
    {
        (_world.Erp.Quota, _world.Erp.Cost) = (new QuotaManifest(10, 1, Seconds(1)), 3);
        await using var host = new OneClaim(_world);
        await host.HandleAsync(host.Claim(SubmitOrder.Operation));
        host.Executor.Seams.Of("erp").ReadStatus(0).QuotaPoints.ShouldBe(7);

        host.Answer = _ => CommitOutcome.Fenced;
        await host.HandleAsync(host.Claim(SubmitOrder.Operation));
        host.Executor.Seams.Of("erp").ReadStatus(0).QuotaPoints.ShouldBe(7, "nothing was sent");
    }

    [Fact]
    public async Task Without_points_for_it_the_claim_goes_back_until_there_are()
    {
        (_world.Erp.Quota, _world.Erp.Cost) = (new QuotaManifest(4, 1, Seconds(1)), 3);
        await using var host = new OneClaim(_world);
        await host.HandleAsync(host.Claim(SubmitOrder.Operation));
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation));

        (host.Commits.Count, last.State, last.DueAt, last.Effect, last.CountsAsAttempt).ShouldBe((3, WorkState.Ready, s_start + Seconds(2), null, false));
    }

    [Theory]
    [InlineData(ErrorKind.Transient, WorkState.Ready, EffectState.Intent)]
    [InlineData(ErrorKind.Throttled, WorkState.Ready, EffectState.Intent)]
    [InlineData(ErrorKind.Auth, WorkState.Ready, EffectState.Intent)]
    [InlineData(ErrorKind.UnknownOutcome, WorkState.Ready, EffectState.InDoubt)]
    [InlineData(ErrorKind.Validation, WorkState.DeadLettered, EffectState.Rejected)]
    [InlineData(ErrorKind.Conflict, WorkState.DeadLettered, EffectState.Rejected)]
    [InlineData(ErrorKind.NotFound, WorkState.DeadLettered, EffectState.Rejected)]
    [InlineData(ErrorKind.Permanent, WorkState.DeadLettered, EffectState.Rejected)]
    public Task What_a_first_send_fails_with_says_what_became_of_it(ErrorKind kind, WorkState work, EffectState effect) =>
        EndsAsync(kind, EffectState.Intent, work, effect);

    [Theory]
    [InlineData(ErrorKind.Transient, WorkState.Ready, EffectState.InDoubt)]
    [InlineData(ErrorKind.Throttled, WorkState.Ready, EffectState.InDoubt)]
    [InlineData(ErrorKind.Auth, WorkState.Ready, EffectState.InDoubt)]
    [InlineData(ErrorKind.UnknownOutcome, WorkState.Ready, EffectState.InDoubt)]
    [InlineData(ErrorKind.Validation, WorkState.DeadLettered, EffectState.Rejected)] // a remote that knew the key would have answered with the first result
    [InlineData(ErrorKind.Conflict, WorkState.Parked, EffectState.Parked)]
    [InlineData(ErrorKind.NotFound, WorkState.Parked, EffectState.Parked)]
    [InlineData(ErrorKind.Permanent, WorkState.Parked, EffectState.Parked)]
    public Task What_a_repeat_fails_with_says_nothing_about_the_send_before_it(ErrorKind kind, WorkState work, EffectState effect) =>
        EndsAsync(kind, EffectState.InDoubt, work, effect);

    private async Task EndsAsync(ErrorKind kind, EffectState before, WorkState work, EffectState effect)
    {
        (_world.Erp.Mode, _world.Erp.KeyWindow) = (IdempotencyMode.NativeKey, TimeSpan.FromDays(1));
        (_world.Erp.Script, _world.Erp.Error) = (_ => Fault.Fails, new ConnectorError { Kind = kind, Message = "no" });
        await using var host = new OneClaim(_world);
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation, before, s_start.AddMinutes(-5)));

        (host.Commits.Count, last.State, last.Effect!.State, last.CountsAsAttempt, last.Error!.Message).ShouldBe((2, work, effect, true, "no"));
        _world.Erp.Calls.Select(call => call.Verb).ShouldBe(["execute"]);
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
