using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>Exceptions come back to work as plans: asked first, approved, in order, each once, whoever clicks how often and whatever dies.</summary>
public sealed class ReplayPlanTests : IDisposable
{
    private const string Plan = "click-1";
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ReplaySelection AllOfErp => ReplaySelection.Where(new ExceptionFilter("default", [WorkState.Parked, WorkState.DeadLettered]) { Connection = "erp" });

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_order_that_the_erp_has_is_found_by_the_dry_run_and_its_replay_sends_nothing()
    {
        _world.Erp.SearchIsBroken = true;
        _world.Erp.Script = call => call.Verb == "execute" ? Fault.LostAfter : Fault.None;
        await using var host = await StartAsync("SO-1");
        (await host.ExceptionsAsync()).ShouldHaveSingleItem().State.ShouldBe(WorkState.Parked, "it was done, and nobody could tell");
        _world.Erp.SearchIsBroken = false;

        var plan = await CheckAsync(host);

        (plan.Progress.Total, plan.Progress.AlreadyApplied).ShouldBe((1, 1));
        (await host.Replays.ListItemsAsync(Plan, 0, 10, Cancel)).ShouldHaveSingleItem().Note.ShouldBe("the remote has it");
        await host.Replays.ApproveAsync(Plan, "bob", "seen", Cancel);
        (await RunAsync(host)).Replayed.ShouldBe(1);
        await host.SettleAsync();
        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
        _world.Erp.Calls.Count(call => call.Verb == "execute").ShouldBe(1);
        (await host.Replays.FindAsync(Plan, Cancel)).ShouldNotBeNull().Progress.Confirmed.ShouldBe(1);
    }

    [Fact]
    public async Task An_order_whose_outcome_nobody_can_tell_is_left_alone()
    {
        _world.Erp.SearchIsBroken = true;
        _world.Erp.Script = call => call.Verb == "execute" ? Fault.LostBefore : Fault.None;
        await using var host = await StartAsync("SO-1");

        var plan = await CheckAsync(host);
        plan.Progress.Unknown.ShouldBe(1);
        await host.Replays.ApproveAsync(Plan, "bob", "", Cancel);
        var batch = await RunAsync(host);

        (batch.Replayed, batch.Skipped).ShouldBe((0, 1));
        (await host.ExceptionsAsync()).ShouldHaveSingleItem();
        _world.Erp.Calls.Count(call => call.Verb == "execute").ShouldBe(1);
    }

    [Fact]
    public async Task Double_clicks_make_one_plan_and_send_each_order_once_in_their_order()
    {
        _world.Erp.Script = call => call.Verb == "execute" ? Fault.Invalid : Fault.None;
        await using var host = await StartAsync("SO-1", "SO-2", "SO-3");
        (await host.ExceptionsAsync(WorkState.DeadLettered)).Count.ShouldBe(3);
        _world.Erp.Script = _ => Fault.None;
        _world.Erp.Calls.Clear();

        var made = await Task.WhenAll(CreateAsync(host), CreateAsync(host));
        made.Select(result => result.Outcome).Order().ShouldBe([ReplayPlanOutcome.Done, ReplayPlanOutcome.Unchanged]);
        (await CheckAsync(host)).Progress.WouldSend.ShouldBe(3);
        _world.Erp.Calls.ShouldBeEmpty("what the remote refused did not happen: there is nothing to ask");
        var approved = await Task.WhenAll(host.Replays.ApproveAsync(Plan, "bob", "", Cancel), host.Replays.ApproveAsync(Plan, "bob", "", Cancel));
        approved.ShouldAllBe(result => result.IsDone);
        var batches = await PassUntilAsync(host, Task.WhenAll(host.Replays.RunAsync(Plan, "bob", Cancel), host.Replays.RunAsync(Plan, "bob", Cancel)));
        await host.SettleAsync();

        batches.Sum(batch => batch.Replayed).ShouldBe(3);
        _world.Erp.Ledger.Select(entry => entry.Key).Order().ShouldBe(["SO-1", "SO-2", "SO-3"]);
        var audit = await host.AuditAsync();
        audit.Where(entry => entry.Subject == $"replay/{Plan}").Select(entry => (entry.Actor, entry.Action)).ShouldBe(
        [
            ("ann", "replay.created"), ("ann", "replay.dry-run"), ("runtime", "replay.checked"), ("bob", "replay.approved"), ("bob", "replay.started"),
            ("bob", "replay.completed"),
        ]);
        audit.Count(entry => entry.Action == "work.replayed").ShouldBe(3);
        (await new AuditVerifier(host.Store).VerifyAsync("default", Cancel)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_plan_that_a_death_cut_off_goes_on_in_the_next_process()
    {
        _world.Erp.Script = call => call.Verb == "execute" ? Fault.Invalid : Fault.None;
        await using (var host = await StartAsync("SO-1", "SO-2", "SO-3"))
        {
            _world.Erp.Script = _ => Fault.None;
            await CheckAsync(host);
            await host.Replays.ApproveAsync(Plan, "bob", "", Cancel);
            using var death = new CancellationTokenSource();
            var running = host.Replays.RunAsync(Plan, "bob", death.Token);
            for (var look = 0; look < 500 && (await host.Replays.FindAsync(Plan, Cancel))!.Progress.Pending == 3; look++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel);
            }

            await death.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(running);
        }

        await using var next = await StartAsync();
        var left = (await next.Replays.FindAsync(Plan, Cancel)).ShouldNotBeNull();
        (left.State, left.Progress.Pending).ShouldBe((ReplayPlanState.Running, 2));
        (await RunAsync(next)).Replayed.ShouldBe(2);
        await next.SettleAsync();

        _world.Erp.Ledger.Select(entry => entry.Key).Order().ShouldBe(["SO-1", "SO-2", "SO-3"]);
    }

    [Fact]
    public async Task Items_go_back_no_faster_than_the_options_say()
    {
        _world.Erp.Script = call => call.Verb == "execute" ? Fault.Invalid : Fault.None;
        await using var host = await StartAsync("SO-1", "SO-2", "SO-3");
        await CheckAsync(host);
        await host.Replays.ApproveAsync(Plan, "bob", "", Cancel);
        var from = _world.Time.GetUtcNow();

        await RunAsync(host);

        (_world.Time.GetUtcNow() - from).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(20), "three steps have two pauses of 10 s between them");
    }

