using Crossdock.Storage;
using Xunit;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.TestKit.Conformance;

/// <content>Replay plans: a frozen selection, checked, approved, executed once.</content>
public abstract partial class StoreConformance
{
    private const string PlanId = "click-1";

    private static ReplayPlanDraft Draft(ReplaySelection selection, string planId = PlanId) => new()
    {
        Tenant = Tenant,
        PlanId = planId,
        Selection = selection,
        Actor = "ann",
        Reason = "ERP repaired",
        Now = Noon,
    };

    private static ReplaySelection AllDead() => ReplaySelection.Where(new ExceptionFilter(Tenant, [WorkState.DeadLettered]));

    private async Task<List<long>> FailManyAsync(int count, int from = 0)
    {
        var ids = new List<long>();
        for (var n = from; n < from + count; n++)
        {
            ids.Add((await FailAsync(Order($"SO-{n}"), ErrorAt("/a"), Noon)).Id);
        }

        return ids;
    }

    private Task<ReplayPlanResult> ChangeAsync(ReplayPlanAction action, string actor = "ann", string planId = PlanId) =>
        Replays.ChangePlanAsync(new ReplayPlanChange(Tenant, planId, action, actor, "", Noon), Stop);

    private Task<ReplayPlan?> FindAsync(ReplayVerdict verdict, int dryRun, params IEnumerable<long> ids) =>
        Replays.WriteFindingsAsync(new ReplayFindings(Tenant, PlanId, dryRun, [.. ids.Select(id => new ReplayFinding(id, verdict, 1))], Noon), Stop);

    private Task<ReplayBatch> ExecuteAsync(int maxItems = 100, string planId = PlanId) =>
        Replays.ExecutePlanAsync(new ReplayExecution(Tenant, planId, "bob", maxItems, Noon), Stop);

    private async Task ApproveAsync(ReplaySelection selection, ReplayVerdict verdict, params IEnumerable<long> ids)
    {
        await Replays.CreatePlanAsync(Draft(selection), Stop);
        await ChangeAsync(ReplayPlanAction.DryRun);
        (await FindAsync(verdict, 1, ids)).MustNotBeNull().State.MustBe(ReplayPlanState.Checked);
        (await ChangeAsync(ReplayPlanAction.Approve, "bob")).Outcome.MustBe(ReplayPlanOutcome.Done);
    }

    [Fact]
    public async Task A_plan_freezes_what_its_selection_finds()
    {
        var ids = await FailManyAsync(3);
        await FailAsync(Order("parked"), ErrorAt("/a"), Noon, WorkState.Parked);

        var made = await Replays.CreatePlanAsync(Draft(AllDead()), Stop);
        await FailManyAsync(1, from: 10);

        made.Outcome.MustBe(ReplayPlanOutcome.Done);
        var plan = (await Replays.FindPlanAsync(Tenant, PlanId, Stop)).MustNotBeNull();
        (plan.State, plan.CreatedBy, plan.Reason, plan.Progress.Total, plan.Progress.Pending).MustBe((ReplayPlanState.Created, "ann", "ERP repaired", 3, 3));
        (await Replays.ListPlanItemsAsync(new ReplayItemFilter(Tenant, PlanId), Stop)).Select(item => item.WorkId).MustBe(ids);
        (await Replays.ListPlansAsync(new ReplayPlanFilter(Tenant, []), Stop)).MustBeOne().MustBe(plan);
        (await Replays.FindPlanAsync("other", PlanId, Stop)).MustBeNull();
        (await Replays.ListPlansAsync(new ReplayPlanFilter(Tenant, [ReplayPlanState.Running]), Stop)).MustBeEmpty();
    }

