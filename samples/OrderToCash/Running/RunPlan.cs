namespace Crossdock.OrderToCash;

/// <summary>The options of a run after defaults, and after the record of the run that is resumed.</summary>
/// <param name="Record">What the run was started with.</param>
/// <param name="Target">Where the state is kept.</param>
/// <param name="Json">Full path of the JSON report; null writes none.</param>
/// <param name="IsNew">True when no earlier process of this run got as far as creating the store.</param>
internal sealed record RunPlan(RunRecord Record, RunStore Target, string? Json, bool IsNew)
{
    /// <summary>The beginning of the names of all files of the run.</summary>
    public string Store => Target.Path;

    /// <summary>Where fake systems of this process keep their journals, so that they outlive it.</summary>
    public string SystemsDirectory => Store + ".systems";

    /// <summary>Decides what to run. Old state is only used when <c>--resume</c> says so.</summary>
    /// <exception cref="CannotRunException">The store exists without <c>--resume</c>, or the options differ from those of the run to resume.</exception>
    public static RunPlan Prepare(RunOptions options)
    {
        var target = RunStore.Of(options.Store ?? Path.Combine(Directory.CreateTempSubdirectory("crossdock-").FullName, "order-to-cash.db"));
        if (!options.Resume)
        {
            RefuseOldState(target);
            return new RunPlan(WithDefaults(options), target, options.Json, IsNew: true);
        }

        var resumed = Merge(options, RunRecord.Read(target.Path));
        return new RunPlan(resumed, target, options.Json, IsNew: !target.IsShared && !HasContent(target.Path));
    }

    private static void RefuseOldState(RunStore target)
    {
        if (target.IsShared && File.Exists(RunRecord.PathFor(target.Path)))
        {
            throw new CannotRunException(
                $"--store: {target.Name} holds an earlier run, or another process runs on it. Join or continue it with --resume; to begin anew, drop its schema 'crossdock' and delete {RunRecord.PathFor(target.Path)}.");
        }

        if (HasContent(target.Path) || File.Exists(RunRecord.PathFor(target.Path)))
        {
            throw new CannotRunException(
                $"--store: {target.Path} holds an earlier run. Continue it with --resume, name another file, or delete everything that begins with this name.");
        }
    }

    private static RunRecord Merge(RunOptions options, RunRecord? earlier)
    {
        if (earlier is null)
        {
            return WithDefaults(options);
        }

        if (earlier.Pair is not null)
        {
            throw new CannotRunException("--resume: the systems of that run ended with it, so there is nothing to continue; start another run in another --store.");
        }

        RefuseChange("--orders", options.Orders, earlier.Orders);
        RefuseChange("--seed", options.Seed, earlier.Seed);
        if (earlier.Remote is null && options.Remote is not null)
        {
            throw new CannotRunException("--remote: the run to resume has its systems in its own process; leave --remote out.");
        }

        // The address may be another one after FakeSystems was started again on its data folder; the fault rate is no state.
        return earlier with { Faults = options.Faults ?? earlier.Faults, Remote = options.Remote ?? earlier.Remote };
    }

    private static RunRecord WithDefaults(RunOptions options) => new(
        options.Orders ?? (options.Pair is not null ? RunOptions.DefaultOrdersOfRealPair : RunOptions.DefaultOrders),
        options.Faults ?? (options.Pair is not null ? RunOptions.DefaultFaultsOfRealPair : RunOptions.DefaultFaults),
        options.Seed ?? RunOptions.DefaultSeed,
        options.Remote)
    { Pair = options.Pair };

    private static void RefuseChange<T>(string option, T? given, T earlier)
        where T : struct
    {
        if (given is { } value && !EqualityComparer<T>.Default.Equals(value, earlier))
        {
            throw new CannotRunException($"{option} {value} differs from the {earlier} of the run to resume; leave it out, or start a new run in another --store.");
        }
    }

    private static bool HasContent(string path) => File.Exists(path) && new FileInfo(path).Length > 0;
}
