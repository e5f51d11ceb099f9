using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Crossdock.Faults.History;
using Crossdock.Runtime;
using Crossdock.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Faults.Simulation;

/// <summary>
/// One seed: virtual processes with the real runtime code, a store and three remotes, all on the caller's thread. The seed alone decides what happens when.
/// </summary>
internal sealed partial class SimulatedRun
{
    private const int MaxSteps = 200_000;
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(30);
    private static readonly FlowModel s_flows = new([SimFlow.Build()]);
    private readonly List<PendingCall> _pending = [];
    private readonly List<VirtualProcess> _processes = [];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly StringBuilder? _story;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private volatile string? _stray;
    private int _names;

    private SimulatedRun(ulong seed, Seams seams, bool isTold, bool hasWildClocks)
    {
        Seed = seed;
        Seams = seams;
        _story = isTold ? new StringBuilder() : null;
        _hasWildClocks = hasWildClocks;
        Random = new SimRandom(seed);
        Plan = SimPlan.Of(Random);
        Options = MakeOptions(0);
        Flows = seams.Flow() is { } other ? new FlowModel([other]) : s_flows;
        World = new World(this);
        Store = new SimulatedStore { Bug = seams.StoreBug };
        History = new RecordedHistory { Rules = [.. World.Rules], Expectations = SimFlow.Expectations, Options = Options };
    }

    // A meter per run would never go away.
    public static CrossdockMetrics Metrics { get; } = new(new ServiceCollection().BuildServiceProvider());

    public ulong Seed { get; }

    public SimRandom Random { get; }

    public SimPlan Plan { get; }

    public Seams Seams { get; }

    public SimClock Clock { get; } = new();

    /// <summary>What is promised; a planted bug changes only what the runtime is given.</summary>
    public CrossdockOptions Options { get; }

    public FlowModel Flows { get; }

    public World World { get; }

    public SimulatedStore Store { get; }

    public RecordedHistory History { get; }

    /// <summary>True once nothing goes wrong any more.</summary>
    public bool IsCalm { get; private set; }

    public int Steps { get; private set; }

    /// <summary>Runs one seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="seams">What a planted bug changes; null for none.</param>
    /// <param name="isTold">True to keep the story, at some cost.</param>
    /// <param name="hasWildClocks">True to set clocks also by ten years, and while an effect is in doubt. Not all seeds hold then; see the README.</param>
    public static SimulatedResult Run(ulong seed, Seams? seams = null, bool isTold = false, bool hasWildClocks = false)
    {
        // A context would take continuations away from this thread.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return new SimulatedRun(seed, seams ?? new Seams(), isTold, hasWildClocks).Run();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    public CrossdockOptions OptionsOf(int jitterSeed)
    {
        var options = MakeOptions(jitterSeed);
        Seams.Configure(options);
        return options;
    }

    public void Enqueue(PendingCall call)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            _stray ??= Environment.StackTrace;
            return;
        }

