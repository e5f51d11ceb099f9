using Crossdock.Storage;
using Crossdock.Storage.PostgreSql;
using Crossdock.Storage.Sqlite;
using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Faults.Processes;

/// <summary>A store as one argument of a process: <c>sqlite:PATH</c> or <c>postgres:SCHEMA:CONNECTION STRING</c>.</summary>
internal static class StoreSwitch
{
    private const string Before = "engine.commit.before";
    private const string After = "engine.commit.after";

    public static ICrossdockStore Create(string text) => text.Split(':', 2) switch
    {
        ["sqlite", var path] => new SqliteCrossdockStore(
            new SqliteStoreOptions { Path = path },
            new FaultPoints { BeforeCommit = () => Failpoint.Pass(Before), AfterCommit = () => Failpoint.Pass(After) }),
        ["postgres", var rest] when rest.Split(':', 2) is [var schema, var connection] => new PostgreSqlCrossdockStore(
            new PostgreSqlStoreOptions { ConnectionString = connection, Schema = schema, AllowUnsafeDurability = true, MaxPoolSize = 4 },
            new Storage.PostgreSql.Engine.FaultPoints { BeforeCommit = _ => PassAsync(Before), AfterCommit = _ => PassAsync(After) }),
        _ => throw new ArgumentException($"'{text}' names no store; write sqlite:PATH or postgres:SCHEMA:CONNECTION STRING.", nameof(text)),
    };

    private static Task PassAsync(string name)
    {
        Failpoint.Pass(name);
        return Task.CompletedTask;
    }
}
