using Crossdock.Faults.History;

namespace Crossdock.Faults.Simulation;

/// <summary>A shop, ERP or warehouse with a ledger of its own. It knows nothing of Crossdock but the requests that reach it.</summary>
internal sealed class RemoteSystem(SimulatedRun run, string name)
{
    private readonly List<Document> _documents = [];
    private int _numbers;

    public string Name => name;

    /// <summary>Takes a request, as late as it may come: makes a document, recognises a repetition, or refuses.</summary>
    public EffectResult Commit(EffectRule rule, in IdempotencyKey key, in CommandFacts facts, string content, object command)
    {
        var known = rule is { Mode: IdempotencyMode.NativeKey, KeyWindow: { } window } ? FindRecent(key, window) : null;
        if (known is not null)
        {
            run.Note($"{name} recognises {key}");
            return known.Content == content
                ? known.Refusal is { } refusal ? EffectResult.Rejected(refusal) : EffectResult.AlreadyApplied(known.Reference)
                : throw new ConnectorException(ErrorKind.Conflict, $"'{name}' knows the key {key} with another content.");
        }

        var isRefused = rule.Operation.Name == SubmitOrder.Operation.Name && run.World.IsRefusedByErp(facts.DocumentKey);
        var document = new Document
        {
            Key = key,
            Content = content,
            At = run.Clock.Elapsed,
            VisibleAt = run.Clock.Elapsed + (run.IsCalm ? default : run.Random.Upto(rule.SettleTime)),
            Reference = new RemoteReference($"{name}-{++_numbers}"),
            Refusal = isRefused ? new ConnectorError { Kind = ErrorKind.Validation, Message = $"'{name}' has no such customer.", RemoteCode = "customer", Pointer = "/parties/0" } : null,
        };
        _documents.Add(document);
        Enter(key, facts, isRefused, isByHand: false);
        run.World.Happened(command, isRefused);
        return isRefused ? EffectResult.Rejected(document.Refusal!) : EffectResult.Applied(document.Reference);
    }

    /// <summary>Searches for a request as far as its index has come.</summary>
    public ProbeResult Probe(EffectRule rule, in IdempotencyKey key)
    {
        var sought = key;
        return _documents.Find(one => one.Key == sought && one.Refusal is null && one.VisibleAt <= run.Clock.Elapsed) is { } found ? ProbeResult.Found(found.Reference)
            : rule.Mode == IdempotencyMode.NaturalKeyLookup || rule.Mode == IdempotencyMode.NativeKey ? ProbeResult.NotFound
            : ProbeResult.Unknown;
    }

    /// <summary>What a person sees who looks long enough.</summary>
    public bool Holds(IdempotencyKey key) => _documents.Exists(one => one.Key == key && one.Refusal is null);

    /// <summary>A person enters it without us.</summary>
    public void EnterByHand(in IdempotencyKey key, in CommandFacts facts) => Enter(key, facts, isRejection: false, isByHand: true);

    private void Enter(in IdempotencyKey key, in CommandFacts facts, bool isRejection, bool isByHand)
    {
        run.Note($"{name} {(isRejection ? "refuses" : "makes")} {key} '{facts.Mark}'{(isByHand ? " by hand" : "")}");
        run.History.Ledger.Add(new LedgerEntry
        {
            At = run.Clock.Elapsed,
            Connection = name,
            Operation = key.Operation,
            DocumentKey = facts.DocumentKey,
            SequenceKey = facts.SequenceKey,
            Revision = key.Revision,
            Mark = facts.Mark,
            Version = facts.Version,
            Amount = facts.Amount,
            Currency = facts.Currency,
            IsRejection = isRejection,
            IsByHand = isByHand,
        });
    }

    private Document? FindRecent(IdempotencyKey key, TimeSpan window) => _documents.Find(one => one.Key == key && one.At + window > run.Clock.Elapsed);

    private sealed class Document
    {
        public required IdempotencyKey Key { get; init; }

        public required string Content { get; init; }

        public required TimeSpan At { get; init; }

        public required TimeSpan VisibleAt { get; init; }

        public required RemoteReference Reference { get; init; }

        public ConnectorError? Refusal { get; init; }
    }
}
