using Crossdock.Benchmarks.Summary;

namespace Crossdock.Benchmarks.Storage;

/// <summary>The SQLite store: durable accept by concurrent callers.</summary>
internal sealed class StoreFigures : IFigureSource
{
    private static readonly Goal s_goal = Goal.AtLeast(0.6);

    public string Title => "SQLite store, synchronous = FULL, 1 KiB documents: accept (dedupe, document, stream, lane, work) against raw inserts of key and row";

    public IEnumerable<Figure> Measure()
    {
        yield return AcceptRace.Run("accept, 1 caller", 1, 1_000, isRandom: false, null);
        yield return AcceptRace.Run("accept, 8 callers", 8, 4_000, isRandom: false, null);
        yield return AcceptRace.Run("accept, 64 callers", 64, 64 * 200, isRandom: false, s_goal);
        yield return AcceptRace.Run("accept, 64 callers, keys in random order", 64, 64 * 200, isRandom: true, s_goal);
        yield return AcceptRace.Run("accept, 256 callers", 256, 256 * 50, isRandom: false, null);
    }
}
