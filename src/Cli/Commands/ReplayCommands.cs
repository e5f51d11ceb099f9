using System.CommandLine;

namespace Crossdock.Cli.Commands;

/// <summary><c>replay plan|dry-run|approve|run|cancel|status</c>.</summary>
internal sealed class ReplayCommands(StoreOptions store, TextWriter output)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);
    private readonly ExceptionOptions _filter = new();
    private readonly Argument<string> _plan = new("plan") { Description = "The plan's id. Choose one when you make it; the same id again is the same plan." };
    private readonly Argument<string?> _maybePlan = new("plan") { Description = "The plan; all of them when it is left out.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _actor = new("--actor") { Description = "Who does this, for the audit chain.", Required = true };
    private readonly Option<string> _reason = new("--reason") { Description = "Why, for the audit chain.", Required = true };
    private readonly Option<string> _note = new("--reason") { Description = "Why, for the audit chain.", DefaultValueFactory = _ => "" };
    private readonly Option<long[]> _items = new("--item") { Description = "An item; may be given several times.", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _all = new("--all") { Description = "All that can be replayed." };
    private readonly Option<bool> _fourEyes = new("--needs-other-approver") { Description = "Somebody other than the actor has to approve." };
    private readonly Option<int> _wait = new("--wait") { Description = "Seconds to wait for a running host, which asks the remotes.", DefaultValueFactory = _ => 60 };
    private readonly Option<bool> _ledger = new("--ledger-only") { Description = "Asks no remote: what only a remote can tell is unknown, and is not replayed." };
    private readonly Option<int> _step = new("--items-per-step") { Description = "Items put back in one transaction, 1 to 1000.", DefaultValueFactory = _ => 100 };
    private readonly Option<double> _pause = new("--pause") { Description = "Seconds between two steps.", DefaultValueFactory = _ => 1 };

    public Command Create()
    {
        var plan = new Command("plan", "Freezes a selection of exceptions as a plan.") { _plan, _actor, _reason, _items, _all, _fourEyes };
        _filter.AddTo(plan);
        plan.SetAction(PlanAsync);
        var dryRun = new Command("dry-run", "Finds out what would be sent and what has happened already. Sends nothing.") { _plan, _actor, _note, _wait, _ledger };
        dryRun.SetAction(DryRunAsync);
        var approve = new Command("approve", "Approves what the dry run found.") { _plan, _actor, _note };
        approve.SetAction((parsed, cancellationToken) => ChangeAsync(parsed, (session, id, actor, note) => session.Replays.ApproveAsync(id, actor, note, cancellationToken), cancellationToken));
        var run = new Command("run", "Puts the items back to work, in order; a running host sends them. Goes on where it was stopped.") { _plan, _actor, _step, _pause };
        run.SetAction(RunAsync);
        var cancel = new Command("cancel", "Gives up what was not put back yet.") { _plan, _actor, _note };
        cancel.SetAction((parsed, cancellationToken) => ChangeAsync(parsed, (session, id, actor, note) => session.Replays.CancelAsync(id, actor, note, cancellationToken), cancellationToken));
        var status = new Command("status", "Shows a plan and its items, or all plans.") { _maybePlan };
        status.SetAction(StatusAsync);
        return new Command("replay", "Brings exceptions back to work.") { plan, dryRun, approve, run, cancel, status };
    }

    private async Task<int> PlanAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var items = parsed.GetValue(_items)!;
        var isFiltered = _filter.IsAnyGiven(parsed);
        if ((items.Length > 0 ? 1 : 0) + (isFiltered ? 1 : 0) + (parsed.GetValue(_all) ? 1 : 0) != 1)
        {
            throw new UsageException("Say what to replay: --item <id> …, a filter (--group, --connection, --operation, --key, --text), or --all.");
        }

        var selection = items.Length > 0 ? ReplaySelection.Items(items) : ReplaySelection.Where(_filter.Read(parsed, store.TenantOf(parsed), ExceptionOptions.Replayable));
        await using var session = await store.OpenAsync(parsed, cancellationToken, options => options.Replay.NeedsOtherApprover = parsed.GetValue(_fourEyes)).ConfigureAwait(false);
        return Print(parsed, await session.Replays.CreateAsync(parsed.GetValue(_plan)!, selection, parsed.GetValue(_actor)!, parsed.GetValue(_reason)!, cancellationToken).ConfigureAwait(false));
    }

    private async Task<int> DryRunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await store.OpenAsync(parsed, cancellationToken).ConfigureAwait(false);
        var id = parsed.GetValue(_plan)!;
        var result = await session.Replays.DryRunAsync(id, parsed.GetValue(_actor)!, parsed.GetValue(_note)!, cancellationToken).ConfigureAwait(false);
        if (!result.IsDone)
        {
            return Print(parsed, result);
        }

        var plan = parsed.GetValue(_ledger)
            ? await session.Replays.CheckFromLedgerAsync(id, cancellationToken).ConfigureAwait(false)
            : await WaitAsync(session, id, TimeSpan.FromSeconds(parsed.GetValue(_wait)), cancellationToken).ConfigureAwait(false);
        if (plan is { State: ReplayPlanState.DryRun })
        {
            await output.WriteLineAsync("No running host did the dry run yet. Start one and ask again, or use --ledger-only.").ConfigureAwait(false);
            return ExitCode.Refused;
        }

        return await PrintItemsAsync(parsed, session, plan!, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ReplayPlan?> WaitAsync(Session session, string id, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var from = session.Time.GetTimestamp();
        while (true)
        {
            var plan = await session.Replays.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (plan is not { State: ReplayPlanState.DryRun } || session.Time.GetElapsedTime(from) >= atMost)
            {
                return plan;
            }

            await Task.Delay(s_look, session.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<int> ChangeAsync(ParseResult parsed, Func<Session, string, string, string, Task<ReplayPlanResult>> change, CancellationToken cancellationToken)
    {
        await using var session = await store.OpenAsync(parsed, cancellationToken).ConfigureAwait(false);
        return Print(parsed, await change(session, parsed.GetValue(_plan)!, parsed.GetValue(_actor)!, parsed.GetValue(_note)!).ConfigureAwait(false));
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await store.OpenAsync(parsed, cancellationToken, options =>
        {
            options.Replay.ItemsPerStep = parsed.GetValue(_step);
            options.Replay.Pause = TimeSpan.FromSeconds(parsed.GetValue(_pause));
        }).ConfigureAwait(false);
        var batch = await session.Replays.RunAsync(parsed.GetValue(_plan)!, parsed.GetValue(_actor)!, cancellationToken).ConfigureAwait(false);
        return Print(parsed, new ReplayPlanResult(batch.Outcome, batch.Plan));
    }

    private async Task<int> StatusAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await store.OpenAsync(parsed, cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_maybePlan) is not { } id)
        {
            var plans = await session.Replays.ListAsync([], 100, cancellationToken).ConfigureAwait(false);
            store.PrinterOf(parsed, output).Print(Views.List(plans.Select(Views.Of)));
            return ExitCode.Done;
        }

        return await session.Replays.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } plan
            ? await PrintItemsAsync(parsed, session, plan, cancellationToken).ConfigureAwait(false)
            : Print(parsed, new ReplayPlanResult(ReplayPlanOutcome.NotFound, null));
    }

    private async Task<int> PrintItemsAsync(ParseResult parsed, Session session, ReplayPlan plan, CancellationToken cancellationToken)
    {
        var view = Views.Of(plan);
        view["first items"] = Views.List((await session.Replays.ListItemsAsync(plan.Id, 0, 100, cancellationToken).ConfigureAwait(false)).Select(Views.Of));
        store.PrinterOf(parsed, output).Print(view);
        return ExitCode.Done;
    }

    private int Print(ParseResult parsed, ReplayPlanResult result)
    {
        var view = result.Plan is null ? new System.Text.Json.Nodes.JsonObject() : Views.Of(result.Plan);
        view.Insert(0, "outcome", result.Outcome.ToString());
        if (NextStep(parsed, result) is { } next)
        {
            view.Insert(1, "nextStep", next);
        }

        store.PrinterOf(parsed, output).Print(view);
        return result.IsDone ? ExitCode.Done : ExitCode.Refused;
    }

    /// <summary>What to do about a refusal; null when there is none.</summary>
    private string? NextStep(ParseResult parsed, ReplayPlanResult result) => (result.Outcome, result.Plan?.State) switch
    {
        (ReplayPlanOutcome.NotFound, _) => $"there is no such plan of tenant '{store.TenantOf(parsed)}': 'replay status' lists the plans, 'replay plan' makes one",
        (ReplayPlanOutcome.OtherSelection, _) => "the plan's id is taken by another selection: choose another id",
        (ReplayPlanOutcome.NeedsOtherApprover, _) => "somebody other than who made the plan has to approve it",
        (ReplayPlanOutcome.WrongState, ReplayPlanState.Created) => "nobody knows yet what would be sent: 'replay dry-run' it first",
        (ReplayPlanOutcome.WrongState, ReplayPlanState.DryRun) => "its dry run is not through: a running host does it, or 'replay dry-run --ledger-only'",
        (ReplayPlanOutcome.WrongState, ReplayPlanState.Checked) => "look at what the dry run found, then 'replay approve' it",
        (ReplayPlanOutcome.WrongState, ReplayPlanState.Approved or ReplayPlanState.Running) => "'replay run' puts its items back, 'replay cancel' gives up those that were not put back",
        (ReplayPlanOutcome.WrongState, _) => "it has ended: make another plan for what is still there",
        _ => null,
    };
}
