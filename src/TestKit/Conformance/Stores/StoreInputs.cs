using System.Security.Cryptography;
using System.Text;
using Crossdock.Storage;

namespace Crossdock.TestKit.Conformance;

/// <summary>Makes inputs of a store, so that a test says only what matters to it.</summary>
public static class StoreInputs
{
    /// <summary>The tenant of everything that names no other.</summary>
    public const string Tenant = "acme";

    /// <summary>The time of everything that names no other.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>How long claims hold: two minutes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>A small JSON document.</summary>
    public static byte[] Json(string text) => Encoding.UTF8.GetBytes($$"""{"content":"{{text}}"}""");

    /// <summary>SHA-256, hex.</summary>
    public static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The envelope of an order, or of another type of document.</summary>
    public static Envelope Envelope(
        string key,
        long? version = 1,
        string type = "order",
        string source = "shop",
        string? sequenceKey = null,
        string? id = null,
        string tenant = Tenant) => new()
        {
            Id = id ?? $"{type}/{key}/{version}",
            Source = source,
            Type = $"crossdock.{type}.changed",
            DocumentKey = key,
            DocumentType = type,
            DataSchema = $"https://crossdock.dev/schemas/{type}.schema.json",
            Tenant = tenant,
            SequenceKey = sequenceKey ?? $"order/{key}",
            SourceVersion = version,
            CorrelationId = $"c-{key}",
            CausationId = null,
            OccurredAt = Noon.AddMinutes(-1),
            ObservedAt = Noon,
            Fingerprint = Hash(Json(key + version)),
        };

    /// <summary>A step that writes a document to a connection; by default an order to the ERP.</summary>
    public static PlannedWork Submit(
        string key,
        string content = "A",
        string connection = "erp",
        string operation = "submit-order",
        long? version = 1,
        DateTimeOffset? dueAt = null,
        SequenceMode mode = SequenceMode.Ordered,
        IReadOnlyList<FactKey>? after = null,
        DateTimeOffset? waitUntil = null) => new()
        {
            Flow = "order-to-cash",
            Step = $"{operation}@{connection}",
            Connection = connection,
            Operation = operation,
            DocumentKey = key,
            RevisionFingerprint = content,
            Mode = mode,
            Version = version,
            After = after ?? [],
            WaitUntil = waitUntil,
            DueAt = dueAt ?? Noon,
        };

    /// <summary>An input and the steps it causes.</summary>
    public static InboxEntry Entry(Envelope envelope, params PlannedWork[] work) => new()
    {
        Envelope = envelope,
        Document = Json($"{envelope.DocumentKey}@{envelope.SourceVersion}"),
        Work = work,
    };

    /// <summary>An order with one step, to be submitted to the ERP.</summary>
    public static InboxEntry Order(string key, string content = "A", long version = 1) =>
        Entry(Envelope(key, version), Submit(key, content, version: version));

    /// <summary>Stock of an item: only the newest matters.</summary>
    public static InboxEntry Stock(string sku, string content, long asOf, DateTimeOffset? dueAt = null) => Entry(
        Envelope(sku, asOf, "inventory", "warehouse", $"item/{sku}"),
        Submit(sku, content, "shop", "publish-inventory", asOf, dueAt, SequenceMode.LatestWins));

    /// <summary>An order that breaks the schema, with its raw form.</summary>
    public static InboxEntry Refused(string key, long version = 1) => new()
    {
        Envelope = Envelope(key, version),
        Raw = Encoding.UTF8.GetBytes($"raw {key}@{version}"),
        Problems = [new DocumentProblem("/lines/0/quantity", "minimum", "Found -1; it must be at least 0.")],
    };

    /// <summary>Inputs that are accepted together, without a checkpoint.</summary>
    public static AcceptBatch Batch(params InboxEntry[] entries) => new(entries);

    /// <summary>A request for work under a lease of <see cref="Lease"/>.</summary>
    public static ClaimRequest Claim(int maxItems = 10, DateTimeOffset? now = null, params string[] excluded) =>
        new("test", maxItems, now ?? Noon, Lease, excluded);

    /// <summary>The fact that the ERP has accepted an order.</summary>
    public static FactKey OrderAccepted(string key, string tenant = Tenant) => new(tenant, "submit-order", "erp", $"order/{key}");

    /// <summary>The ledger row of claimed work's effect; its command is the document unless another is given.</summary>
    public static EffectRecord Effect(ClaimedWork work, EffectState state, byte[]? command = null, int sends = 0) => new()
    {
        Key = work.Key,
        State = state,
        Command = command ?? work.Document,
        Fingerprint = Hash((command ?? work.Document).Span),
        Sends = sends,
        FirstSentAt = sends > 0 ? Noon : null,
        LastSentAt = sends > 0 ? Noon : null,
    };

    /// <summary>A state change of claimed work that carries nothing else.</summary>
    public static WorkCommit Commit(ClaimedWork work, WorkState state, DateTimeOffset? now = null) => new()
    {
        WorkId = work.Id,
        FencingToken = work.FencingToken,
        State = state,
        Now = now ?? Noon,
    };
}
