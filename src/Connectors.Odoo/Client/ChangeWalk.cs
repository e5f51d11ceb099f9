using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <summary>Reads what changed in one model, page by page, skipping nothing; see <see cref="IdWalk"/>.</summary>
/// <remarks>
/// What Odoo makes necessary: <c>write_date</c> is the second in which the transaction began, so that the same second is read again; a change of a child
/// does not always move its parent, so children are asked too.
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
    OdooClient Client, OdooOptions Options, TimeProvider Time, Problem Problem, string Model, string[] Fields, JsonArray[] Filter, string[] Children)
{
    public Task<ChangePage<T>> ReadAsync<T>(
        ChangeQuery query, Func<IReadOnlyList<OdooRow>, CancellationToken, Task<IReadOnlyList<Change<T>>>> map, CancellationToken cancellationToken)
        where T : class, ICanonicalDocument<T> => IdWalk.ReadAsync<OdooRow, T>(
            query, Options.RowsPerPage, Options.ChangesSince, Problem.Connection, (cursor, size) => ReadAsync(cursor, size, cancellationToken), rows => map(rows, cancellationToken));

    public async Task<(IReadOnlyList<OdooRow> Rows, ChangeCursor Next)> ReadAsync(ChangeCursor cursor, int size, CancellationToken cancellationToken)
    {
        var domain = new JsonArray([.. Filter.Select(clause => clause.DeepClone())]);
        if (cursor.LastId > 0)
        {
            domain.Add((JsonNode)Wire.Clause("id", ">", cursor.LastId));
        }

        if (cursor.From is { } from)
        {
            Wire.AddAny(domain, [.. Children.Select(child => child + ".write_date").Prepend("write_date").Select(field => (JsonNode)Wire.Clause(field, ">=", Wire.Time(from)))]);
        }

        var (rows, serverTime) = await Client.SendAsync(
            OdooCall.Search(Model, domain, size, Fields) with { Context = Inactive }, (result, answer) => (OdooClient.Rows(result), answer.Date), cancellationToken).ConfigureAwait(false);
        return (rows, IdWalk.Next(cursor, [.. rows.Select(row => row.Id)], size, serverTime, Options.Overlap, Time));
    }

    public async Task<OdooRow?> FindAsync(string field, string value, CancellationToken cancellationToken)
    {
        var domain = new JsonArray([.. Filter.Select(clause => clause.DeepClone()), Wire.Clause(field, "=", value)]);
        var rows = await Client.SearchAsync(OdooCall.Search(Model, domain, 1, Fields) with { Context = Inactive }, cancellationToken).ConfigureAwait(false);
        return rows.Count > 0 ? rows[0] : null;
    }

    /// <summary>Records that were archived count.</summary>
    private static JsonObject Inactive => new() { ["active_test"] = false };
}
