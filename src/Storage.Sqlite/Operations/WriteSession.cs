using Crossdock.Storage.Sqlite.Engine;
using Crossdock.Storage.Sqlite.Tables;

namespace Crossdock.Storage.Sqlite.Operations;

/// <summary>The writer's connection with everything that writes through it. One transaction at a time.</summary>
internal sealed class WriteSession : IDisposable
{
    private readonly Database _database;
    private readonly CounterTable _counters;
    private readonly AuditTable _audit;
    private readonly RefusalTable _refusals;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private long _changesAtBegin;

    public WriteSession(Database database)
    {
        _database = database;
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _rollback = database.Prepare("ROLLBACK");
        _counters = new CounterTable(database);
        _audit = new AuditTable(database);
        _refusals = new RefusalTable(database);

        var inbox = new InboxTable(database);
        var documents = new DocumentTable(database);
        var kpis = new KpiTable(database);
        var exceptions = new ExceptionTable(database, kpis);
        var works = new WorkTable(database, _counters, exceptions);
        var effects = new EffectTable(database, inbox, _counters);
        var facts = new FactTable(database);
        var lanes = new Lanes(works, _refusals);
        var resequencer = new Resequencer(new VersionTable(database), inbox, works);
        var prerequisites = new Prerequisites(facts, works, lanes, resequencer);
        var planner = new Planner(effects, works, facts, prerequisites, lanes);
        Intake = new Intake(inbox, documents, _refusals, works, planner, lanes, resequencer, new CheckpointTable(database), exceptions, _counters);
        Claims = new Claims(database, works, prerequisites, lanes, exceptions);
        Commits = new Commits(works, effects, prerequisites, lanes, Intake, kpis, exceptions, _audit, _counters);
        Interventions = new Interventions(works, effects, facts, prerequisites, lanes, Intake, resequencer, exceptions, _audit);
        Replays = new Replays(database, new ReplayTable(database), _refusals, exceptions, Interventions, _audit);
        Edits = new Edits(database, works, effects, facts, inbox, documents, prerequisites, lanes, Intake, exceptions, _audit, _counters);
        Transactions = CounterTable.Read(database, Counter.Transactions);
    }

    public Intake Intake { get; }

    public Claims Claims { get; }

    public Commits Commits { get; }

    public Interventions Interventions { get; }

    public Replays Replays { get; }

    public Edits Edits { get; }

    /// <summary>Committed transactions that changed something, since the store was created.</summary>
    public long Transactions { get; private set; }

    public void Begin()
    {
        _begin.Run();
        _changesAtBegin = _database.TotalChanges;
    }

    /// <returns>False when there was nothing to commit.</returns>
    public bool Commit()
    {
        if (_database.TotalChanges == _changesAtBegin)
        {
            _commit.Run();
            return false;
        }

        _counters.Add(Counter.Transactions);
        _counters.Write();
        _commit.Run();
        Transactions++;
        return true;
    }

    public void Rollback()
    {
        _counters.Forget();
        _audit.Forget();
        _refusals.Forget();
        if (!_database.IsIdle)
        {
            _rollback.Run();
        }
    }

    public long TakeSteps() => _database.TakeSteps();

    public void Dispose() => _database.Dispose();
}