    [Fact]
    public async Task A_double_click_makes_one_plan_and_the_same_id_with_another_selection_is_refused()
    {
        var ids = await FailManyAsync(2);

        var clicks = await Task.WhenAll(Replays.CreatePlanAsync(Draft(AllDead()), Stop), Replays.CreatePlanAsync(Draft(AllDead()), Stop));

        clicks.Select(click => click.Outcome).Order().MustBe([ReplayPlanOutcome.Done, ReplayPlanOutcome.Unchanged]);
        (await Replays.CreatePlanAsync(Draft(ReplaySelection.Items(ids[0])), Stop)).Outcome.MustBe(ReplayPlanOutcome.OtherSelection);
        (await Replays.ListPlansAsync(new ReplayPlanFilter(Tenant, []), Stop)).MustBeOne().Progress.Total.MustBe(2);
        (await AuditAsync()).Count(entry => entry.Action == "replay.created").MustBe(1);
    }

    [Fact]
    public async Task A_plan_is_of_some_items_or_a_group_and_takes_no_more_than_asked_for()
    {
        var ids = await FailManyAsync(3);
        var group = (await GroupsAsync()).MustBeOne();

        (await Replays.CreatePlanAsync(Draft(ReplaySelection.Items(ids[2], ids[0], 4711), "items"), Stop)).Plan.MustNotBeNull().Progress.Total.MustBe(2);
        (await Replays.CreatePlanAsync(Draft(ReplaySelection.Group(Tenant, group.Fingerprint), "group") with { MaxItems = 2 }, Stop))
            .Plan.MustNotBeNull().Progress.Total.MustBe(2);
        (await Replays.ListPlanItemsAsync(new ReplayItemFilter(Tenant, "group"), Stop)).Select(item => item.WorkId).MustBe(ids.Take(2));
        (await Replays.CreatePlanAsync(Draft(ReplaySelection.Items(ids), "other") with { Tenant = "other" }, Stop)).Plan.MustNotBeNull().Progress.Total.MustBe(0);
    }

    [Fact]
    public async Task A_plan_is_approved_only_after_a_complete_dry_run_and_a_new_one_starts_over()
    {
        var ids = await FailManyAsync(3);
        await Replays.CreatePlanAsync(Draft(AllDead()), Stop);
        (await ChangeAsync(ReplayPlanAction.Approve)).Outcome.MustBe(ReplayPlanOutcome.WrongState);
        (await ExecuteAsync()).Outcome.MustBe(ReplayPlanOutcome.WrongState);

        (await ChangeAsync(ReplayPlanAction.DryRun)).Plan.MustNotBeNull().State.MustBe(ReplayPlanState.DryRun);
        (await ChangeAsync(ReplayPlanAction.DryRun)).Outcome.MustBe(ReplayPlanOutcome.Unchanged);
        (await FindAsync(ReplayVerdict.WouldSend, 1, ids.Take(2))).MustNotBeNull().State.MustBe(ReplayPlanState.DryRun);
        (await ChangeAsync(ReplayPlanAction.Approve)).Outcome.MustBe(ReplayPlanOutcome.WrongState);
        (await Replays.ListPlanItemsAsync(new ReplayItemFilter(Tenant, PlanId) { IsUnchecked = true }, Stop)).MustBeOne().WorkId.MustBe(ids[2]);
        (await FindAsync(ReplayVerdict.AlreadyApplied, 1, ids[2])).MustNotBeNull().State.MustBe(ReplayPlanState.Checked);

        (await ChangeAsync(ReplayPlanAction.DryRun)).Plan.MustNotBeNull().Progress.Checked.MustBe(0);
        (await FindAsync(ReplayVerdict.WouldSend, 1, ids)).MustNotBeNull().Progress.Checked.MustBe(0, "of the dry run before");
        var plan = (await FindAsync(ReplayVerdict.Unknown, 2, ids)).MustNotBeNull();
        (plan.State, plan.DryRun, plan.Progress.Unknown).MustBe((ReplayPlanState.Checked, 2, 3));
        (await ChangeAsync(ReplayPlanAction.Approve)).Outcome.MustBe(ReplayPlanOutcome.Done);
        (await ChangeAsync(ReplayPlanAction.Approve, "bob")).Outcome.MustBe(ReplayPlanOutcome.Unchanged);
        (await ChangeAsync(ReplayPlanAction.DryRun)).Outcome.MustBe(ReplayPlanOutcome.WrongState);
        (await ChangeAsync(ReplayPlanAction.Approve, planId: "none")).MustBe(new ReplayPlanResult(ReplayPlanOutcome.NotFound, null));
    }

