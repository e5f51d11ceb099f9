using System.Runtime.CompilerServices;
using Crossdock.Storage.Sqlite.Tables;

namespace Crossdock.Storage.Sqlite;

/// <content>Calls that only read.</content>
public sealed partial class SqliteCrossdockStore
{
    private const int AuditPage = 256;

    /// <inheritdoc/>
    public Task<EffectRecord?> FindEffectAsync(IdempotencyKey key, CancellationToken cancellationToken) =>
        Reading.ReadAsync(key, static (database, argument) => EffectTable.Find(database, argument), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<EffectRecord>> FindEffectsAsync(
        string tenant,
        string connection,
        string operation,
        string documentKey,
        CancellationToken cancellationToken) => Reading.ReadAsync<(string, string, string, string), IReadOnlyList<EffectRecord>>(
            (tenant, connection, operation, documentKey),
            static (database, argument) => EffectTable.FindAll(database, argument.Item1, argument.Item2, argument.Item3, argument.Item4),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredDocument>> FindDocumentsAsync(
        string tenant,
        string documentType,
        string sequenceKey,
        CancellationToken cancellationToken) => Reading.ReadAsync<(string, string, string), IReadOnlyList<StoredDocument>>(
            (tenant, documentType, sequenceKey),
            static (database, argument) => DocumentTable.Find(database, argument.Item1, argument.Item2, argument.Item3),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Checkpoint> ReadCheckpointAsync(CheckpointKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Reading.ReadAsync(key, static (database, argument) => CheckpointTable.Read(database, argument), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        Reading.ReadAsync(0, static (database, _) => WorkReading.NextDue(database), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Superseded counts content that was replaced before it ran, including work that was replaced in its place.</remarks>
    public async Task<IReadOnlyDictionary<WorkState, long>> CountWorkAsync(CancellationToken cancellationToken)
    {
        var counters = await ReadCountersAsync(cancellationToken).ConfigureAwait(false);
        return Enum.GetValues<WorkState>().ToDictionary(state => state, state => counters.GetValueOrDefault((int)Counter.WorkInState + (int)state));
    }

    /// <inheritdoc/>
    public async Task<StoreTotals> ReadTotalsAsync(CancellationToken cancellationToken)
    {
        var counters = await ReadCountersAsync(cancellationToken).ConfigureAwait(false);
        return new StoreTotals(
            Of(Counter.Accepted),
            Of(Counter.Duplicates),
            Of(Counter.Unchanged),
            Of(Counter.Stale),
            Of(Counter.Refused),
            Of(Counter.EffectsConfirmed),
            Of(Counter.InDoubt),
            Of(Counter.InDoubtResolved),
            Of(Counter.Retries),
            Of(Counter.Echoes),
            Of(Counter.OutOfOrder));

        long Of(Counter counter) => counters.GetValueOrDefault((int)counter);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<WorkItem>> ListExceptionsAsync(ExceptionFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ThrowIfNoPage(filter.MaxItems, nameof(filter));
        ThrowIfNotListed(filter, nameof(filter));

        return Reading.ScanAsync<ExceptionFilter, IReadOnlyList<WorkItem>>(
            filter, static (database, argument) => ExceptionQuery.Items(database, argument), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(string tenant, long workId, CancellationToken cancellationToken) => Reading.ReadAsync(
        (tenant, workId),
        static (database, argument) => WorkReading.ReadPayload(database, argument.tenant, argument.workId),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<KpiSummary>> SummariseKpisAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Reading.ScanAsync<(DateTimeOffset, DateTimeOffset), IReadOnlyList<KpiSummary>>(
            (from, to), static (database, argument) => KpiTable.Summarise(database, argument.Item1, argument.Item2), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<AuditEntry> ReadAuditAsync(
        string tenant,
        long fromSequence,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Page by page: an open read would keep the log from being moved into the file.
        List<AuditEntry> page;
        do
        {
            page = await Reading.ScanAsync(
                (tenant, fromSequence),
                static (database, argument) => AuditTable.Read(database, argument.tenant, argument.fromSequence, AuditPage),
                cancellationToken).ConfigureAwait(false);
            foreach (var entry in page)
            {
                yield return entry;
                fromSequence = entry.Sequence + 1;
            }
        }
        while (page.Count == AuditPage);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditHead>> ReadAuditHeadsAsync(CancellationToken cancellationToken) =>
        Reading.ReadAsync<int, IReadOnlyList<AuditHead>>(0, static (database, _) => AuditTable.Heads(database), cancellationToken);

    private Task<Dictionary<int, long>> ReadCountersAsync(CancellationToken cancellationToken) =>
        Reading.ReadAsync(0, static (database, _) => CounterTable.ReadAll(database), cancellationToken);
}
