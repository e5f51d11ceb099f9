using System.Collections.Concurrent;
using Crossdock.Faults.Processes;

namespace Crossdock.Faults.Rows;

/// <summary>Runs a row of the fault catalogue over its seeds, puts the sums into the table and fails unless all are zero.</summary>
internal static class Row
{
    /// <summary>Runs of one row at a time; they mostly wait.</summary>
    private const int Parallel = 3;

    /// <param name="row">Number in the fault catalogue.</param>
    /// <param name="fault">What is done, and on what.</param>
    /// <param name="seeds">How many seeds, from 1 on.</param>
    /// <param name="run">Runs one seed in a folder of its own.</param>
    public static async Task RunAsync(int row, string fault, int seeds, Func<int, string, Task<SeedResult>> run)
    {
        var results = new ConcurrentBag<SeedResult>();
        await System.Threading.Tasks.Parallel.ForEachAsync(
            Enumerable.Range(1, seeds),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = TestContext.Current.CancellationToken },
            async (seed, _) => results.Add(await RunSeedAsync(seed, run)));
        Add(new RowResult(row, fault)
        {
            Seeds = results.Count,
            Lost = results.Sum(result => result.Verdict.Lost.Count),
            Duplicates = results.Sum(result => result.Verdict.Duplicates.Count + result.Verdict.WrongAmounts.Count),
            Regressions = results.Sum(result => result.Regressions.Count),
            WorstResume = results.Max(result => result.Resume),
            WorstInFlight = results.Max(result => result.InFlight),
            Violations = [.. results.SelectMany(result => result.Violations)],
        });
    }

    /// <summary>Puts a result into the table and fails unless all is zero.</summary>
    public static void Add(RowResult result)
    {
        FaultTable.Add(result);
        result.Violations.ShouldBeEmpty($"row {result.Row}, {result.Fault}");
        (result.Lost + result.Duplicates + result.Regressions).ShouldBe(0);
    }

    private static async Task<SeedResult> RunSeedAsync(int seed, Func<int, string, Task<SeedResult>> run)
    {
        var folder = Directory.CreateTempSubdirectory("crossdock-faults-");
        try
        {
            return await run(seed, folder.FullName);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !exception.Message.StartsWith("$XunitDynamicSkip$", StringComparison.Ordinal))
        {
            return new SeedResult(new Verdict([], [], []), [], [$"seed {seed}: {exception}"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