    [Fact]
    public async Task Where_four_eyes_are_asked_for_the_maker_does_not_approve()
    {
        await Replays.CreatePlanAsync(Draft(AllDead()) with { NeedsOtherApprover = true }, Stop);
        await ChangeAsync(ReplayPlanAction.DryRun);
        (await FindAsync(ReplayVerdict.WouldSend, 1)).MustNotBeNull().State.MustBe(ReplayPlanState.Checked, "an empty plan has nothing to ask about");

        (await ChangeAsync(ReplayPlanAction.Approve, "ann")).Outcome.MustBe(ReplayPlanOutcome.NeedsOtherApprover);
        (await ChangeAsync(ReplayPlanAction.Approve, "bob")).Plan.MustNotBeNull().ApprovedBy.MustBe("bob");
        (await ExecuteAsync()).Plan.MustNotBeNull().State.MustBe(ReplayPlanState.Completed);
    }

    [Fact]
    public async Task An_approved_plan_is_executed_in_bounded_steps_in_order_and_goes_on_after_a_restart()
    {
        var ids = await FailManyAsync(5);
        await ApproveAsync(AllDead(), ReplayVerdict.WouldSend, ids);

        var first = await ExecuteAsync(2);
        (first.Replayed, first.Skipped, first.Plan.MustNotBeNull().State).MustBe((2, 0, ReplayPlanState.Running));
        (await ClaimAsync()).Select(work => work.Id).MustBe(ids.Take(2));
        await RestartAsync();

        await ExecuteAsync(2);
        var last = await ExecuteAsync(2);
        (last.Replayed, last.Plan.MustNotBeNull().State, last.Plan!.Progress.Replayed).MustBe((1, ReplayPlanState.Completed, 5));
        (await ExecuteAsync()).MustBe(last with { Outcome = ReplayPlanOutcome.Unchanged, Replayed = 0 });
        (await ChangeAsync(ReplayPlanAction.Cancel)).Outcome.MustBe(ReplayPlanOutcome.WrongState);

        var audit = await AuditAsync();
        audit.Where(entry => entry.Subject == $"replay/{PlanId}").Select(entry => entry.Action)
            .MustBe(["replay.created", "replay.dry-run", "replay.checked", "replay.approved", "replay.started", "replay.completed"]);
        audit.Where(entry => entry.Action == "work.replayed").Select(entry => (entry.Actor, entry.Detail))
            .MustBe(ids.Select(id => ("bob", $"work {id}, DeadLettered -> Ready: replay plan '{PlanId}': ERP repaired")));
    }

