using Crossdock.Faults.Simulation;

namespace Crossdock.Faults.Planted;

/// <summary>A mistake that is made on purpose, to see whether the checker notices it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Seams">Where it gets in; made anew for each seed.</param>
internal sealed record PlantedBug(string Name, Func<Seams> Seams)
{
    /// <summary>How many seeds, from 1, a bug may take to show; without it they are all clean.</summary>
    public const int MaxSeeds = Rounds * SeedsPerRound;

    private const int Rounds = 60;
    private const int SeedsPerRound = 50;

    /// <summary>Looks for the first seed on which the checker notices it; null when none of the bounded number shows it.</summary>
    public SimulatedResult? Catch()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var results = new SimulatedResult?[SeedsPerRound];
            var from = 1 + (ulong)(round * SeedsPerRound);
            Parallel.For(0, SeedsPerRound, (index, loop) =>
            {
                var result = SimulatedRun.Run(from + (ulong)index, Seams());
                if (result.Violations.Count > 0)
                {
                    results[index] = result;
                    loop.Break(); // the seeds before it still run, so that it is always the same one that is told
                }
            });
            if (Array.Find(results, result => result is not null) is { } caught)
            {
                return caught;
            }
        }

        return null;
    }
}
