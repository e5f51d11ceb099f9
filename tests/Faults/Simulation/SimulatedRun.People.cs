using System.Globalization;
using Crossdock.Canonical;
using Crossdock.Faults.History;
using Crossdock.Storage;

namespace Crossdock.Faults.Simulation;

/// <content>The person who looks after exceptions, the disturbances that are no call's fault, and the end of the day.</content>
internal sealed partial class SimulatedRun
{
    private static readonly WorkState[] s_exceptions = [WorkState.Rejected, WorkState.Parked, WorkState.DeadLettered];
    private static readonly TimeSpan s_decade = TimeSpan.FromDays(3653);
    private readonly Dictionary<long, int> _looks = [];
    private readonly bool _hasWildClocks;
    private bool _isResting;

    private ExceptionFilter AllExceptions => new(Options.Tenant, s_exceptions, 0, 1000);

    private void Look()
    {
        if (Store.AuditHead(Options.Tenant) is { } head)
        {
            History.AuditHeads.Add(head);
        }

        if (IsCalm && (Clock.Offset < TimeSpan.Zero || Clock.Offset >= s_decade) && !IsAnythingUnderWay())
        {
            Clock.Offset = default;
            Note("the clock is right again");
        }

        var hasActed = false;
        foreach (var item in Store.ListExceptionsAsync(AllExceptions, CancellationToken.None).GetAwaiter().GetResult())
        {
            hasActed |= Decide(item);
        }

        if (IsCalm && !hasActed && World.Outstanding == 0 && World.IsRead() && _pending.Count == 0 && !MayGoOn())
        {
            _isResting = true;
            return;
        }

        Clock.In(TimeSpan.FromSeconds(45), Look);
    }

    /// <summary>True as long as something can still move without a person.</summary>
    private bool MayGoOn()
    {
        // The first that stands in the way of a key; what is in front of it runs all the same, perhaps in an hour.
        var blocked = Store.Works.Where(work => work.IsBlocking || work.State is WorkState.Parked or WorkState.DeadLettered)
            .GroupBy(work => work.Envelope.SequenceKey)
            .ToDictionary(key => key.Key, key => key.Min(work => work.Id));
        return Store.Works.Any(work => work.State == WorkState.Claimed
            || (work.State is WorkState.Ready or WorkState.Held or WorkState.Waiting && !(blocked.GetValueOrDefault(work.Envelope.SequenceKey, long.MaxValue) < work.Id)));
    }

    /// <summary>Some items are left for tomorrow, some are replayed, and what did happen is given up as done.</summary>
    private bool Decide(WorkItem item)
    {
        if (item.State == WorkState.Rejected)
        {
            return item.Key.Operation == "intake" && Random.Chance(0.05) && Act(item, isDiscard: true);
        }

        var looks = _looks.GetValueOrDefault(item.Id);
        if (looks >= 6 || item.Id % 5 == 0 || Random.Chance(0.5))
        {
            _looks[item.Id] = looks + 1;
            return looks < 6 && item.Id % 5 != 0;
        }

        _looks[item.Id] = looks + 1;
        var remote = World.RemoteOf(item.Key.Connection);
        var rule = World.RuleOf(item.Key);
        if (item.Error?.Kind != ErrorKind.UnknownOutcome || rule.Mode != IdempotencyMode.None || !rule.Operation.IsFinancial)
        {
            return Act(item, isDiscard: false);
        }

        var effect = Store.FindEffectAsync(item.Key, CancellationToken.None).GetAwaiter().GetResult();
        if (looks < 2 || Clock.UtcNow < effect?.LastSentAt + Options.Lease + Options.InDoubtGrace)
        {
            return true; // it may still be under way: looks again before anything is entered by hand
        }

        if (!remote.Holds(item.Key) && effect is not null)
        {
            remote.EnterByHand(item.Key, FactsOf(item.Key.Operation, effect.Command));
        }

        return Act(item, isDiscard: true);
    }