    [Fact]
    public async Task Where_four_eyes_are_asked_for_nobody_approves_what_they_made()
    {
        _world.Erp.Script = call => call.Verb == "execute" ? Fault.Invalid : Fault.None;
        await using var host = await StartAsync(options => options.Replay.NeedsOtherApprover = true, "SO-1");
        await CheckAsync(host);

        (await host.Replays.ApproveAsync(Plan, "ann", "", Cancel)).Outcome.ShouldBe(ReplayPlanOutcome.NeedsOtherApprover);
        (await host.Replays.RunAsync(Plan, "ann", Cancel)).Outcome.ShouldBe(ReplayPlanOutcome.WrongState);
        (await host.Replays.ApproveAsync(Plan, "bob", "", Cancel)).Outcome.ShouldBe(ReplayPlanOutcome.Done);
    }

    [Fact]
    public async Task An_edited_copy_is_checked_linked_to_its_original_and_sent_once()
    {
        _world.Erp.Script = call => call.Verb == "execute" ? Fault.Invalid : Fault.None;
        await using var host = await StartAsync("SO-1");
        var dead = (await host.ExceptionsAsync(WorkState.DeadLettered)).ShouldHaveSingleItem();
        _world.Erp.Script = _ => Fault.None;

        var broken = await host.Replays.EditAsync(dead.Id, "{\"number\":\"SO-1\"}"u8.ToArray(), "ann", "try", Cancel);
        broken.IsDone.ShouldBeFalse();
        broken.Problems.ShouldNotBeEmpty();
        var other = await host.Replays.EditAsync(dead.Id, Order.Codec.ToCanonicalBytes(Docs.Order("SO-2")), "ann", "try", Cancel);
        other.Outcome.ShouldBe(EditOutcome.OtherDocument);
        var corrected = Order.Codec.ToCanonicalBytes(Docs.Order("SO-1", ("SKU-9", 2m, 10m)));
        (await host.Replays.EditAsync(dead.Id, corrected, "ann", "wrong item number", Cancel)).IsDone.ShouldBeTrue();
        (await host.Replays.EditAsync(dead.Id, corrected, "ann", "wrong item number", Cancel)).Outcome.ShouldNotBe(EditOutcome.Done);
        await host.SettleAsync();

        _world.Erp.CountOf("submit-order", "SO-1").ShouldBe(1);
        var edit = (await ((IReplayStore)host.Store).ListEditsAsync("default", dead.Id, Cancel)).ShouldHaveSingleItem();
        (edit.Actor, edit.Reason, edit.Copy.CausationId).ShouldBe(("ann", "wrong item number", edit.Original.Id));
        edit.After.ToArray().ShouldBe(corrected);
        (await host.AuditAsync()).ShouldContain(entry => entry.Action == "work.edited" && entry.Actor == "ann");
    }

    private static Task<ReplayPlanResult> CreateAsync(TestHost host) => host.Replays.CreateAsync(Plan, AllOfErp, "ann", "the ERP was repaired", Cancel);

    /// <summary>Makes the plan unless it is there, and waits for the host's dry run.</summary>
    private static async Task<ReplayPlan> CheckAsync(TestHost host)
    {
        await CreateAsync(host);
        (await host.Replays.DryRunAsync(Plan, "ann", "", Cancel)).IsDone.ShouldBeTrue();
        for (var look = 0; look < 1000; look++)
        {
            if (await host.Replays.FindAsync(Plan, Cancel) is { State: ReplayPlanState.Checked } plan)
            {
                return plan;
            }

            await host.PassAsync(TimeSpan.FromSeconds(1));
        }

        throw new TimeoutException("The dry run never ended.");
    }

    private static Task<ReplayBatch> RunAsync(TestHost host) => PassUntilAsync(host, host.Replays.RunAsync(Plan, "bob", Cancel));

    /// <summary>Moves the clock along until a task is done.</summary>
    private static async Task<T> PassUntilAsync<T>(TestHost host, Task<T> running)
    {
        for (var look = 0; look < 1000 && !running.IsCompleted; look++)
        {
            await host.PassAsync(TimeSpan.FromSeconds(1));
        }

        return await running;
    }

    private Task<TestHost> StartAsync(params string[] orders) => StartAsync(_ => { }, orders);

    private async Task<TestHost> StartAsync(Action<CrossdockOptions> configure, params string[] orders)
    {
        foreach (var order in orders)
        {
            _world.Orders.Add(Docs.Order(order), order, 1);
        }

        var host = await TestHost.StartAsync(
            _world,
            _folder.Store,
            flow => flow.On<Order>("shop").Submit("erp"),
            options =>
            {
                options.Replay.ItemsPerStep = 1;
                options.Replay.Pause = TimeSpan.FromSeconds(10);
                configure(options);
            });
        if (orders.Length > 0)
        {
            await host.SettleAsync(TimeSpan.FromMinutes(1), TimeSpan.FromDays(2));
        }

        return host;
    }
}
