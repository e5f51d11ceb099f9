namespace Crossdock.Faults.Simulation;

/// <summary>What one seed is made of: how often what goes wrong, and what the remotes can do. Probabilities are per call.</summary>
internal sealed record SimPlan
{
    public int Orders { get; init; }

    public int Processes { get; init; }

    public double Crash { get; init; }

    public double Freeze { get; init; }

    public double StoreFault { get; init; }

    public double StoreDelay { get; init; }

    public double RemoteFault { get; init; }

    /// <summary>How often the wall clock is set.</summary>
    public double ClockJump { get; init; }

    /// <summary>After this time nothing goes wrong any more, and everything has to come to rest.</summary>
    public TimeSpan Trouble { get; init; }

    /// <summary>Makes the plan of a seed: from a calm one to a day when everything fails.</summary>
    public static SimPlan Of(SimRandom random)
    {
        double[] levels = [0, 0, 0.01, 0.05];
        double[] remote = [0, 0.05, 0.2, 0.5];
        return new SimPlan
        {
            Orders = random.Next(1, 4),
            Processes = random.Chance(0.4) ? 2 : 1,
            Crash = random.Pick<double>(levels) / 2,
            Freeze = random.Pick<double>(levels) / 3,
            StoreFault = random.Pick<double>(levels),
            StoreDelay = random.Pick<double>(levels) * 4,
            RemoteFault = random.Pick<double>(remote),
            ClockJump = random.Chance(0.2) ? 0.3 : 0,
            Trouble = TimeSpan.FromMinutes(random.Next(2, 12)),
        };
    }
}