    private static CommandFacts FactsOf(string operation, ReadOnlyMemory<byte> command) => operation switch
    {
        "submit-order" => CommandFacts.Of(new SubmitOrder(Order.Codec.Parse(command.Span).Value!)),
        "request-fulfilment" => CommandFacts.Of(new RequestFulfilment(FulfilmentRequest.Codec.Parse(command.Span).Value!)),
        "report-shipment" => CommandFacts.Of(new ReportShipment(Shipment.Codec.Parse(command.Span).Value!)),
        _ => CommandFacts.Of(new PostInvoice(Invoice.Codec.Parse(command.Span).Value!)),
    };

    private bool Act(WorkItem item, bool isDiscard)
    {
        var done = isDiscard
            ? Store.DiscardAsync(Options.Tenant, item.Id, "anna", "looked it up", Clock.UtcNow, CancellationToken.None)
            : Store.ReplayAsync(Options.Tenant, item.Id, "anna", "try again", Clock.UtcNow, CancellationToken.None);
        if (!done.GetAwaiter().GetResult())
        {
            return false;
        }

        Note($"anna {(isDiscard ? "discards" : "replays")} {item.Key} ({item.State}, {item.Error?.Kind})");
        History.Actions.Add(new PersonAction(Clock.Elapsed, item.Key, item.Envelope.SequenceKey, isDiscard));
        return true;
    }

    /// <summary>Orderly restarts and wall clocks that are set.</summary>
    private void Disturb()
    {
        if (IsCalm)
        {
            return;
        }

        if (Plan.Crash > 0 && Random.Chance(0.05) && AnyProcess() is { } process)
        {
            Note($"{process.Name} is told to stop");
            process.Stop();
            Clock.In(TimeSpan.FromSeconds(3), () =>
            {
                if (!process.IsDead)
                {
                    Note($"{process.Name} ends");
                    End(process);
                }
            });
        }

        if (Random.Chance(Plan.ClockJump))
        {
            SetClock();
        }

        Clock.In(TimeSpan.FromSeconds(10), Disturb);
    }

    private void SetClock()
    {
        var by = Random.Pick<TimeSpan>(_hasWildClocks
            ? [TimeSpan.FromHours(-1), TimeSpan.FromHours(1), TimeSpan.FromSeconds(-20), TimeSpan.FromMinutes(-5), s_decade]
            : [TimeSpan.FromHours(-1), TimeSpan.FromHours(1), TimeSpan.FromSeconds(-20), TimeSpan.FromMinutes(-5)]);
        if (Clock.Offset >= s_decade)
        {
            by = -s_decade;
        }

        // A process sees that its own clock was set. One that begins later cannot, and has only the stamps to judge a lost request or the age of a key by: a known limit.
        if ((!_hasWildClocks || Plan.Crash > 0) && IsAnythingUnderWay())
        {
            return;
        }

        Clock.Offset += by;
        Note($"the clock is set by {by}");
    }

    private bool IsAnythingUnderWay() => Store.Effects.Any(effect =>
        effect.State is EffectState.Sending or EffectState.InDoubt or EffectState.Parked || effect is { State: EffectState.Intent, Sends: > 0 });

    private void Finish()
    {
        World.IsRead();
        History.Exceptions.AddRange(Store.ListExceptionsAsync(AllExceptions, CancellationToken.None).GetAwaiter().GetResult()
            .Where(item => item.State != WorkState.Rejected || item.Key.Operation == "intake")
            .Select(item => new RecordedException(item.Key, item.Envelope.SequenceKey, item.State, item.Error, item.Problems)));
        foreach (var exception in History.Exceptions)
        {
            _story?.Append(CultureInfo.InvariantCulture, $"left: {exception.Key} {exception.State} {exception.Error} {string.Join("; ", exception.Problems)}").AppendLine();
        }

        History.Effects.AddRange(Store.Effects);
        var audit = Store.ReadAuditAsync(Options.Tenant, 1, CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        while (audit.MoveNextAsync().AsTask().GetAwaiter().GetResult())
        {
            History.Audit.Add(audit.Current);
        }
    }
}
