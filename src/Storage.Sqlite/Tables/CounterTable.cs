using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>Running totals: collected in memory within a transaction, written once at its end.</summary>
internal sealed class CounterTable(Database database)
{
    private readonly Statement _add = database.Prepare(
        "INSERT INTO counter (id, value) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET value = value + excluded.value");

    private readonly Dictionary<int, long> _changes = [];

    public void Add(Counter counter, long amount = 1) => Add((int)counter, amount);

    /// <summary>A work row was added to, or (with -1) left a state.</summary>
    public void AddWork(WorkState state, long amount = 1) => Add((int)Counter.WorkInState + (int)state, amount);

    public void MoveWork(WorkState from, WorkState to)
    {
        AddWork(from, -1);
        AddWork(to);
    }

    public void Write()
    {
        foreach (var (id, amount) in _changes)
        {
            if (amount != 0)
            {
                _add.Bind(id).Bind(amount).Run();
            }
        }

        _changes.Clear();
    }

    public void Forget() => _changes.Clear();

    public static long Read(Database database, Counter counter)
    {
        using var rows = database.Prepare("SELECT value FROM counter WHERE id = ?1").Bind((long)counter).Query();
        return rows.Read() ? rows.Long(0) : 0;
    }

    public static Dictionary<int, long> ReadAll(Database database)
    {
        using var rows = database.Prepare("SELECT id, value FROM counter").Query();
        var values = new Dictionary<int, long>();
        while (rows.Read())
        {
            values.Add(rows.Int(0), rows.Long(1));
        }

        return values;
    }

    private void Add(int id, long amount) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_changes, id, out _) += amount;
}
