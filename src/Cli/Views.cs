using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Storage;

namespace Crossdock.Cli;

/// <summary>What is printed of each thing.</summary>
internal static class Views
{
    public static JsonArray List(IEnumerable<JsonObject> rows) => new([.. rows]);

    public static JsonObject Of(ExceptionGroup group) => new()
    {
        ["group"] = group.Fingerprint,
        ["state"] = group.State.ToString(),
        ["connection"] = group.Connection,
        ["operation"] = group.Operation,
        ["kind"] = group.Kind?.ToString(),
        ["code"] = group.RemoteCode,
        ["field"] = group.Pointer,
        ["count"] = group.Count,
        ["oldest"] = Time(group.Oldest),
        ["sample"] = group.SampleId,
    };

    public static JsonObject Of(WorkItem item) => new()
    {
        ["id"] = item.Id,
        ["state"] = item.State.ToString(),
        ["connection"] = item.Key.Connection,
        ["operation"] = item.Key.Operation,
        ["document"] = item.Key.DocumentKey,
        ["revision"] = item.Key.Revision,
        ["since"] = Time(item.ExceptionSince),
        ["error"] = item.Problems.Count > 0 ? item.Problems[0].ToString() : item.Error?.ToString(),
    };

    public static JsonObject Details(WorkItem item, EffectRecord? effect, JsonNode? payload)
    {
        var view = Of(item);
        view["flow"] = item.Flow;
        view["step"] = item.Step;
        view["attempts"] = item.Attempts;
        view["source"] = item.Envelope.Source;
        view["sequenceKey"] = item.Envelope.SequenceKey;
        view["correlationId"] = item.Envelope.CorrelationId;
        view["problems"] = new JsonArray([.. item.Problems.Select(problem => (JsonNode)JsonValue.Create(problem.ToString())!)]);
        view["effect"] = effect is null ? null : new JsonObject
        {
            ["state"] = effect.State.ToString(),
            ["sends"] = effect.Sends,
            ["lastSent"] = Time(effect.LastSentAt),
            ["remoteId"] = effect.Remote?.Id,
        };
        view["payload"] = payload;
        return view;
    }

    public static JsonObject Of(ReplayPlan plan) => new()
    {
        ["plan"] = plan.Id,
        ["state"] = plan.State.ToString(),
        ["selection"] = plan.Selection,
        ["reason"] = plan.Reason,
        ["createdBy"] = plan.CreatedBy,
        ["createdAt"] = Time(plan.CreatedAt),
        ["needsOtherApprover"] = plan.NeedsOtherApprover,
        ["approvedBy"] = plan.ApprovedBy,
        ["items"] = plan.Progress.Total,
        ["checked"] = plan.Progress.Checked,
        ["wouldSend"] = plan.Progress.WouldSend,
        ["alreadyApplied"] = plan.Progress.AlreadyApplied,
        ["unknown"] = plan.Progress.Unknown,
        ["noException"] = plan.Progress.NoException,
        ["blocked"] = plan.Progress.Blocked,
        ["pending"] = plan.Progress.Pending,
        ["replayed"] = plan.Progress.Replayed,
        ["skipped"] = plan.Progress.Skipped,
        ["confirmed"] = plan.Progress.Confirmed,
        ["failed"] = plan.Progress.Failed,
        ["ended"] = plan.Progress.Ended,
    };

    public static JsonObject Of(ReplayItem item) => new()
    {
        ["id"] = item.WorkId,
        ["effect"] = item.Key.ToString(),
        ["state"] = item.State.ToString(),
        ["verdict"] = item.Verdict?.ToString(),
        ["blockedBy"] = item.BlockedBy,
        ["note"] = item.Note,
    };

    public static JsonObject Of(AuditVerification result) => new()
    {
        ["tenant"] = result.Tenant,
        ["intact"] = result.IsIntact,
        ["entries"] = result.Entries,
        ["anchoredUpTo"] = result.AnchoredUpTo,
        ["head"] = result.Head.Hash,
        ["fault"] = result.Fault?.Kind.ToString(),
        ["brokenEntry"] = result.Fault?.Sequence,
        ["text"] = result.Fault?.Text,
    };

    private static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