        if (!call.Owner.IsDead)
        {
            _pending.Add(call);
            call.Owner.Track(call);
        }
    }

    /// <summary>Writes one event into the history's hash.</summary>
    public void Note(string what, string detail = "")
    {
        Span<byte> time = stackalloc byte[sizeof(long)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(time, Clock.Elapsed.Ticks);
        _hash.AppendData(time);
        _hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(what.AsSpan()));
        _story?.Append(CultureInfo.InvariantCulture, $"{Clock.Elapsed:hh\\:mm\\:ss\\.fff} {what}{detail}").AppendLine();
    }

    /// <summary>What a store answered, for a story.</summary>
    public string Tell(object? result) => _story is null ? "" : result switch
    {
        IReadOnlyList<AcceptOutcome> outcomes => $": {string.Join(", ", outcomes.Select(outcome => $"{outcome.Disposition} {outcome.WorkCreated}"))}",
        IReadOnlyList<ClaimedWork> claims => $": {string.Join(", ", claims.Select(claim => $"{claim.Id} {claim.Key.Operation}/{claim.Key.DocumentKey}/{claim.Key.Revision} {claim.Effect?.State}"))}",
        _ => $": {result}",
    };

    public VirtualProcess? AnyProcess()
    {
        var alive = _processes.Where(process => !process.IsStopping && process.FrozenUntil <= Clock.Elapsed).ToList();
        return alive.Count == 0 ? null : alive[Random.Next(alive.Count)];
    }

    /// <summary>The process is gone: what it waits for is done or not, and nobody hears of it.</summary>
    public void Crash(VirtualProcess process, PendingCall during)
    {
        Note($"{process.Name} dies");
        during.Abandon();
        End(process);
    }

    public void Freeze(VirtualProcess process)
    {
        // Mostly longer than its lease.
        process.FrozenUntil = Clock.Elapsed + Options.Lease * 0.5 + Random.Upto(Options.Lease);
        Note($"{process.Name} stands still until {process.FrozenUntil}");
    }

    private SimulatedResult Run()
    {
        World.Begin();
        for (var i = 0; i < Plan.Processes; i++)
        {
            Start();
        }

        Clock.In(Plan.Trouble, () => IsCalm = true);
        Clock.In(TimeSpan.FromSeconds(45), Look);
        Clock.In(TimeSpan.FromSeconds(10), Disturb);
        var isResting = false;
        while (!isResting && Steps < MaxSteps && Clock.Elapsed < s_longest)
        {
            Steps++;
            if (TakeNext() is { } call)
            {
                call.Resolve();
            }
            else if (!Clock.Advance())
            {
                break;
            }

            isResting = _isResting;
            if (_stray is { } stack)
            {
                throw new InvalidOperationException($"Seed {Seed} went on beside its thread, so it says nothing: {stack}");
            }
        }

        if (!isResting)
        {
            History.Restless = $"did not come to rest in {Steps} steps and {Clock.Elapsed}: {Describe()}";
        }

        Finish();
        return new SimulatedResult(Seed, Convert.ToHexStringLower(_hash.GetHashAndReset()), Steps, HistoryChecker.Check(History), _story?.ToString() ?? "");
    }

    private string Describe() => string.Join("; ", Store.Works
        .Where(work => work.State is WorkState.Ready or WorkState.Waiting or WorkState.Held or WorkState.Claimed)
        .Select(work => $"{work.Key} {work.State} due {work.DueAt:O}"));

    private PendingCall? TakeNext()
    {
        while (_pending.Count > 0)
        {
            // A few tries at random, then the first that may go on: calls of processes that stand still wait.
            var index = Random.Next(_pending.Count);
            for (var tries = 0; tries < _pending.Count; tries++, index = (index + 1) % _pending.Count)
            {
                var call = _pending[index];
                if (call.Owner.IsDead || call.RunsOutside || call.Owner.FrozenUntil <= Clock.Elapsed)
                {
                    _pending[index] = _pending[^1];
                    _pending.RemoveAt(_pending.Count - 1);
                    if (!call.Owner.IsDead)
                    {
                        return call;
                    }

                    break;
                }

                if (tries == _pending.Count - 1)
                {
                    return null;
                }
            }
        }

        return null;
    }

    private void Start()
    {
        var process = new VirtualProcess(this, $"p{++_names}", Random.Next(int.MaxValue));
        _processes.Add(process);
        Note($"{process.Name} starts");
        if (Plan.Processes == 1)
        {
            // Alone with its store, it knows that whoever had claimed something is dead.
            Store.OpenAsync(CancellationToken.None).GetAwaiter().GetResult();
        }

        process.Start();
    }

    private void End(VirtualProcess process)
    {
        process.Die();
        _processes.Remove(process);
        Clock.In(Random.Upto(TimeSpan.FromSeconds(20)), Start);
    }

    private static CrossdockOptions MakeOptions(int jitterSeed)
    {
        var options = new CrossdockOptions
        {
            Tenant = "acme",
            RemoteTimeout = TimeSpan.FromSeconds(30),
            Lease = TimeSpan.FromMinutes(2),
            InDoubtGrace = TimeSpan.FromSeconds(5),
            PollInterval = TimeSpan.FromSeconds(25),
            IdleInterval = TimeSpan.FromSeconds(8),
            PageSize = 3,
            PrerequisiteTimeout = TimeSpan.FromMinutes(8),
        };
        options.Retry.MaxAttempts = 6;
        options.Retry.MaxDelay = TimeSpan.FromMinutes(1);
        options.Retry.JitterSeed = jitterSeed;
        return options;
    }
}
