using System.Runtime.CompilerServices;
using Crossdock.Storage;

namespace Crossdock.Faults.Simulation;

/// <content>Calls that only read.</content>
internal sealed partial class SimulatedStore
{
    private const int MaxExceptions = 1000;

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            DateTimeOffset? next = null;
            foreach (var work in _open)
            {
                // A row that could be claimed if it were late enough tells when that is.
                DateTimeOffset? moment = work.State switch
                {
                    WorkState.Claimed => work.LeaseUntil,
                    WorkState.Waiting => work.WaitUntil,
                    _ when MayClaim(work, Whenever) => work.DueAt,
                    _ => null,
                };
                next = moment is { } found && !(found >= next) ? found : next;
            }

            return Task.FromResult(next);
        }
    }

    public Task<IReadOnlyDictionary<WorkState, long>> CountWorkAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var counts = Enum.GetValues<WorkState>().ToDictionary(state => state, state => _works.LongCount(work => work.State == state));
            counts[WorkState.Superseded] += _replaced;
            return Task.FromResult<IReadOnlyDictionary<WorkState, long>>(counts);
        }
    }

    public Task<EffectRecord?> FindEffectAsync(IdempotencyKey key, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(Revision(key)?.Effect);
        }
    }

    public Task<IReadOnlyList<EffectRecord>> FindEffectsAsync(string tenant, string connection, string operation, string documentKey, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<EffectRecord>>(
                _streams.TryGetValue((tenant, connection, operation, documentKey), out var stream)
                    ? [.. stream.OrderBy(revision => revision.Number).Select(revision => revision.Effect).OfType<EffectRecord>()]
                    : []);
        }
    }

    public Task<IReadOnlyList<StoredDocument>> FindDocumentsAsync(string tenant, string documentType, string sequenceKey, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<StoredDocument>>(
            [
                .. _documents.Where(pair => pair.Key.Tenant == tenant && pair.Key.Type == documentType && pair.Key.SequenceKey == sequenceKey)
                    .OrderBy(pair => pair.Key.Source, StringComparer.Ordinal).ThenBy(pair => pair.Key.Key, StringComparer.Ordinal)
                    .Select(pair => new StoredDocument(pair.Value.Envelope, pair.Value.Document)),
            ]);
        }
    }

    public Task<Checkpoint> ReadCheckpointAsync(CheckpointKey key, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_checkpoints.GetValueOrDefault(key, Checkpoint.Start));
        }
    }

    public Task<IReadOnlyList<WorkItem>> ListExceptionsAsync(ExceptionFilter filter, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(filter.MaxItems, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(filter.MaxItems, MaxExceptions);
        if (filter.States.Any(state => state is not (WorkState.Rejected or WorkState.Parked or WorkState.DeadLettered or WorkState.Held)))
        {
            throw new ArgumentException("Rejected, Parked, DeadLettered and Held work is listed.", nameof(filter));
        }

        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<WorkItem>>(
            [
                .. _works.Where(work => work.Key.Tenant == filter.Tenant && work.Id > filter.AfterId && filter.States.Contains(work.State))
                    .Take(filter.MaxItems).Select(work => work.ToItem()),
            ]);
        }
    }

    public Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(string tenant, long workId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(Find(workId) is { } work && work.Key.Tenant == tenant
                ? work.Entry.Document.IsEmpty ? work.Entry.Raw : work.Entry.Document
                : default(ReadOnlyMemory<byte>?));
        }
    }

    public Task<IReadOnlyList<KpiSummary>> SummariseKpisAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<KpiSummary>>(
            [
                .. _kpis.Where(sample => sample.At >= from && sample.At < to)
                    .GroupBy(sample => (sample.Instrument, sample.Connection))
                    .OrderBy(group => group.Key.Instrument, StringComparer.Ordinal).ThenBy(group => group.Key.Connection, StringComparer.Ordinal)
                    .Select(group => Summarise(group.Key.Instrument, group.Key.Connection, [.. group.Select(sample => sample.Value).Order()])),
            ]);
        }
    }

    public Task<StoreTotals> ReadTotalsAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_totals);
        }
    }

    public Task<PurgeResult> PurgeAsync(PurgeRequest request, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.MaxItems, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.MaxItems, 100_000);
        lock (_gate)
        {
            var needed = _works.Select(work => work.Entry).Concat(_documents.Values).Concat(_streams.Values.SelectMany(stream => stream).Select(revision => revision.Entry))
                .Select(entry => (entry.Envelope.Tenant, entry.Envelope.Source, entry.Envelope.Id)).ToHashSet();
            var old = _inbox.Values.Where(entry => entry.Envelope.ObservedAt < request.InputsBefore).ToList();
            var inputs = old.Where(entry => !needed.Contains((entry.Envelope.Tenant, entry.Envelope.Source, entry.Envelope.Id))).Take(request.MaxItems).ToList();
            foreach (var entry in inputs)
            {
                _inbox.Remove((entry.Envelope.Tenant, entry.Envelope.Source, entry.Envelope.Id));
            }

            var raws = old.Except(inputs).Where(entry => entry.Problems.Count == 0 && !entry.Raw.IsEmpty && _rawTexts.Remove(entry)).Take(request.MaxItems).Count();
            return Task.FromResult(new PurgeResult(inputs.Count, raws, _kpis.RemoveAll(sample => sample.At < request.KpisBefore)));
        }
    }

    public Task<IReadOnlyList<AuditHead>> ReadAuditHeadsAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<AuditHead>>(
                [.. _audit.Values.Where(chain => chain.Count > 0).Select(chain => new AuditHead(chain[^1].Tenant, chain[^1].Sequence, chain[^1].Hash)).OrderBy(head => head.Tenant, StringComparer.Ordinal)]);
        }
    }

    public async IAsyncEnumerable<AuditEntry> ReadAuditAsync(string tenant, long fromSequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<AuditEntry> entries;
        lock (_gate)
        {
            entries = _audit.TryGetValue(tenant, out var chain) ? [.. chain.Where(entry => entry.Sequence >= fromSequence)] : [];
        }

        await Task.CompletedTask;
        if (entries.Count > 3)
        {
            switch (Bug)
            {
                case StoreBug.AuditEdited:
                    entries[1] = entries[1] with { Detail = "nothing happened" };
                    break;
                case StoreBug.AuditReordered:
                    (entries[1], entries[2]) = (entries[2], entries[1]);
                    break;
                case StoreBug.AuditRemoved:
                    entries.RemoveAt(1);
                    break;
                case StoreBug.AuditCut:
                    entries.RemoveRange(entries.Count / 2, entries.Count - (entries.Count / 2));
                    break;
            }
        }

        foreach (var entry in entries)
        {
            yield return entry;
        }
    }

    private static ClaimRequest Whenever { get; } = new("", 1, DateTimeOffset.MaxValue, TimeSpan.Zero, []);

    private static KpiSummary Summarise(string instrument, string connection, double[] sorted)
    {
        return new KpiSummary(instrument, connection, sorted.Length, Rank(50), Rank(95), Rank(99), sorted[^1]);

        double Rank(int percent) => sorted[(int)((((long)sorted.Length * percent) + 99) / 100) - 1];
    }
}
