using Crossdock.Canonical;
using Crossdock.Storage;
using Microsoft.Extensions.Options;

namespace Crossdock.Runtime;

/// <summary>The one way into the store for documents from outside: parse, check, plan, store, wake the dispatcher.</summary>
internal sealed class DocumentIntake(
    ICrossdockStore store,
    FlowModel flows,
    IOptions<CrossdockOptions> options,
    WorkSignal signal,
    CrossdockMetrics metrics,
    TimeProvider time) : IIntake
{
    /// <summary>Entries of one transaction at most; a page that splits into more is stored in several, the checkpoint with the last.</summary>
    private const int MaxEntries = 1000;

    public PlanContext NewContext() => new(options.Value.Tenant, time.GetUtcNow(), options.Value.PrerequisiteTimeout, options.Value.MaxDocumentBytes);

    public Task<IntakeResult> AcceptAsync<T>(string connection, ReadOnlyMemory<byte> utf8Json, long? sourceVersion, CancellationToken cancellationToken)
        where T : class, ICanonicalDocument<T>
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connection);
        var plan = flows.PlanOf<T>(connection);
        var context = NewContext();
        var seen = new Observation { SourceVersion = sourceVersion, Raw = utf8Json };
        if (utf8Json.Length > context.MaxDocumentBytes)
        {
            return StoreAsync([plan.RefuseTooLarge(utf8Json.Length, seen, context)], cancellationToken);
        }

        var parsed = T.Codec.Parse(utf8Json.Span);
        var entries = parsed.IsValid
            ? plan.Accept(parsed.Value, seen, context)
            : [plan.Refuse(DocumentProblems.Of(parsed.Problems), seen with { DocumentKey = RawKey.Find<T>(utf8Json.Span) }, context)];
        return StoreAsync(entries, cancellationToken);
    }

    public Task<IntakeResult> AcceptAsync<T>(string connection, T document, long? sourceVersion, CancellationToken cancellationToken)
        where T : class, ICanonicalDocument<T>
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connection);
        ArgumentNullException.ThrowIfNull(document);
        return StoreAsync(flows.PlanOf<T>(connection).Accept(document, new Observation { SourceVersion = sourceVersion }, NewContext()), cancellationToken);
    }

    /// <summary>Stores entries in order and, with the last of them, the checkpoint they were read up to.</summary>
    public async Task<IReadOnlyList<AcceptOutcome>> StoreAsync(
        IReadOnlyList<InboxEntry> entries,
        CheckpointMove? checkpoint,
        CancellationToken cancellationToken)
    {
        var outcomes = new List<AcceptOutcome>(entries.Count);
        var from = 0;
        do
        {
            var count = Math.Min(MaxEntries, entries.Count - from);
            var chunk = from == 0 && count == entries.Count ? entries : [.. entries.Skip(from).Take(count)];
            from += count;
            var batch = new AcceptBatch(chunk, from == entries.Count ? checkpoint : null);
            var stored = await store.AcceptAsync(batch, cancellationToken).ConfigureAwait(false);
            outcomes.AddRange(stored);
            metrics.Accepted(chunk, stored, flows);
            if (stored.Any(outcome => outcome.WorkCreated > 0))
            {
                signal.Set();
            }
        }
        while (from < entries.Count);

        return outcomes;
    }

    private async Task<IntakeResult> StoreAsync(IReadOnlyList<InboxEntry> entries, CancellationToken cancellationToken)
    {
        using var activity = CrossdockActivity.StartAccept(entries[0].Envelope);
        var outcomes = await StoreAsync(entries, checkpoint: null, cancellationToken).ConfigureAwait(false);
        var created = outcomes.Sum(outcome => outcome.WorkCreated);
        var disposition = outcomes.Any(outcome => outcome.Disposition == AcceptDisposition.Refused) ? AcceptDisposition.Refused
            : outcomes.Any(outcome => outcome.Disposition == AcceptDisposition.Accepted) ? AcceptDisposition.Accepted
            : outcomes[0].Disposition;
        return new IntakeResult(disposition, created, [.. entries.SelectMany(entry => entry.Problems)]);
    }
}
