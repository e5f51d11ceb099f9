using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <summary>Reads what changed in one model, page by page, skipping nothing.</summary>
/// <remarks>
/// What Tryton makes necessary: <c>write_date</c> is empty until a record is first changed, so the time of its creation counts then; a
/// change of a child does not move its parent, so children are asked too.
/// </remarks>
/// <param name="Client">The client.</param>
/// <param name="Options">The options.</param>
/// <param name="Time">The clock, for servers that do not tell theirs.</param>
/// <param name="Problem">Names the connection.</param>
/// <param name="Model">The model.</param>
/// <param name="Fields">What is read of each record.</param>
/// <param name="Filter">Which records there are at all.</param>
/// <param name="Children">Fields whose records count as part of it.</param>
internal sealed record ChangeWalk(
    TrytonClient Client, TrytonOptions Options, TimeProvider Time, Problem Problem, string Model, string[] Fields, JsonArray[] Filter, string[] Children)
{
    public Task<ChangePage<T>> ReadAsync<T>(
        ChangeQuery query, Func<IReadOnlyList<TrytonRow>, CancellationToken, Task<IReadOnlyList<Change<T>>>> map, CancellationToken cancellationToken)
        where T : class, ICanonicalDocument<T> => IdWalk.ReadAsync<TrytonRow, T>(
            query, Options.RowsPerPage, Options.ChangesSince, Problem.Connection, (cursor, size) => ReadAsync(cursor, size, cancellationToken), rows => map(rows, cancellationToken));

    public async Task<(IReadOnlyList<TrytonRow> Rows, ChangeCursor Next)> ReadAsync(ChangeCursor cursor, int size, CancellationToken cancellationToken)
    {
        var domain = new JsonArray([.. Filter.Select(clause => clause.DeepClone())]);
        if (cursor.LastId > 0)
        {
            domain.Add((JsonNode)Wire.Clause("id", ">", cursor.LastId));
        }

        if (cursor.From is { } from)
        {
            domain.Add((JsonNode)Wire.Or([Since(from), .. Children.Select(child => (JsonNode)new JsonArray(child, "where", new JsonArray(Since(from))))]));
        }

        var (rows, serverTime) = await Client.SendAsync(
            TrytonCall.Search(Model, domain, size, new JsonArray(new JsonArray("id", "ASC")), Fields) with { Context = Inactive },
            (result, answer) => (TrytonClient.Rows(result), answer.Date),
            cancellationToken).ConfigureAwait(false);
        var next = IdWalk.Next(cursor, [.. rows.Select(row => row.Id)], size, serverTime, Options.Overlap, Time);
        return (rows, next);
    }

    public async Task<TrytonRow?> FindAsync(string field, string value, CancellationToken cancellationToken)
    {
        var domain = new JsonArray([.. Filter.Select(clause => clause.DeepClone()), Wire.Clause(field, "=", value)]);
        var rows = await Client.ReadAsync(TrytonCall.Search(Model, domain, 1, null, Fields) with { Context = Inactive }, cancellationToken).ConfigureAwait(false);
        return rows.Count > 0 ? rows[0] : null;
    }

    /// <summary>Records that were deactivated count. A clause on <c>active</c> would not do: each nested part of a domain leaves them out anew.</summary>
    private static JsonObject Inactive => new() { ["active_test"] = false };

    private static JsonArray Since(DateTimeOffset from) => Wire.Or(
        Wire.Clause("write_date", ">=", Wire.Time(from)),
        new JsonArray(Wire.Clause("write_date", "=", null), Wire.Clause("create_date", ">=", Wire.Time(from))));
}
