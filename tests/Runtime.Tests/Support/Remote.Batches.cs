namespace Crossdock.Runtime.Tests.Support;

/// <content>Calls that carry several effects.</content>
internal sealed partial class Remote
{
    public int MaxBatch { get; set; } = 1;

    public BatchSemantics BatchSemantics { get; set; }

    /// <summary>What happens to a call as a whole, by its number, from 1; each item then follows <see cref="Script"/>.</summary>
    public Func<int, Fault> BatchScript { get; set; } = _ => Fault.None;

    /// <summary>The keys of each batch, in the order they came.</summary>
    public List<IReadOnlyList<string>> Batches { get; } = [];

    public Task<IReadOnlyList<BatchResult>> ExecuteBatchAsync(IReadOnlyList<(IdempotencyKey Key, byte[] Document)> items)
    {
        int number;
        lock (_gate)
        {
            Batches.Add([.. items.Select(item => item.Key.DocumentKey)]);
            number = Batches.Count;
        }

        var calls = items.Select(item => Note("batch", item.Key)).ToList();
        var whole = BatchScript(number);
        switch (whole)
        {
            case Fault.Transient:
                throw new ConnectorException(new ConnectorError { Kind = ErrorKind.Transient, Message = "connection refused", RetryAfter = RetryAfter });
            case Fault.LostBefore:
                throw new ConnectorException(ErrorKind.UnknownOutcome, "connection reset");
        }

        var faults = calls.Select(call => Script(call)).ToList();
        if (BatchSemantics == BatchSemantics.AllOrNothing && faults.Contains(Fault.Invalid))
        {
            throw new ConnectorException(ErrorKind.Validation, "one of them is unknown; nothing was done");
        }

        var results = items.Select((item, index) => ExecuteOne(item.Key, item.Document, calls[index], faults[index])).ToList();
        return whole switch
        {
            Fault.LostAfter => throw new ConnectorException(ErrorKind.UnknownOutcome, "connection reset"),
            Fault.ThrowsAfter => throw new InvalidOperationException("a connector's own bug"),
            Fault.Refused => Task.FromResult<IReadOnlyList<BatchResult>>([.. results.Skip(1)]), // forgets one
            Fault.RefusedSilently => Task.FromResult<IReadOnlyList<BatchResult>>([null!, .. results.Skip(1)]),
            _ => Task.FromResult<IReadOnlyList<BatchResult>>(results),
        };
    }

    private BatchResult ExecuteOne(IdempotencyKey key, byte[] document, RemoteCall call, Fault fault)
    {
        switch (fault)
        {
            case Fault.Invalid:
                return BatchResult.Failed(new ConnectorError { Kind = ErrorKind.Validation, Message = "unknown item", Pointer = "/lines/0/item" });
            case Fault.Transient:
                return BatchResult.Failed(new ConnectorError { Kind = ErrorKind.Transient, Message = "locked" });
            case Fault.LostBefore:
                return BatchResult.Failed(new ConnectorError { Kind = ErrorKind.UnknownOutcome, Message = "no word" });
            case Fault.Fails:
                return BatchResult.Failed(Error);
        }

        var (entry, isNew) = Apply(key, document);
        AfterApply(call);
        var reference = new RemoteReference($"{key.Connection}-{entry.Key}-{entry.Revision}");
        return fault == Fault.LostAfter
            ? BatchResult.Failed(new ConnectorError { Kind = ErrorKind.UnknownOutcome, Message = "no word" })
            : BatchResult.Of(isNew ? EffectResult.Applied(reference) : EffectResult.AlreadyApplied(reference));
    }
}
