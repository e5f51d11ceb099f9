using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>The effect ledger: planned revisions and effects.</summary>
internal sealed partial class EffectTable(Database database, InboxTable inbox, CounterTable counters)
{
    private const string KeyCondition = "tenant = ?1 AND connection = ?2 AND operation = ?3 AND document_key = ?4 AND revision = ?5";

    private readonly Statement _newest = database.Prepare(
        """
        SELECT revision, content, version, state, work FROM effect
        WHERE tenant = ?1 AND connection = ?2 AND operation = ?3 AND document_key = ?4 ORDER BY revision DESC LIMIT 1
        """);

    // Older ones are no news any more; the limit keeps a stream with thousands of revisions cheap.
    private readonly Statement _sent = database.Prepare(
        """
        SELECT e.revision, e.content, e.echoed, i.source FROM effect AS e JOIN inbox AS i ON i.id = e.inbox
        WHERE e.tenant = ?1 AND e.connection = ?2 AND e.operation = ?3 AND e.document_key = ?4 AND e.sends > 0 ORDER BY e.revision DESC LIMIT 32
        """);

    private readonly Statement _markEchoed = database.Prepare(
        """
        UPDATE effect SET echoed = 1
        WHERE tenant = ?1 AND connection = ?2 AND operation = ?3 AND document_key = ?4 AND revision <= ?5 AND echoed = 0 AND sends > 0
        """);

    private readonly Statement _plan = database.Prepare(
        """
        INSERT INTO effect (tenant, connection, operation, document_key, revision, work, inbox, content, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """);

    private readonly Statement _raiseVersion = database.Prepare($"UPDATE effect SET version = ?6 WHERE {KeyCondition}");

    private readonly Statement _forget = database.Prepare($"DELETE FROM effect WHERE {KeyCondition} AND state IS NULL");

    private readonly Statement _state = database.Prepare($"SELECT state, fingerprint, sends FROM effect WHERE {KeyCondition}");

    private readonly Statement _reopen = database.Prepare($"UPDATE effect SET state = ?6 WHERE {KeyCondition} AND state = ?7");

    private readonly Statement _confirmParked = database.Prepare(
        $"UPDATE effect SET state = 2, remote_id = ?6, remote_number = ?7, remote_version = ?8, remote_url = ?9 WHERE {KeyCondition} AND state = 5");

    private readonly Statement _insertCommand = database.Prepare("INSERT INTO command (content) VALUES (?1)");

    private readonly Statement _start = database.Prepare($"UPDATE effect SET command = ?6, fingerprint = ?7 WHERE {KeyCondition}");

    // A confirmed effect stays as it was confirmed; sends never go down.
    private readonly Statement _write = database.Prepare(
        $"""
        UPDATE effect SET
            state = CASE WHEN state IS 2 THEN 2 ELSE ?6 END,
            sends = max(sends, ?7),
            first_sent_at = coalesce(first_sent_at, ?8),
            last_sent_at = coalesce(?9, last_sent_at),
            remote_id = coalesce(?10, remote_id),
            remote_number = CASE WHEN ?10 IS NULL THEN remote_number ELSE ?11 END,
            remote_version = CASE WHEN ?10 IS NULL THEN remote_version ELSE ?12 END,
            remote_url = CASE WHEN ?10 IS NULL THEN remote_url ELSE ?13 END
        WHERE {KeyCondition}
        """);

    /// <summary>The newest revision of a stream.</summary>
    public Revision? Newest(string tenant, PlannedWork plan)
    {
        using var rows = _newest.Bind(tenant).Bind(plan.Connection).Bind(plan.Operation).Bind(plan.DocumentKey).Query();
        return rows.Read()
            ? new Revision(rows.Int(0), rows.Text(1), rows.LongOrNull(2), (EffectState?)rows.LongOrNull(3), rows.Long(4))
            : null;
    }

    /// <summary>
    /// True when the fingerprint is what was written to the stream on behalf of <paramref name="origin"/>: its newest revision that was
    /// sent, or an older one that was not echoed yet. The revision and those before it count as echoed from now on.
    /// </summary>
    public bool TakeEcho(string tenant, string connection, EchoOf echo, string documentKey, string origin)
    {
        var revision = 0;
        using (var rows = _sent.Bind(tenant).Bind(connection).Bind(echo.Operation).Bind(documentKey).Query())
        {
            for (var isNewest = true; revision == 0 && rows.Read(); isNewest = false)
            {
                if (rows.Text(1) == echo.Fingerprint && rows.Text(3) == origin && (isNewest || rows.Int(2) == 0))
                {
                    revision = rows.Int(0);
                }
            }
        }

        if (revision > 0)
        {
            BindKey(_markEchoed, new IdempotencyKey(tenant, connection, echo.Operation, documentKey, revision)).Run();
        }

        return revision > 0;
    }

