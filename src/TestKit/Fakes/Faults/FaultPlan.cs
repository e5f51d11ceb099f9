namespace Crossdock.TestKit.Fakes;

/// <summary>
/// Which requests are answered badly, and how. The decision depends on the seed, on what the request is (method, path,
/// query, body, idempotency key) and on how often that very request came before: the same run replays from its seed.
/// </summary>
public sealed record FaultPlan
{
    /// <summary>No faults.</summary>
    public static FaultPlan None { get; } = new();

    /// <summary>Share of requests that are faulted, 0 to 1.</summary>
    public double Rate { get; init; }

    /// <summary>Seed of every decision.</summary>
    public long Seed { get; init; }

    /// <summary>Kinds per endpoint class. A class that is not listed uses <see cref="Kinds"/>.</summary>
    public IReadOnlyDictionary<FaultTarget, FaultKind> Switches { get; init; } = new Dictionary<FaultTarget, FaultKind>();

    /// <summary>Kinds used by classes without a switch of their own.</summary>
    public FaultKind Kinds { get; init; } = FaultKind.All;

    /// <summary>How often in a row an identical request is refused an answer; the next attempt is answered. Latency does not count.</summary>
    public int MaxConsecutive { get; init; } = 4;

    /// <summary>Longest added latency. Real time, whatever clock the fakes' business time uses.</summary>
    public TimeSpan MaxLatency { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>How long a timed-out answer is held at most before the connection is reset. Real time.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What <c>Retry-After</c> asks for; sent in whole seconds.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The kinds that may hit one endpoint class.</summary>
    /// <param name="target">A single endpoint class.</param>
    public FaultKind KindsFor(FaultTarget target) => Switches.TryGetValue(target, out var kinds) ? kinds : Kinds;

    internal void Validate()
    {
        if (Rate is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"FaultPlan.Rate must be between 0 and 1, not {Rate}.");
        }

        if (MaxConsecutive < 1)
        {
            throw new ArgumentException($"FaultPlan.MaxConsecutive must be at least 1, not {MaxConsecutive}.");
        }

        if (MaxLatency < TimeSpan.Zero || Hold < TimeSpan.Zero || RetryAfter < TimeSpan.Zero)
        {
            throw new ArgumentException("FaultPlan.MaxLatency, Hold and RetryAfter must not be negative.");
        }
    }
}
