using Crossdock.Storage;
using Crossdock.Storage.Sqlite;
using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Faults.Processes;

/// <summary>A store as one argument of a process: <c>sqlite:PATH</c> or <c>postgres:CONNECTION STRING</c>.</summary>
internal static class StoreSwitch
{
    private const string Sqlite = "sqlite:";

    public static ICrossdockStore Create(string text) => text.StartsWith(Sqlite, StringComparison.Ordinal)
        ? new SqliteCrossdockStore(
            new SqliteStoreOptions { Path = text[Sqlite.Length..] },
            new FaultPoints { BeforeCommit = () => Failpoint.Pass("engine.commit.before"), AfterCommit = () => Failpoint.Pass("engine.commit.after") })
        : throw new ArgumentException($"'{text}' names no store; write sqlite:PATH.", nameof(text));
}
