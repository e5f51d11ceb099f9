using System.Diagnostics;
using System.Globalization;
using Crossdock.Storage.Sqlite.Engine;
using Crossdock.TestKit.Conformance;

namespace Crossdock.Storage.Sqlite.Tests.Crash;

/// <summary>
/// A process that works on a store with several callers, and says on its output what it was told. It is killed from outside, or by itself at a named point.
/// </summary>
internal static class Victim
{
    public const string Argument = "victim";

    private const int Callers = 8;

    /// <summary>Arguments: the store's path, a number that makes the keys unique, the fault point, and how many commits pass before it.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var run = arguments[1];
        var left = int.Parse(arguments[3], CultureInfo.InvariantCulture);
        var kill = new Action(() =>
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                Process.GetCurrentProcess().Kill();
            }
        });
        var faults = arguments[2] switch
        {
            "before-commit" => new FaultPoints { BeforeCommit = kill },
            "after-commit" => new FaultPoints { AfterCommit = kill },
            _ => new FaultPoints(),
        };

        var store = new SqliteCrossdockStore(new SqliteStoreOptions { Path = arguments[0] }, faults);
        await store.OpenAsync(CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => WorkAsync(store, run, caller))));
        return 0;
    }

    private static async Task WorkAsync(SqliteCrossdockStore store, string run, int caller)
    {
        for (var n = 0; ; n++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"SO-{run}-{caller}-{n}");
            await store.AcceptAsync(StoreInputs.Batch(StoreInputs.Order(key)), CancellationToken.None);
            Say("accepted", key);
            foreach (var work in await store.ClaimAsync(StoreInputs.Claim(1), CancellationToken.None))
            {
                Say("claimed", work.Key.DocumentKey);
                await store.CommitAsync(
                    StoreInputs.Commit(work, WorkState.Confirmed) with
                    {
                        Effect = StoreInputs.Effect(work, EffectState.Confirmed, sends: 1),
                        Audit = [new AuditDraft("runtime", "effect.confirmed", work.Key.DocumentKey, "")],
                    },
                    CancellationToken.None);
                Say("confirmed", work.Key.DocumentKey);
            }
        }
    }

    private static void Say(string what, string key)
    {
        lock (Console.Out)
        {
            Console.Out.WriteLine($"{what} {key}");
            Console.Out.Flush();
        }
    }
}
