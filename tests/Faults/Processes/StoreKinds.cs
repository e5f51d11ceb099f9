namespace Crossdock.Faults.Processes;

/// <summary>The kinds of stores that processes are run on, and new ones of each.</summary>
internal static class StoreKinds
{
    public const string Sqlite = "SQLite";

    public static IReadOnlyList<string> Available { get; } = [Sqlite];

    /// <summary>A new store of a kind.</summary>
    /// <param name="kind">One of <see cref="Available"/>.</param>
    /// <param name="folder">Where its files may be.</param>
    public static Task<StorePlace> MakeAsync(string kind, string folder) =>
        Task.FromResult(new StorePlace("sqlite:" + Path.Combine(folder, "store.db"), () => Task.CompletedTask));
}
