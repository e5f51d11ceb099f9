namespace Crossdock.Storage.PostgreSql.Arguments;

/// <summary>Arguments of <c>claim_work</c>, <c>commit_work</c>, <c>replay_work</c> and <c>discard_work</c>.</summary>
internal static class WorkArguments
{
    public static void Write(ArgumentWriter writer, (ClaimRequest Request, long Place, Guid Writer, bool LooksForDead) claim)
    {
        var request = claim.Request;
        writer.Number("place", claim.Place);
        writer.Text("writer", claim.Writer.ToString());
        writer.Flag("looks_for_dead", claim.LooksForDead);
        writer.Text("owner", request.Owner);
        writer.Number("max", request.MaxItems);
        writer.Time("now", request.Now);
        writer.Time("lease_until", request.Now + request.Lease);
        writer.Time("furthest", request.Now + request.LongestWait);
        writer.Texts("excluded", request.ExcludedConnections);
    }

    public static void Write(ArgumentWriter writer, WorkCommit commit)
    {
        writer.Number("work", commit.WorkId);
        writer.Number("token", commit.FencingToken);
        writer.Number("state", (long)commit.State);
        WriteNow(writer, commit.Now);
        writer.Time("due_at", commit.DueAt);
        writer.Time("lease_until", commit.LeaseUntil);
        writer.Text("hold_reason", commit.HoldReason);
        writer.Time("wait_until", commit.WaitUntil);
        writer.Array("awaited", commit.Awaited, IntakeArguments.WriteFact);
        writer.Flag("counts_as_attempt", commit.CountsAsAttempt);
        writer.Text("error", StoredJson.Write(commit.Error));
        writer.Object("effect", commit.Effect, WriteEffect);
        writer.Array("established", commit.Established, IntakeArguments.WriteFact);
        writer.Array("failed", commit.Failed, IntakeArguments.WriteFact);
        writer.Array("produced", commit.Produced, IntakeArguments.WriteEntry);
        writer.Array("kpis", commit.Kpis, WriteSample);
        writer.Array("audit", commit.Audit, WriteDraft);
    }

    public static void Write(ArgumentWriter writer, Intervention request)
    {
        writer.Text("tenant", request.Tenant);
        writer.Number("work", request.WorkId);
        writer.Text("actor", request.Actor);
        writer.Text("reason", request.Reason);
        WriteNow(writer, request.Now);
    }

    public static void Write(ArgumentWriter writer, OldRows rows)
    {
        writer.Numbers("inputs", rows.Inputs);
        writer.Numbers("raw_texts", rows.RawTexts);
        writer.Numbers("kpis", rows.Kpis);
    }

    public static void WriteNow(ArgumentWriter writer, DateTimeOffset now)
    {
        writer.Time("now", now);
        writer.Number("now_ms", now.ToUnixTimeMilliseconds());
    }

    private static void WriteEffect(ArgumentWriter writer, EffectRecord effect)
    {
        writer.StartKey();
        writer.Key("tenant", effect.Key.Tenant);
        writer.Key("connection", effect.Key.Connection);
        writer.Key("operation", effect.Key.Operation);
        writer.Key("document_key", effect.Key.DocumentKey);
        writer.Number("revision", effect.Key.Revision);
        writer.Number("state", (long)effect.State);
        writer.Text("fingerprint", effect.Fingerprint);
        writer.Number("sends", effect.Sends);
        writer.Time("first_sent_at", effect.FirstSentAt);
        writer.Time("last_sent_at", effect.LastSentAt);
        writer.Text("remote_id", effect.Remote?.Id);
        writer.Text("remote_number", effect.Remote?.DisplayNumber);
        writer.Text("remote_version", effect.Remote?.Version);
        writer.Text("remote_url", effect.Remote?.Url?.OriginalString);
        writer.Content("command_place", effect.Command.Span);
    }

    private static void WriteSample(ArgumentWriter writer, KpiSample sample)
    {
        writer.Time("at", sample.At);
        writer.Text("instrument", sample.Instrument);
        writer.Text("connection", sample.Connection);
        writer.Text("flow", sample.Flow);
        writer.Text("outcome", sample.Outcome);
        writer.Real("value", sample.Value);
    }

    private static void WriteDraft(ArgumentWriter writer, AuditDraft draft)
    {
        writer.Text("actor", draft.Actor);
        writer.Text("action", draft.Action);
        writer.Text("subject", draft.Subject);
        writer.Text("detail", draft.Detail);
    }
}
