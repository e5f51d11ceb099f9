using System.Text;
using Crossdock.Storage;
using Crossdock.Storage.Sqlite;

namespace Crossdock.Cli.Tests;

/// <summary>A SQLite store of a test's own, with orders that the ERP refused.</summary>
internal sealed class StoreFile : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crossdock-cli-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "store.db");

    public string AnchorPath => System.IO.Path.Combine(_folder.FullName, "heads.jsonl");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<List<long>> FailAsync(params string[] orders)
    {
        await using var store = await OpenAsync();
        await store.AcceptAsync(new AcceptBatch([.. orders.Select(Entry)], null), Cancel);
        var claimed = await store.ClaimAsync(new ClaimRequest("test", 100, Noon, TimeSpan.FromMinutes(1), []), Cancel);
        foreach (var work in claimed)
        {
            await store.CommitAsync(
                new WorkCommit
                {
                    WorkId = work.Id,
                    FencingToken = work.FencingToken,
                    State = WorkState.DeadLettered,
                    Now = Noon,
                    Error = new ConnectorError { Kind = ErrorKind.Validation, Message = "unknown item", RemoteCode = "E42", Pointer = "/lines/0/item" },
                },
                Cancel);
        }

        return [.. claimed.Select(work => work.Id)];
    }

    public async Task<IReadOnlyDictionary<WorkState, long>> CountAsync()
    {
        await using var store = await OpenAsync();
        return await store.CountWorkAsync(Cancel);
    }

    public async Task<SqliteCrossdockStore> OpenAsync()
    {
        var store = new SqliteCrossdockStore(new SqliteStoreOptions { Path = Path });
        await store.OpenAsync(Cancel);
        return store;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static InboxEntry Entry(string order) => new()
    {
        Envelope = new Envelope
        {
            Id = $"event-{order}",
            Source = "shop",
            Type = "crossdock.order.changed",
            DocumentKey = order,
            DocumentType = "order",
            Tenant = "default",
            SequenceKey = $"order/{order}",
            CorrelationId = order,
            OccurredAt = Noon,
            ObservedAt = Noon,
            Fingerprint = order,
        },
        Document = Encoding.UTF8.GetBytes($$$"""{"number":"{{{order}}}","buyer":{"name":"Jane Canary","email":"jane@canary.example"},"total":{"amount":"12.50","currency":"EUR"}}"""),
        Work =
        [
            new PlannedWork
            {
                Flow = "order-to-cash", Step = "submit-order@erp", Connection = "erp", Operation = "submit-order", DocumentKey = order, RevisionFingerprint = order, DueAt = Noon,
            },
        ],
    };
}
