using Crossdock.Storage.Sqlite.Engine;
using Crossdock.Storage.Sqlite.Operations;

namespace Crossdock.Storage.Sqlite.Tests;

/// <summary>No statement of the writer reads a whole table.</summary>
public sealed class QueryPlanTests : IDisposable
{
    /// <summary>Scans that end after one row, or go over an index that holds only the rows in question.</summary>
    private static readonly string[] Allowed = ["SCAN refusal USING COVERING INDEX refusal_document", "SCAN work USING COVERING INDEX work_claimed"];

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_statement_of_the_writer_seeks()
    {
        await (await _folder.OpenAsync()).DisposeAsync();
        using var database = new Database(_folder.Path, canCreate: false);
        using var session = new WriteSession(database);
        var statements = database.PreparedTexts.Where(sql => sql is not ("BEGIN IMMEDIATE" or "COMMIT" or "ROLLBACK")).ToList();
        statements.Count.ShouldBeGreaterThan(40);

        var scans = statements.SelectMany(sql => Plan(database, sql).Where(IsScan).Select(step => $"{step}: {sql}"));

        scans.ShouldBeEmpty();
    }

    private static bool IsScan(string step) => step.StartsWith("SCAN", StringComparison.Ordinal) && !Allowed.Contains(step);

    private static List<string> Plan(Database database, string sql)
    {
        using var statement = database.PrepareOnce($"EXPLAIN QUERY PLAN {sql}");
        using var rows = statement.Query();
        var steps = new List<string>();
        while (rows.Read())
        {
            steps.Add(rows.Text(3));
        }

        return steps;
    }
}
