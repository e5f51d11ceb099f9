using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>Facts and the work that waits for them.</summary>
internal sealed class FactTable(Database database)
{
    private readonly Statement _find = database.Prepare(
        "SELECT is_established FROM fact WHERE tenant = ?1 AND name = ?2 AND connection = ?3 AND subject = ?4");

    private readonly Statement _establish = database.Prepare(
        """
        INSERT INTO fact (tenant, name, connection, subject, is_established) VALUES (?1, ?2, ?3, ?4, 1)
        ON CONFLICT DO UPDATE SET is_established = 1 WHERE is_established = 0
        """);

    private readonly Statement _fail = database.Prepare(
        "INSERT INTO fact (tenant, name, connection, subject, is_established) VALUES (?1, ?2, ?3, ?4, 0) ON CONFLICT DO NOTHING");

    private readonly Statement _await = database.Prepare(
        "INSERT INTO prerequisite (tenant, name, connection, subject, work) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING");

    private readonly Statement _waiters = database.Prepare(
        "SELECT work FROM prerequisite WHERE tenant = ?1 AND name = ?2 AND connection = ?3 AND subject = ?4 ORDER BY work");

    private readonly Statement _met = database.Prepare(
        "DELETE FROM prerequisite WHERE tenant = ?1 AND name = ?2 AND connection = ?3 AND subject = ?4");

    private readonly Statement _awaited = database.Prepare(
        "SELECT tenant, name, connection, subject FROM prerequisite WHERE work = ?1 ORDER BY tenant, name, connection, subject");

    private readonly Statement _drop = database.Prepare("DELETE FROM prerequisite WHERE work = ?1");

    /// <summary>True when established, false when failed, null when nothing is known.</summary>
    public bool? Find(FactKey fact)
    {
        using var rows = BindKey(_find, fact).Query();
        return rows.Read() ? rows.Int(0) != 0 : null;
    }

    public void Establish(FactKey fact) => BindKey(_establish, fact).Run();

    /// <returns>False when it was established or failed before; an established fact stays true.</returns>
    public bool Fail(FactKey fact) => BindKey(_fail, fact).RunForChanges() > 0;

    /// <summary>Lets a work row wait for facts.</summary>
    public void Await(IEnumerable<FactKey> facts, long workId)
    {
        foreach (var fact in facts)
        {
            BindKey(_await, fact).Bind(workId).Run();
        }
    }

    public IReadOnlyList<long> Waiters(FactKey fact)
    {
        using var rows = BindKey(_waiters, fact).Query();
        return rows.ToIds();
    }

    /// <summary>Nobody waits for this fact any more.</summary>
    public void RemoveWaiters(FactKey fact) => BindKey(_met, fact).Run();

    /// <summary>What a work row still waits for.</summary>
    public IReadOnlyList<FactKey> AwaitedBy(long workId)
    {
        using var rows = _awaited.Bind(workId).Query();
        var facts = new List<FactKey>();
        while (rows.Read())
        {
            facts.Add(new FactKey(rows.Text(0), rows.Text(1), rows.Text(2), rows.Text(3)));
        }

        return facts;
    }

    /// <summary>A work row waits for nothing any more.</summary>
    public void RemoveAwaited(long workId) => _drop.Bind(workId).Run();

    private static Statement BindKey(Statement statement, FactKey fact) =>
        statement.Bind(fact.Tenant).Bind(fact.Name).Bind(fact.Connection).Bind(fact.Subject);
}
