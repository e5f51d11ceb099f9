using Crossdock.Storage.Sqlite.Operations;

namespace Crossdock.Storage.Sqlite;

/// <content>Calls that write. Arguments are checked before they join a group.</content>
public sealed partial class SqliteCrossdockStore
{
    private const int MaxPurged = 100_000;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(AcceptBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var size = CheckedSize(batch.Entries, nameof(batch));
        return await Writer.RunAsync(batch, static (session, argument) => session.Intake.Accept(argument), size, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClaimedWork>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.MaxItems, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(request.Lease, TimeSpan.Zero, nameof(request));
        return Writer.RunAsync(request, static (session, argument) => session.Claims.Claim(argument), 0, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<CommitOutcome> CommitAsync(WorkCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        if ((commit.State == WorkState.Waiting) != (commit.Awaited.Count > 0))
        {
            throw new ArgumentException("Work waits exactly when it names facts that it waits for; park it, or make it ready at a later time.", nameof(commit));
        }

        var size = CheckedSize(commit.Produced, nameof(commit)) + (commit.Effect?.Command.Length ?? 0);
        return Writer.RunAsync(commit, static (session, argument) => session.Commits.Commit(argument), size, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> DiscardAsync(
        string tenant,
        long workId,
        string actor,
        string reason,
        DateTimeOffset now,
        CancellationToken cancellationToken) => Writer.RunAsync(
            new Intervention(tenant, workId, actor, reason, now),
            static (session, request) => session.Interventions.Discard(request),
            0,
            cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Reads through the whole store, beside the writer; what it finds is deleted in small transactions that the writer hardly notices.</remarks>
    public async Task<PurgeResult> PurgeAsync(PurgeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.MaxItems, nameof(request));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.MaxItems, MaxPurged, nameof(request));
        var old = await Reading.ScanAsync(request, static (database, argument) => OldRows.Find(database, argument), cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => OldRows.Delete(_options.Path, old, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static long CheckedSize(IReadOnlyList<InboxEntry> entries, string parameter)
    {
        var size = 0L;
        foreach (var entry in entries)
        {
            size += entry.Document.Length + entry.Raw.Length;
            if (entry.Problems.Count > 0 && entry.Work.Count > 0)
            {
                throw new ArgumentException($"'{entry.Envelope.Id}' is refused and must not plan work.", parameter);
            }
        }

        return size;
    }
}