    /// <summary>Records a revision that nothing was done for yet.</summary>
    public void Plan(in IdempotencyKey key, long workId, long inboxId, string content, long? version) =>
        BindKey(_plan, key).Bind(workId).Bind(inboxId).Bind(content).Bind(version).Run();

    /// <summary>A newer version with the same content was seen.</summary>
    public void RaiseVersion(in IdempotencyKey key, long? version) => BindKey(_raiseVersion, key).Bind(version).Run();

    /// <summary>Drops a revision that was only planned.</summary>
    public void ForgetPlan(in IdempotencyKey key) => BindKey(_forget, key).Run();

    /// <summary>True when the key is taken by another command.</summary>
    public bool IsConflict(EffectRecord effect) =>
        FindState(effect.Key) is { Fingerprint: { } fingerprint } && fingerprint != effect.Fingerprint;

    /// <summary>Writes an effect; totals follow from the change of its state.</summary>
    public void Write(EffectRecord effect, long workId, long inboxId)
    {
        var before = FindState(effect.Key);
        if (before is null)
        {
            Plan(effect.Key, workId, inboxId, "", null);
        }

        if (before?.Fingerprint is null)
        {
            // The command mostly is the accepted document itself, and then is not stored twice.
            long? command = inbox.HoldsDocument(inboxId, effect.Command.Span)
                ? null
                : _insertCommand.Bind(effect.Command.Span).RunForRowId();
            BindKey(_start, effect.Key).Bind(command).Bind(effect.Fingerprint).Run();
        }

        BindKey(_write, effect.Key).Bind((long)effect.State).Bind(effect.Sends).Bind(effect.FirstSentAt?.UtcTicks).Bind(effect.LastSentAt?.UtcTicks)
            .Bind(effect.Remote?.Id).Bind(effect.Remote?.DisplayNumber).Bind(effect.Remote?.Version).Bind(effect.Remote?.Url?.OriginalString).Run();
        Count(before?.State, effect.State);
    }

    /// <summary>Changes the state if it is <paramref name="from"/>.</summary>
    /// <returns>False when it is not.</returns>
    public bool Reopen(in IdempotencyKey key, EffectState from, EffectState to) =>
        BindKey(_reopen, key).Bind((long)to).Bind((long)from).RunForChanges() > 0;

    /// <summary>A person knows that a parked effect happened.</summary>
    /// <returns>False when it is not parked.</returns>
    public bool ConfirmParked(in IdempotencyKey key, RemoteReference remote)
    {
        if (BindKey(_confirmParked, key).Bind(remote.Id).Bind(remote.DisplayNumber).Bind(remote.Version).Bind(remote.Url?.OriginalString).RunForChanges() == 0)
        {
            return false;
        }

        counters.Add(Counter.EffectsConfirmed);
        return true;
    }

    private void Count(EffectState? from, EffectState to)
    {
        if (from == EffectState.Confirmed || from == to)
        {
            return;
        }

        if (to == EffectState.Confirmed)
        {
            counters.Add(Counter.EffectsConfirmed);
        }

        if (to == EffectState.InDoubt)
        {
            counters.Add(Counter.InDoubt);
        }
        else if (from == EffectState.InDoubt && to is EffectState.Confirmed or EffectState.Intent or EffectState.Sending)
        {
            counters.Add(Counter.InDoubtResolved);
        }
    }

    private (EffectState? State, string? Fingerprint)? FindState(in IdempotencyKey key)
    {
        using var rows = BindKey(_state, key).Query();
        return rows.Read() ? ((EffectState?)rows.LongOrNull(0), rows.TextOrNull(1)) : null;
    }

    private static Statement BindKey(Statement statement, in IdempotencyKey key) =>
        statement.Bind(key.Tenant).Bind(key.Connection).Bind(key.Operation).Bind(key.DocumentKey).Bind(key.Revision);

    /// <summary>The newest revision of a stream.</summary>
    /// <param name="Number">1, 2, 3 …</param>
    /// <param name="Content">Fingerprint of the part of the document that matters.</param>
    /// <param name="Version">The version it was seen with.</param>
    /// <param name="State">The effect's state; null when it was only planned.</param>
    /// <param name="WorkId">The work row that carries it.</param>
    internal readonly record struct Revision(int Number, string Content, long? Version, EffectState? State, long WorkId);
}
