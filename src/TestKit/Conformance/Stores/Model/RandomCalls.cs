using Crossdock.Storage;

namespace Crossdock.TestKit.Conformance;

/// <summary>Makes random calls over a small world, so that everything meets everything.</summary>
internal sealed class RandomCalls(int seed)
{
    private static readonly string[] Connections = ["erp", "warehouse"];
    private static readonly string[] Operations = ["submit", "ship"];
    private static readonly WorkState[] Ends =
    [
        WorkState.Confirmed, WorkState.Confirmed, WorkState.Confirmed, WorkState.Confirmed, WorkState.Confirmed, WorkState.Rejected,
        WorkState.Parked, WorkState.DeadLettered, WorkState.Ready, WorkState.Ready, WorkState.Held, WorkState.Claimed, WorkState.Waiting,
    ];

    private readonly Random _random = new(seed);
    private readonly List<ClaimedWork> _claims = [];
    private int _events;

    public DateTimeOffset Now { get; private set; } = StoreInputs.Noon;

    public double Next() => _random.NextDouble();

    public void PassTime() => Now += TimeSpan.FromMinutes(_random.Next(6));

    public void Remember(IEnumerable<ClaimedWork> claims) => _claims.AddRange(claims);

    public InboxEntry Entry()
    {
        var kind = _random.NextDouble();
        var number = _random.Next(3);
        var isStock = kind > 0.6;
        var version = Chance(0.1) ? null : (long?)_random.Next(1, 9) + (_events / 25);
        var key = isStock ? $"SKU-{number}" : $"SO-{number}";
        var envelope = StoreInputs.Envelope(
            key,
            version,
            isStock ? "inventory" : "order",
            Chance(0.2) ? "shop-2" : "shop",
            Chance(0.1) ? "order/SO-0" : isStock ? $"item/{key}" : $"order/{key}",
            $"event-{(Chance(0.1) ? _random.Next(_events + 1) : _events++)}",
            Chance(0.1) ? "other" : StoreInputs.Tenant) with { ObservedAt = Now };
        if (kind < 0.03)
        {
            return new InboxEntry { Envelope = envelope, Raw = StoreInputs.Json("raw"), Problems = StoreInputs.Refused(key).Problems };
        }

        var plans = Enumerable.Range(0, _random.Next(3)).Select(_ => Plan(envelope, isStock)).DistinctBy(plan => (plan.Connection, plan.Operation));
        return StoreInputs.Entry(envelope, [.. plans]);
    }

    public ClaimRequest Claim() => new("model", _random.Next(1, 6), Now, TimeSpan.FromMinutes(10), Chance(0.2) ? [Pick(Connections)] : []);

    public WorkCommit? Commit()
    {
        if (_claims.Count == 0)
        {
            return null;
        }

        // Mostly the newest claims, sometimes one that was lost long ago.
        var work = _claims[Chance(0.8) ? Math.Max(0, _claims.Count - 1 - _random.Next(6)) : _random.Next(_claims.Count)];
        var state = Pick(Ends);
        var fact = new FactKey(work.Key.Tenant, work.Key.Operation, work.Key.Connection, work.Envelope.SequenceKey);
        return StoreInputs.Commit(work, state, Now) with
        {
            DueAt = state is WorkState.Ready or WorkState.Held ? Now.AddMinutes(_random.Next(20)) : null,
            Awaited = state == WorkState.Waiting ? [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Fact(work.Envelope))] : [],
            WaitUntil = state == WorkState.Waiting && Chance(0.9) ? Now.AddMinutes(_random.Next(5, 60)) : null,
            LeaseUntil = state == WorkState.Claimed && Chance(0.5) ? Now.AddMinutes(_random.Next(1, 20)) : null,
            CountsAsAttempt = Chance(0.3),
            Effect = Chance(0.6)
                ? StoreInputs.Effect(work, (EffectState)_random.Next(6), Chance(0.05) ? StoreInputs.Json("another command") : null, _random.Next(4))
                : null,
            Established = state == WorkState.Confirmed && Chance(0.5) ? [fact] : [],
            Failed = state is WorkState.Rejected or WorkState.DeadLettered && Chance(0.5) ? [fact] : [],
            Produced = Chance(0.1) ? [Entry()] : [],
        };
    }

    /// <summary>Mostly work that is stuck, sometimes any, or one that does not exist.</summary>
    public ModelWork? Work(StoreModel model)
    {
        var stuck = model.Works.Where(work => work.State is WorkState.Parked or WorkState.DeadLettered || work.IsBlocking).ToArray();
        if (stuck.Length > 0 && Chance(0.8))
        {
            return Pick(stuck);
        }

        var any = _random.Next(model.Works.Count + 1);
        return any < model.Works.Count ? model.Works[any] : null;
    }

    private PlannedWork Plan(Envelope envelope, bool isStock) => StoreInputs.Submit(
        envelope.DocumentKey,
        $"content {_random.Next(4)}",
        Pick(Connections),
        Pick(Operations),
        envelope.SourceVersion,
        Now.AddMinutes(_random.Next(-5, 10)),
        isStock ? SequenceMode.LatestWins : SequenceMode.Ordered,
        Chance(0.3) ? [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Fact(envelope))] : null,
        Now.AddMinutes(_random.Next(5, 60)));

    private FactKey Fact(Envelope envelope) => new(envelope.Tenant, Pick(Operations), Pick(Connections), $"order/SO-{_random.Next(3)}");

    private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];

    private bool Chance(double probability) => _random.NextDouble() < probability;
}
