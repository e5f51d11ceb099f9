using System.Diagnostics.CodeAnalysis;

namespace Crossdock.TestKit.Fakes;

/// <summary>Decides which requests are faulted and counts what was injected. Safe for concurrent use.</summary>
public sealed class FaultInjector
{
    /// <summary>How often a kind is chosen, out of the sum of the kinds allowed. Kinds that cost a run whole seconds are rarer.</summary>
    private static readonly (FaultKind Kind, int Weight)[] s_weights =
    [
        (FaultKind.Latency, 20),
        (FaultKind.Throttled, 3),
        (FaultKind.ErrorBeforeCommit, 20),
        (FaultKind.ErrorAfterCommit, 12),
        (FaultKind.TimeoutAfterCommit, 3),
        (FaultKind.ResetBeforeCommit, 8),
        (FaultKind.ResetAfterCommit, 8),
        (FaultKind.ResetMidBody, 8),
        (FaultKind.TruncatedJson, 8),
        (FaultKind.HtmlPage, 6),
        (FaultKind.DuplicatedEvents, 20),
        (FaultKind.ReorderedEvents, 20),
    ];

    private const FaultKind EventKinds = FaultKind.DuplicatedEvents | FaultKind.ReorderedEvents;
    private const FaultKind AnsweredKinds = FaultKind.Latency | EventKinds;

    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, History> _histories = [];
    private readonly List<Pending> _script = [];
    private readonly Dictionary<FaultKind, long> _byKind = [];
    private readonly Dictionary<FaultTarget, long> _byTarget = [];
    private long _requests;

    internal FaultInjector(FaultPlan plan)
    {
        plan.Validate();
        Plan = plan;
    }

    /// <summary>The plan in force.</summary>
    public FaultPlan Plan { get; }

    /// <summary>What was injected so far.</summary>
    public FaultCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return new FaultCounts(_requests, _byKind.Values.Sum(), new Dictionary<FaultKind, long>(_byKind), new Dictionary<FaultTarget, long>(_byTarget));
            }
        }
    }

    /// <summary>Orders a fault for the next matching requests. Scripted faults come before the plan, in the order they were added.</summary>
    /// <exception cref="ArgumentException">The fault does not name exactly one kind and at least one endpoint class.</exception>
    public void Script(ScriptedFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (!int.IsPow2((int)fault.Kind) || !Enum.IsDefined(fault.Kind))
        {
            throw new ArgumentException($"Kind must be exactly one kind of fault, not '{fault.Kind}'.", nameof(fault));
        }

        if ((fault.Target & FaultTarget.All) == FaultTarget.None)
        {
            throw new ArgumentException("Target must name an endpoint class.", nameof(fault));
        }

        lock (_lock)
        {
            _script.Add(new Pending(fault, fault.Times));
        }
    }

    /// <summary>Forgets scripted faults that have not happened yet.</summary>
    public void ClearScript()
    {
        lock (_lock)
        {
            _script.Clear();
        }
    }

    internal FaultDecision Decide(FakeRequest request, RequestClass requestClass)
    {
        lock (_lock)
        {
            _requests++;
            var decision = TryScripted(request, requestClass, out var scripted) ? scripted : DecidePlanned(request, requestClass);
            if (decision.Kind != FaultKind.None)
            {
                Increment(_byKind, decision.Kind);
                Increment(_byTarget, requestClass.Target);
            }

            return decision;
        }
    }

    private bool TryScripted(FakeRequest request, RequestClass requestClass, [NotNullWhen(true)] out FaultDecision decision)
    {
        var index = _script.FindIndex(pending => pending.Matches(request, requestClass));
        if (index < 0)
        {
            decision = default;
            return false;
        }

        var (fault, left) = _script[index];
        if (left == 1)
        {
            _script.RemoveAt(index);
        }
        else
        {
            _script[index] = new Pending(fault, left - 1);
        }

        decision = new FaultDecision(fault.Kind, SplitMix.Mix((ulong)Plan.Seed + (ulong)left), fault.Status, fault.RetryAfter);
        return true;
    }

    private FaultDecision DecidePlanned(FakeRequest request, RequestClass requestClass)
    {
        if (Plan.Rate <= 0)
        {
            return FaultDecision.None;
        }

        var identity = request.Identity();
        var history = _histories.GetValueOrDefault(identity);
        var random = new SplitMix(SplitMix.Mix((ulong)Plan.Seed) ^ SplitMix.Mix((ulong)identity ^ (ulong)(identity >> 64)) ^ SplitMix.Mix((ulong)history.Attempts));
        var kind = FaultKind.None;
        if (random.NextDouble() < Plan.Rate && history.Consecutive < Plan.MaxConsecutive)
        {
            var allowed = Plan.KindsFor(requestClass.Target);
            kind = Choose(requestClass.IsFeed ? allowed : allowed & ~EventKinds, ref random);
        }

        var refused = kind != FaultKind.None && (kind & AnsweredKinds) == FaultKind.None;
        _histories[identity] = new History(history.Attempts + 1, refused ? history.Consecutive + 1 : 0);
        return new FaultDecision(kind, random.Next());
    }

    private static FaultKind Choose(FaultKind allowed, ref SplitMix random)
    {
        var total = 0;
        foreach (var (kind, weight) in s_weights)
        {
            total += allowed.HasFlag(kind) ? weight : 0;
        }

        if (total == 0)
        {
            return FaultKind.None;
        }

        var drawn = random.NextInt(total);
        foreach (var (kind, weight) in s_weights)
        {
            if (allowed.HasFlag(kind) && (drawn -= weight) < 0)
            {
                return kind;
            }
        }

        return FaultKind.None;
    }

    private static void Increment<TKey>(Dictionary<TKey, long> counts, TKey key)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;

    private readonly record struct History(int Attempts, int Consecutive);

    private readonly record struct Pending(ScriptedFault Fault, int Left)
    {
        public bool Matches(FakeRequest request, RequestClass requestClass) =>
            Fault.Target.HasFlag(requestClass.Target)
            && (Fault.PathContains is null || request.PathAndQuery.Contains(Fault.PathContains, StringComparison.OrdinalIgnoreCase))
            && (Fault.BodyContains is null || request.BodyText.Contains(Fault.BodyContains, StringComparison.Ordinal))
            && (requestClass.IsFeed || (Fault.Kind & EventKinds) == FaultKind.None);
    }
}
