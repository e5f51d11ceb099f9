using System.Collections.Concurrent;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>
/// A system of a partner. It outlives the hosts that speak to it, and it does not dedupe unless it is told to: whoever sends twice gets two documents.
/// </summary>
internal sealed partial class Remote(TimeProvider time)
{
    private readonly List<RemoteEntry> _ledger = [];
    private readonly ConcurrentDictionary<(string, string, string), int> _calls = new();
    private readonly Lock _gate = new();

    public Func<RemoteCall, Fault> Script { get; set; } = _ => Fault.None;

    /// <summary>Runs when the effect took place and the answer is not on its way yet.</summary>
    public Action<RemoteCall> AfterApply { get; set; } = _ => { };

    public TimeSpan? RetryAfter { get; set; }

    public ConnectorError Error { get; set; } = new() { Kind = ErrorKind.Permanent, Message = "no" };

    public IdempotencyMode Mode { get; set; } = IdempotencyMode.NaturalKeyLookup;

    public TimeSpan? KeyWindow { get; set; }

    public TimeSpan SettleTime { get; set; }

    public QuotaManifest? Quota { get; set; }

    public int Cost { get; set; } = 1;

    /// <summary>When each call came.</summary>
    public List<DateTimeOffset> CallTimes { get; } = [];

    /// <summary>How long its search misses new documents.</summary>
    public TimeSpan SearchLag { get; set; }

    public bool SearchIsBroken { get; set; }

    /// <summary>Its answers do not tell the id of what was made.</summary>
    public bool TellsNoIds { get; set; }

    /// <summary>How long it works on a call that is <see cref="Fault.DoneLate"/>.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Runs when it begins to work on a call that is <see cref="Fault.DoneLate"/>.</summary>
    public Action Begun { get; set; } = () => { };

    public Canonical.OrderAcknowledgement? Acknowledgement { get; set; }

    public IReadOnlyList<RemoteEntry> Ledger
    {
        get
        {
            lock (_gate)
            {
                return [.. _ledger];
            }
        }
    }

    public List<RemoteCall> Calls { get; } = [];

    public int CountOf(string operation, string key) => Ledger.Count(entry => entry.Operation == operation && entry.Key == key);

    public async Task<EffectResult> ExecuteAsync(IdempotencyKey key, byte[] document, CancellationToken cancellationToken)
    {
        var call = Note("execute", key);
        var fault = Script(call);
        switch (fault)
        {
            case Fault.Transient:
                throw new ConnectorException(new ConnectorError { Kind = ErrorKind.Transient, Message = "connection refused", RemoteCode = "ECONNREFUSED", RetryAfter = RetryAfter });
            case Fault.Throttled:
                throw new ConnectorException(new ConnectorError { Kind = ErrorKind.Throttled, Message = "slow down", RemoteCode = "HTTP 429", RetryAfter = RetryAfter });
            case Fault.Invalid:
                throw new ConnectorException(new ConnectorError { Kind = ErrorKind.Validation, Message = "unknown item", Pointer = "/lines/0/item" });
            case Fault.Refused:
                return EffectResult.Rejected(new ConnectorError { Kind = ErrorKind.Validation, Message = "credit limit exceeded", RemoteCode = "CREDIT" });
            case Fault.Fails:
                throw new ConnectorException(Error);
            case Fault.RefusedSilently:
                return new EffectResult { Outcome = EffectOutcome.Rejected };
            case Fault.LostBefore:
                throw new ConnectorException(new ConnectorError { Kind = ErrorKind.UnknownOutcome, Message = "connection reset", RetryAfter = RetryAfter });
        }

        var (entry, isNew) = fault == Fault.DoneLate ? await DoLateAsync(key, document, cancellationToken) : Apply(key, document);
        AfterApply(call);
        switch (fault)
        {
            case Fault.LostAfter:
                throw new ConnectorException(ErrorKind.UnknownOutcome, "connection reset");
            case Fault.ThrowsAfter:
                throw new InvalidOperationException("a connector's own bug, quoting canary@example.org");
            case Fault.SilentAfter:
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
                break;
        }

        var reference = TellsNoIds ? null : new RemoteReference($"{key.Connection}-{entry.Key}-{entry.Revision}");
        var result = isNew ? EffectResult.Applied(reference) : EffectResult.AlreadyApplied(reference);
        return result with { Acknowledgement = key.Operation == SubmitOrder.Operation.Name ? Acknowledgement : null };
    }

    public ProbeResult Probe(IdempotencyKey key)
    {
        var call = Note("probe", key);
        if (Script(call) == Fault.Transient)
        {
            throw new ConnectorException(ErrorKind.Transient, "connection refused");
        }

        if (SearchIsBroken)
        {
            return ProbeResult.Unknown;
        }

        var now = time.GetUtcNow();
        var found = Ledger.FirstOrDefault(entry =>
            entry.Operation == key.Operation && entry.Key == key.DocumentKey && entry.Revision == key.Revision && (SearchLag == TimeSpan.Zero || entry.At + SearchLag <= now));
        return found is null ? ProbeResult.NotFound : ProbeResult.Found(new RemoteReference($"{key.Connection}-{found.Key}-{found.Revision}"));
    }

    private async Task<(RemoteEntry Entry, bool IsNew)> DoLateAsync(IdempotencyKey key, byte[] document, CancellationToken cancellationToken)
    {
        var done = Task.Delay(Delay, time, CancellationToken.None).ContinueWith(_ => Apply(key, document), TaskScheduler.Default);
        Begun();
        return await done.WaitAsync(cancellationToken);
    }

    private (RemoteEntry Entry, bool IsNew) Apply(IdempotencyKey key, byte[] document)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (Mode == IdempotencyMode.NativeKey
                && _ledger.Find(entry => entry.Operation == key.Operation && entry.Key == key.DocumentKey && entry.Revision == key.Revision && now - entry.At < KeyWindow) is { } known)
            {
                return (known, false);
            }

            var entry = new RemoteEntry(key.Operation, key.DocumentKey, key.Revision, document, now);
            _ledger.Add(entry);
            return (entry, true);
        }
    }

    private RemoteCall Note(string verb, IdempotencyKey key)
    {
        var number = _calls.AddOrUpdate((verb, key.Operation, key.DocumentKey), 1, (_, count) => count + 1);
        var call = new RemoteCall(verb, key.Operation, key.DocumentKey, key.Revision, number);
        lock (_gate)
        {
            Calls.Add(call);
            CallTimes.Add(time.GetUtcNow());
        }

        return call;
    }
}