    [Fact]
    public async Task Two_executors_put_each_item_back_once()
    {
        var ids = await FailManyAsync(6);
        await ApproveAsync(AllDead(), ReplayVerdict.WouldSend, ids);

        var batches = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ExecuteAsync(2)));

        batches.Sum(batch => batch.Replayed).MustBe(6);
        (await AuditAsync()).Count(entry => entry.Action == "work.replayed").MustBe(6);
        (await SamplesAsync(ExceptionKpis.ReplayItems)).MustBeOne().Count.MustBe(6);
    }

    [Fact]
    public async Task Two_processes_that_make_approve_and_run_one_plan_put_each_item_back_once()
    {
        var first = Replays;
        var second = (IReplayStore)await SecondAsync();
        var ids = await FailManyAsync(8);

        var made = await Task.WhenAll(first.CreatePlanAsync(Draft(AllDead()), Stop), second.CreatePlanAsync(Draft(AllDead()), Stop));
        made.Count(result => result.Outcome == ReplayPlanOutcome.Done).MustBe(1);
        await ChangeAsync(ReplayPlanAction.DryRun);
        await FindAsync(ReplayVerdict.WouldSend, 1, ids);
        var approval = new ReplayPlanChange(Tenant, PlanId, ReplayPlanAction.Approve, "bob", "", Noon);
        var approved = await Task.WhenAll(first.ChangePlanAsync(approval, Stop), second.ChangePlanAsync(approval with { Actor = "eve" }, Stop));
        approved.Count(result => result.Outcome == ReplayPlanOutcome.Done).MustBe(1);
        approved.Count(result => result.IsDone).MustBe(2);

        var batches = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => (n % 2 == 0 ? first : second).ExecutePlanAsync(new ReplayExecution(Tenant, PlanId, "bob", 1, Noon), Stop)));

        batches.Sum(batch => batch.Replayed).MustBe(8);
        (await AuditAsync()).Count(entry => entry.Action == "work.replayed").MustBe(8);
        (await second.FindPlanAsync(Tenant, PlanId, Stop)).MustNotBeNull().State.MustBe(ReplayPlanState.Completed);
        (await ClaimAsync(8)).Select(work => work.Id).MustBe(ids);
    }

    [Fact]
    public async Task Two_plans_of_one_item_put_it_back_once()
    {
        var ids = await FailManyAsync(1);
        await ApproveAsync(AllDead(), ReplayVerdict.WouldSend, ids);
        await Replays.CreatePlanAsync(Draft(AllDead(), "other"), Stop);
        await ChangeAsync(ReplayPlanAction.DryRun, planId: "other");
        await Replays.WriteFindingsAsync(new ReplayFindings(Tenant, "other", 1, [new ReplayFinding(ids[0], ReplayVerdict.WouldSend, 1)], Noon), Stop);
        await ChangeAsync(ReplayPlanAction.Approve, planId: "other");

        (await ExecuteAsync()).Replayed.MustBe(1);
        await CommitAsync(Commit(await ClaimOneAsync(), WorkState.DeadLettered) with { Error = ErrorAt("/a") });

        var second = await ExecuteAsync(planId: "other");
        (second.Replayed, second.Skipped).MustBe((0, 1), "it was sent after the other plan's dry run: what that found is not true any more");
        (await Replays.FindPlanAsync(Tenant, PlanId, Stop)).MustNotBeNull().Progress.Failed.MustBe(1);
    }

    [Fact]
    public async Task What_nobody_can_tell_or_is_no_exception_any_more_is_left_alone()
    {
        var ids = await FailManyAsync(4);
        await Replays.CreatePlanAsync(Draft(AllDead()), Stop);
        await ChangeAsync(ReplayPlanAction.DryRun);
        await FindAsync(ReplayVerdict.Unknown, 1, ids[0]);
        await FindAsync(ReplayVerdict.NoException, 1, ids[1]);
        await FindAsync(ReplayVerdict.AlreadyApplied, 1, ids[2]);
        await FindAsync(ReplayVerdict.WouldSend, 1, ids[3]);
        await ChangeAsync(ReplayPlanAction.Approve);
        await Store.DiscardAsync(Tenant, ids[3], "ann", "away", Noon, Stop);

        var batch = await ExecuteAsync();

        (batch.Replayed, batch.Skipped).MustBe((1, 3));
        (await ClaimAsync()).MustBeOne().Id.MustBe(ids[2]);
        (await Replays.ListPlanItemsAsync(new ReplayItemFilter(Tenant, PlanId) { State = ReplayItemState.Skipped }, Stop))
            .Count(item => item.Note is not null).MustBe(3, "each says why");
    }

    [Fact]
    public async Task What_became_of_each_item_is_counted_in_its_plan()
    {
        var ids = await FailManyAsync(3);
        await ApproveAsync(AllDead(), ReplayVerdict.WouldSend, ids);
        await ExecuteAsync();

        var claimed = await ClaimAsync();
        await FinishAsync(claimed[0]);
        await CommitAsync(Commit(claimed[1], WorkState.DeadLettered) with { Error = ErrorAt("/a") });
        await CommitAsync(Commit(claimed[2], WorkState.Rejected) with { Error = ErrorAt("/a") });

        var progress = (await Replays.FindPlanAsync(Tenant, PlanId, Stop)).MustNotBeNull().Progress;
        (progress.Confirmed, progress.Failed, progress.Ended, progress.Replayed, progress.Pending).MustBe((1, 1, 1, 0, 0));

        await Store.DiscardAsync(Tenant, claimed[1].Id, "ann", "away", Noon, Stop);
        (await Replays.FindPlanAsync(Tenant, PlanId, Stop)).MustNotBeNull().Progress.MustBe(progress, "what comes later is not the plan's doing");
    }

    [Fact]
    public async Task A_cancelled_plan_puts_nothing_more_back()
    {
        var ids = await FailManyAsync(3);
        await ApproveAsync(AllDead(), ReplayVerdict.WouldSend, ids);
        await ExecuteAsync(1);

        (await ChangeAsync(ReplayPlanAction.Cancel)).Plan.MustNotBeNull().State.MustBe(ReplayPlanState.Cancelled);
        (await ChangeAsync(ReplayPlanAction.Cancel)).Outcome.MustBe(ReplayPlanOutcome.Unchanged);
        (await ExecuteAsync()).Outcome.MustBe(ReplayPlanOutcome.WrongState);

        (await ClaimAsync()).MustBeOne().Id.MustBe(ids[0]);
        (await ListAsync(WorkState.DeadLettered)).Count.MustBe(2);
    }

    [Fact]
    public async Task An_item_behind_an_exception_that_the_plan_does_not_hold_is_reported()
    {
        var first = await FailAsync(Order("SO-1"), ErrorAt("/a"), Noon, WorkState.Parked);
        var waits = Entry(Envelope("SH-1", sequenceKey: "order/SO-1"), Submit("SH-1", operation: "report-shipment", after: [OrderAccepted("SO-9")], waitUntil: Noon));
        await AcceptAsync(waits);
        await ClaimAsync(now: Noon.AddMinutes(1)); // waited too long: parked, behind the other
        var second = (await ListAsync(WorkState.Parked)).Single(item => item.Id != first.Id);
        await AcceptAsync(Refused("SO-2"));
        var refused = (await ListAsync(WorkState.Rejected)).MustBeOne();
        var third = await FailBehindRefusalAsync();

        await Replays.CreatePlanAsync(Draft(ReplaySelection.Items(second.Id, third)), Stop);
        await ChangeAsync(ReplayPlanAction.DryRun);
        var plan = (await FindAsync(ReplayVerdict.WouldSend, 1, second.Id, third)).MustNotBeNull();

        plan.Progress.Blocked.MustBe(2);
        (await Replays.ListPlanItemsAsync(new ReplayItemFilter(Tenant, PlanId), Stop)).Select(item => item.BlockedBy).MustBe([first.Id, refused.Id]);

        await Replays.CreatePlanAsync(Draft(ReplaySelection.Items(first.Id, second.Id), "both"), Stop);
        await ChangeAsync(ReplayPlanAction.DryRun, planId: "both");
        var findings = new[] { first.Id, second.Id }.Select(id => new ReplayFinding(id, ReplayVerdict.WouldSend, 1));
        (await Replays.WriteFindingsAsync(new ReplayFindings(Tenant, "both", 1, [.. findings], Noon), Stop)).MustNotBeNull().Progress.Blocked.MustBe(0);
    }

    /// <summary>Work behind the refused SO-2 that is parked, since the fact it needs failed.</summary>
    private async Task<long> FailBehindRefusalAsync()
    {
        await AcceptAsync(Entry(
            Envelope("SH-2", sequenceKey: "order/SO-2"),
            Submit("SH-2", operation: "report-shipment", after: [OrderAccepted("SO-9")], waitUntil: Noon)));
        await ClaimAsync(now: Noon.AddMinutes(1));
        return (await ListAsync(WorkState.Parked)).Single(item => item.Key.DocumentKey == "SH-2").Id;
    }
}
