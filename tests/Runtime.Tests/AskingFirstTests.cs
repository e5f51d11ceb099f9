using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>
/// On a restored backup nothing counts as never sent before the remote says so. The backup is ten minutes older than the host's start; what was under way before the restore, and the
/// search for it, are waited for: 30 s for a call, 5 s of grace, 7 s that the search lags.
/// </summary>
public sealed class AskingFirstTests
{
    private static readonly DateTimeOffset s_start = World.Start;
    private static readonly DateTimeOffset s_backup = s_start.AddMinutes(-10);
    private readonly World _world = new();

    public AskingFirstTests()
    {
        foreach (var remote in _world.Remotes)
        {
            remote.SettleTime = Seconds(7);
        }
    }

    [Fact]
    public async Task Before_all_that_went_out_must_show_nothing_is_asked_and_nothing_is_sent()
    {
        await using var host = Restored();
        _world.Time.Advance(Seconds(41));
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation));

        host.Commits.ShouldHaveSingleItem();
        (last.State, last.DueAt, last.CountsAsAttempt, last.Effect).ShouldBe((WorkState.Ready, s_start + Seconds(30 + 5 + 7), false, null));
        _world.Erp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_all_that_went_out_must_show_the_remote_is_asked()
    {
        await using var host = Restored();
        _world.Time.Advance(Seconds(30 + 5 + 7));
        await host.HandleAsync(host.Claim(SubmitOrder.Operation));

        VerbsAt(_world.Erp).ShouldBe(["probe", "execute"]);
    }

    [Fact]
    public async Task When_the_clock_was_set_back_since_the_start_it_is_not_waited_for()
    {
        var clock = new SetClock(_world.Time);
        await using var host = Restored(clock: clock);
        clock.By = TimeSpan.FromMinutes(-5);
        await host.HandleAsync(host.Claim(SubmitOrder.Operation) with { LeaseUntil = s_start });

        VerbsAt(_world.Erp).ShouldBe(["probe", "execute"]);
    }

    [Fact]
    public async Task What_the_remote_has_is_done()
    {
        await using var host = Restored();
        var work = host.Claim(SubmitOrder.Operation) with { LeaseUntil = DateTimeOffset.MaxValue };
        await ApplyAsync(work);
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        var last = await host.HandleAsync(work);

        host.Commits.ShouldHaveSingleItem();
        (last.State, last.Effect!.State, last.Effect.Sends, last.Effect.Remote!.Id).ShouldBe((WorkState.Confirmed, EffectState.Confirmed, 0, "erp-SO-1-1"));
        VerbsAt(_world.Erp).ShouldBe(["execute", "probe"], "the first is of before the restore");
    }

    [Fact]
    public async Task A_later_revision_that_the_remote_has_may_be_another_one()
    {
        await using var host = Restored();
        var work = host.Claim(SubmitOrder.Operation, revision: 2) with { LeaseUntil = DateTimeOffset.MaxValue };
        await ApplyAsync(work);
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        var last = await host.HandleAsync(work);

        (last.State, last.Error!.Kind).ShouldBe((WorkState.Parked, ErrorKind.Conflict));
        host.Commits.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(600 + 35, "")] // a key that was used right after the backup may be forgotten by the time the call ends
    [InlineData(600 + 36, "execute")]
    public async Task A_key_that_must_be_known_still_takes_the_place_of_asking(int window, string verbs)
    {
        (_world.Erp.Mode, _world.Erp.KeyWindow) = (IdempotencyMode.NativeKey, Seconds(window));
        await using var host = Restored();
        await host.HandleAsync(host.Claim(SubmitOrder.Operation));

        string.Join(' ', VerbsAt(_world.Erp)).ShouldBe(verbs);
    }

    [Fact]
    public async Task What_fails_after_that_is_no_more_in_doubt_than_any_first_send()
    {
        (_world.Erp.Mode, _world.Erp.KeyWindow, _world.Erp.Script) = (IdempotencyMode.NativeKey, TimeSpan.FromDays(1), _ => Fault.Transient);
        await using var host = Restored();
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation));

        (last.State, last.Effect!.State).ShouldBe((WorkState.Ready, EffectState.Intent));
    }

    [Theory]
    [InlineData(EffectState.Intent, 0, false)]
    [InlineData(EffectState.Intent, 1, true)]
    [InlineData(EffectState.Rejected, 0, false)]
    [InlineData(EffectState.Rejected, 1, true)]
    public async Task What_was_sent_after_the_backup_is_known(EffectState state, int seconds, bool isSentAtOnce)
    {
        await using var host = Restored();
        await host.HandleAsync(host.Claim(SubmitOrder.Operation, state, s_backup + Seconds(seconds)));

        VerbsAt(_world.Erp).ShouldBe(isSentAtOnce ? ["execute"] : []);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_a_person_is()
    {
        _world.Erp.Mode = IdempotencyMode.None;
        await using var host = Restored();
        var last = await host.HandleAsync(host.Claim(SubmitOrder.Operation));

        host.Commits.ShouldHaveSingleItem();
        (last.State, last.Effect, last.Error!.Kind).ShouldBe((WorkState.Parked, null, ErrorKind.UnknownOutcome));
        _world.Erp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_costs_nothing_to_do_twice_is_sent()
    {
        _world.Shop.Mode = IdempotencyMode.None;
        await using var host = Restored();
        (await host.HandleAsync(host.Claim(PublishInvoice.Operation))).State.ShouldBe(WorkState.Confirmed);

        VerbsAt(_world.Shop).ShouldBe(["execute"]);
    }

    [Fact]
    public async Task A_state_is_sent()
    {
        await using var host = Restored();
        (await host.HandleAsync(host.Claim(PublishInventory.Operation))).State.ShouldBe(WorkState.Confirmed);

        VerbsAt(_world.Shop).ShouldBe(["execute"]);
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private static IEnumerable<string> VerbsAt(Remote remote) => remote.Calls.Select(call => call.Verb);

    private OneClaim Restored(TimeProvider? clock = null) => new(_world, options => options.RestoredBackupOf = s_backup, clock: clock);

    private Task ApplyAsync(ClaimedWork work) => _world.Erp.ExecuteAsync(work.Key, work.Document.ToArray(), TestContext.Current.CancellationToken);
}
