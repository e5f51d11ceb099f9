using System.Globalization;

namespace Crossdock.Faults.Processes;

/// <summary>
/// Kills on one store, one after the other: each process first finishes what the one before it left, is checked, gets new orders and
/// dies at its point. So each start of a process is one kill, and recoveries pile up on the same store.
/// </summary>
/// <param name="store">The store, as <see cref="StoreSwitch"/> takes it; new.</param>
/// <param name="folder">A folder of its own, for the remotes' journals.</param>
internal sealed class KillChain(string store, string folder)
{
    private const int Batches = 3;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private readonly List<string> _problems = [];
    private readonly HashSet<string> _lost = [];
    private readonly HashSet<string> _duplicates = [];
    private TimeSpan _worstResume;
    private int _kills;

    /// <summary>Kills at the points in turn, and returns what came out under the name of the first.</summary>
    public async Task<KillResult> RunAsync(IReadOnlyList<(KillPoint Point, int Seed)> deaths)
    {
        // Half of the chains have to cope with remotes that fail as well.
        var (first, seed) = deaths[0];
        await using var books = await RemoteBooks.StartAsync(folder, seed, faults: seed % 2 == 0 ? 0.05 : 0);
        foreach (var death in deaths)
        {
            if (!await KillAsync(books, death.Point, death.Seed))
            {
                break;
            }
        }

        await EndAsync(books, $"after {deaths[^1].Point}, seed {deaths[^1].Seed.ToString(CultureInfo.InvariantCulture)}");
        var regressions = await books.FindRegressionsAsync();
        return new KillResult(first, seed, deaths.Count, _kills, _lost.Count, _duplicates.Count, regressions.Count, _worstResume, [.. _problems, .. regressions]);
    }

    private async Task<bool> KillAsync(RemoteBooks books, KillPoint point, int seed)
    {
        var story = $"seed {seed}, {point}";
        var random = new Random(seed);
        var hit = 1 + random.Next(point.MaxHit);
        await using var life = await LifeProcess.StartPatientlyAsync(store, books.Address);
        if (!await life.StartedAsync() || !await FinishedAsync(life, books, story))
        {
            return Fail(story, life);
        }

        var killed = point.When switch
        {
            KillMoment.AtWork => await KillAtWorkAsync(life, books, point, hit),
            KillMoment.AtStart => await KillAtStartAsync(life, books, point, random),
            KillMoment.AtPlan => await KillAtPlanAsync(life, books, point, hit, $"plan-{seed.ToString(CultureInfo.InvariantCulture)}"),
            KillMoment.AtFinish => await KillAtFinishAsync(life, books, point),
            KillMoment.AtStop => await KillAtStopAsync(life, books, point, random),
            _ => await KillFromOutsideAsync(life, books, point, random),
        };
        _kills += killed ? 1 : 0;
        return killed || Fail($"{story}, hit {hit}: not reached", life);
    }

    private async Task<bool> KillAtWorkAsync(LifeProcess life, RemoteBooks books, KillPoint point, int hit)
    {
        await life.ArmAsync(point.Name, hit);
        for (var batch = 0; batch < Batches; batch++)
        {
            Place(books, point);
            await books.CompletesWithinAsync(s_limit, () => life.HasExited);
            if (await life.ExitsWithinAsync(TimeSpan.FromSeconds(2)))
            {
                return life.ExitCode == LifeProcess.Killed;
            }
        }

        return false;
    }

    private async Task<bool> KillAtStartAsync(LifeProcess life, RemoteBooks books, KillPoint point, Random random)
    {
        await KillFromOutsideAsync(life, books, point, random);
        await using var second = LifeProcess.Start(store, books.Address, (point.Name, 1));
        return await second.ExitsWithinAsync(s_limit) && second.ExitCode == LifeProcess.Killed;
    }

