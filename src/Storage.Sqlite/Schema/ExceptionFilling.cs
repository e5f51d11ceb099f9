using Crossdock.Storage.Sqlite.Engine;
using Crossdock.Storage.Sqlite.Tables;

namespace Crossdock.Storage.Sqlite.Schema;

/// <summary>Fills the exceptions of version 4 from the work rows of earlier versions. Since when they are exceptions was not kept: it is taken for their last due time.</summary>
internal static class ExceptionFilling
{
    public static void Fill(Database database)
    {
        var counters = new CounterTable(database);
        var exceptions = new ExceptionTable(database, new KpiTable(database));
        var works = new WorkTable(database, counters, exceptions);
        foreach (var id in Ids(database))
        {
            var work = works.Find(id)!.Value;
            exceptions.Now = work.DueAt;
            exceptions.Follow(id, work.Key, work.State, work.Error);
        }

        database.Forget();
    }

    private static List<long> Ids(Database database)
    {
        using var statement = database.PrepareOnce("SELECT id FROM work WHERE state IN (5, 6, 7) ORDER BY id");
        using var rows = statement.Query();
        return rows.ToIds();
    }
}
