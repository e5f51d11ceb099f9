namespace Crossdock.Storage.PostgreSql.Arguments;

/// <summary>Arguments of the functions of replay plans and edits.</summary>
internal static class ReplayArguments
{
    public static void Write(ArgumentWriter writer, ExceptionFilter filter)
    {
        writer.Text("tenant", filter.Tenant);
        writer.Numbers("states", [.. filter.States.Distinct().Select(state => (long)state)]);
        writer.Number("after", filter.AfterId);
        writer.Text("group", filter.Group);
        writer.Text("connection", filter.Connection);
        writer.Text("operation", filter.Operation);
        writer.Text("key", filter.Key);
        writer.Text("text", string.IsNullOrEmpty(filter.Text) ? null : filter.Text);
        writer.Time("since", filter.Since);
        writer.Time("before", filter.Before);
    }

    public static void Write(ArgumentWriter writer, ReplayPlanDraft draft)
    {
        writer.StartKey();
        writer.Key("tenant", draft.Tenant);
        writer.Key("plan", draft.PlanId);
        writer.Text("selection", draft.Selection.ToString());
        writer.Text("reason", draft.Reason);
        writer.Text("actor", draft.Actor);
        writer.Flag("needs_other_approver", draft.NeedsOtherApprover);
        writer.Number("max", draft.MaxItems);
        if (draft.Selection.Filter is { } filter)
        {
            writer.Object("filter", filter with { Tenant = draft.Tenant, AfterId = 0 }, Write);
        }
        else
        {
            writer.Numbers("items", draft.Selection.WorkIds);
        }

        WorkArguments.WriteNow(writer, draft.Now);
    }

    public static void Write(ArgumentWriter writer, ReplayPlanChange change)
    {
        writer.Text("tenant", change.Tenant);
        writer.Text("plan", change.PlanId);
        writer.Number("action", (long)change.Action);
        writer.Text("actor", change.Actor);
        writer.Text("reason", change.Reason);
        WorkArguments.WriteNow(writer, change.Now);
    }

    public static void Write(ArgumentWriter writer, ReplayFindings findings)
    {
        writer.Text("tenant", findings.Tenant);
        writer.Text("plan", findings.PlanId);
        writer.Number("dry_run", findings.DryRun);
        writer.Array("items", findings.Items, WriteFinding);
        WorkArguments.WriteNow(writer, findings.Now);
    }

    public static void Write(ArgumentWriter writer, ReplayExecution execution)
    {
        writer.Text("tenant", execution.Tenant);
        writer.Text("plan", execution.PlanId);
        writer.Text("actor", execution.Actor);
        writer.Number("max", execution.MaxItems);
        WorkArguments.WriteNow(writer, execution.Now);
    }

    public static void Write(ArgumentWriter writer, EditedCopy copy)
    {
        writer.Number("work", copy.WorkId);
        writer.Object("entry", copy.Entry, IntakeArguments.WriteEntry);
        writer.Text("actor", copy.Actor);
        writer.Text("reason", copy.Reason);
        WorkArguments.WriteNow(writer, copy.Now);
    }

    public static void Write(ArgumentWriter writer, (Intervention Request, ReplayMode Mode) replay)
    {
        WorkArguments.Write(writer, replay.Request);
        writer.Number("mode", (long)replay.Mode);
    }

    public static void Write(ArgumentWriter writer, (Intervention Request, RemoteReference Remote) confirmation)
    {
        WorkArguments.Write(writer, confirmation.Request);
        writer.Object("remote", confirmation.Remote, WriteRemote);
    }

    /// <summary>A page of exceptions as the argument of a read.</summary>
    public static string Json(ExceptionFilter filter) => ArgumentWriter.Write(filter, Write).Json;

    private static void WriteFinding(ArgumentWriter writer, ReplayFinding finding)
    {
        writer.Number("work", finding.WorkId);
        writer.Number("verdict", (long)finding.Verdict);
        writer.Number("token", finding.Token);
        writer.Text("note", finding.Note);
    }

    private static void WriteRemote(ArgumentWriter writer, RemoteReference remote)
    {
        writer.Text("id", remote.Id);
        writer.Text("number", remote.DisplayNumber);
        writer.Text("version", remote.Version);
        writer.Text("url", remote.Url?.OriginalString);
    }
}