    private async Task<bool> KillAtFinishAsync(LifeProcess life, RemoteBooks books, KillPoint point)
    {
        Place(books, point);
        await Task.Delay(TimeSpan.FromMilliseconds(600), TimeProvider.System, CancellationToken.None);
        await life.ArmAsync(point.Name, 1);
        var armed = TimeProvider.System.GetTimestamp();
        while (await life.FinishAsync() is not null && TimeProvider.System.GetElapsedTime(armed) < s_limit)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None);
        }

        return await life.ExitsWithinAsync(TimeSpan.FromSeconds(2)) && life.ExitCode == LifeProcess.Killed;
    }

    private async Task<bool> KillAtPlanAsync(LifeProcess life, RemoteBooks books, KillPoint point, int hit, string plan)
    {
        Place(books, point);
        await life.ArmAsync(point.Name, hit);
        if (await life.PlanAsync(plan) is not null || !await life.ExitsWithinAsync(s_limit) || life.ExitCode != LifeProcess.Killed)
        {
            return false;
        }

        // The plan stands where it was left; whoever runs it again brings it to its end.
        await using var next = await LifeProcess.StartPatientlyAsync(store, books.Address);
        var end = await next.StartedAsync() ? await next.PlanAsync(plan) : null;
        if (end?.StartsWith($"planned {ReplayPlanState.Completed}", StringComparison.Ordinal) != true)
        {
            _problems.Add($"{point}: the plan did not go on: {end}; {next.Said}");
        }

        await next.EndAsync();
        return true;
    }

    private async Task<bool> KillAtStopAsync(LifeProcess life, RemoteBooks books, KillPoint point, Random random)
    {
        await life.ArmAsync(point.Name, 1);
        Place(books, point);
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300)), TimeProvider.System, CancellationToken.None);
        life.Terminate();
        return await life.ExitsWithinAsync(s_limit) && life.ExitCode == LifeProcess.Killed;
    }

    private async Task<bool> KillFromOutsideAsync(LifeProcess life, RemoteBooks books, KillPoint point, Random random)
    {
        Place(books, point);
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500)), TimeProvider.System, CancellationToken.None);
        await life.KillAsync();
        return true;
    }

    private async Task EndAsync(RemoteBooks books, string story)
    {
        await using var last = await LifeProcess.StartPatientlyAsync(store, books.Address);
        if (!await last.StartedAsync() || !await FinishedAsync(last, books, story))
        {
            Fail(story, last);
            return;
        }

        last.Terminate();
        if (!await last.ExitsWithinAsync(s_limit) || last.ExitCode != 0)
        {
            Fail($"{story}: did not stop on SIGTERM", last);
        }
    }

    private async Task<bool> FinishedAsync(LifeProcess life, RemoteBooks books, string story)
    {
        string? end = null;
        for (var look = 0; look < 8; look++)
        {
            // What failed for good waits for a person, so both have to be asked for. On a busy machine it takes a while, and a circuit may open on time-outs:
            // what is missing then is not lost. Only a process that died has nothing more to say.
            end = await life.FinishAsync();
            if (end is null || (await books.CompletesWithinAsync(TimeSpan.FromSeconds(8)) && IsFinished(end)))
            {
                break;
            }
        }

        end = await life.FinishAsync();
        var verdict = books.Check(story);
        _lost.UnionWith(verdict.Lost);
        _duplicates.UnionWith([.. verdict.Duplicates, .. verdict.WrongAmounts]);
        _problems.AddRange(verdict.All.Where(line => _problems.Count < 20));
        _worstResume = life.ToProgress > _worstResume ? life.ToProgress.Value : _worstResume;
        if (!IsFinished(end) || end!.Contains("broken", StringComparison.Ordinal))
        {
            _problems.Add($"{story}: {end ?? "died"}");
            return false;
        }

        return !verdict.All.Any();
    }

    private static bool IsFinished(string? end) => end?.StartsWith("finished", StringComparison.Ordinal) == true;

    private bool Fail(string story, LifeProcess life)
    {
        _problems.Add($"{story}; the process said: {life.Said}");
        return false;
    }

    private static void Place(RemoteBooks books, KillPoint point)
    {
        foreach (var fault in point.Script)
        {
            books.Systems.Faults.Script(fault);
        }

        books.Place(point.Orders, point.NeedsBadOrder, point.NeedsUnknownItem);
    }
}
