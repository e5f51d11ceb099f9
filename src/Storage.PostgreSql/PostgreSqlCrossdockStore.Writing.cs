using Crossdock.Storage.PostgreSql.Arguments;
using Crossdock.Storage.PostgreSql.Rows;
using Npgsql;

namespace Crossdock.Storage.PostgreSql;

/// <content>Calls that write. Arguments are checked before they join a group.</content>
public sealed partial class PostgreSqlCrossdockStore
{
    private const int MaxPurged = 100_000;
    private const int PurgedPerCall = 500;

    // How often a claim looks for processes that are gone: twice a second, as a look reads all locks of the server.
    private static readonly TimeSpan s_looksEvery = TimeSpan.FromMilliseconds(500);

    // Places handed out by claims so far; see runnable_work.
    private long _places;

    private long? _lookedAt;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(AcceptBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Check(batch.Entries, nameof(batch));
        return await Writer.RunAsync(
            $"SELECT disposition, work_created FROM {_database.Schema}.accept_inputs($1::jsonb, $2)",
            ArgumentWriter.Write(batch, IntakeArguments.Write),
            static reader => ReadAllAsync(reader, static row => new AcceptOutcome(DispositionOf(row.GetString(0)), row.GetInt32(1))),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>Leases are compared with <see cref="ClaimRequest.Now"/>: the clocks of all hosts must be close to each other.</remarks>
    public async Task<IReadOnlyList<ClaimedWork>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.MaxItems, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(request.Lease, TimeSpan.Zero, nameof(request));
        return await Writer.RunAsync(
            $"SELECT {WorkRow.ClaimColumns} FROM {_database.Schema}.claim_work($1::jsonb)",
            ArgumentWriter.Write((request, Interlocked.Add(ref _places, request.MaxItems) - request.MaxItems, Writer.Id, LooksForDead()), WorkArguments.Write),
            static reader => ReadAllAsync(reader, WorkRow.ReadClaimed),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<CommitOutcome> CommitAsync(WorkCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        if ((commit.State == WorkState.Waiting) != (commit.Awaited.Count > 0))
        {
            throw new ArgumentException("Work waits exactly when it names facts that it waits for; park it, or make it ready at a later time.", nameof(commit));
        }

        Check(commit.Produced, nameof(commit));
        return await Writer.RunAsync(
            $"SELECT {_database.Schema}.commit_work($1::jsonb, $2)",
            ArgumentWriter.Write(commit, WorkArguments.Write),
            static reader => ReadOneAsync(reader, static row => OutcomeOf(row.GetString(0))),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<bool> DiscardAsync(
        string tenant,
        long workId,
        string actor,
        string reason,
        DateTimeOffset now,
        CancellationToken cancellationToken) =>
        InterveneAsync("discard_work", ArgumentWriter.Write(new Intervention(tenant, workId, actor, reason, now), WorkArguments.Write), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Reads through the whole store beside the writers; what it finds is deleted in small transactions.</remarks>
    public async Task<PurgeResult> PurgeAsync(PurgeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.MaxItems, nameof(request));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.MaxItems, MaxPurged, nameof(request));
        var all = default(PurgeResult);
        foreach (var rows in await FindOldAsync(request, cancellationToken).ConfigureAwait(false))
        {
            var purged = await Writer.RunAsync(
                $"SELECT inputs, raw_texts, kpis FROM {_database.Schema}.purge_rows($1::jsonb)",
                ArgumentWriter.Write(rows, WorkArguments.Write),
                static reader => ReadOneAsync(reader, static row => new PurgeResult(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))),
                cancellationToken).ConfigureAwait(false);
            all = new PurgeResult(all.Inputs + purged.Inputs, all.RawTexts + purged.RawTexts, all.Kpis + purged.Kpis);
        }

        return all;
    }

    private Task<bool> InterveneAsync(string function, CallArguments arguments, CancellationToken cancellationToken) => Writer.RunAsync(
        $"SELECT {_database.Schema}.{function}($1::jsonb)",
        arguments,
        static reader => ReadOneAsync(reader, static row => row.GetBoolean(0)),
        cancellationToken);

    private static async Task<IReadOnlyList<T>> ReadAllAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static async Task<T> ReadOneAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read)
    {
        await reader.ReadAsync().ConfigureAwait(false);
        return read(reader);
    }

    private static AcceptDisposition DispositionOf(string name) => name switch
    {
        "accepted" => AcceptDisposition.Accepted,
        "duplicates" => AcceptDisposition.Duplicate,
        "stale" => AcceptDisposition.Stale,
        "unchanged" => AcceptDisposition.Unchanged,
        "echoes" => AcceptDisposition.Echo,
        "out_of_order" => AcceptDisposition.OutOfOrder,
        "refused" => AcceptDisposition.Refused,
        _ => throw new InvalidOperationException($"The schema knows a disposition '{name}', and this build does not."),
    };

    private static CommitOutcome OutcomeOf(string name) => name switch
    {
        "committed" => CommitOutcome.Committed,
        "fenced" => CommitOutcome.Fenced,
        "key_conflict" => CommitOutcome.KeyConflict,
        _ => throw new InvalidOperationException($"The schema knows an outcome '{name}', and this build does not."),
    };

    private static void Check(IReadOnlyList<InboxEntry> entries, string parameter)
    {
        foreach (var entry in entries)
        {
            if (entry.Problems.Count > 0 && entry.Work.Count > 0)
            {
                throw new ArgumentException($"'{entry.Envelope.Id}' is refused and must not plan work.", parameter);
            }
        }
    }

    private bool LooksForDead()
    {
        // Two claims that look at the same time do no harm.
        var isDue = !_faults.LeavesTheDead && (_lookedAt is not { } looked || TimeProvider.System.GetElapsedTime(looked) >= s_looksEvery);
        _lookedAt = isDue ? TimeProvider.System.GetTimestamp() : _lookedAt;
        return isDue;
    }
}
