namespace Crossdock.TestKit.Conformance;

/// <content>Several effects in one call.</content>
public abstract partial class EffectConformance<TCommand>
{
    /// <summary>CDT-EFF-030.</summary>
    [ConformanceRule("CDT-EFF-030", "A batch answers for each item, in order", Expected = "As many results as requests, and one effect for each.",
        Others = "They match the remote's answers by reference, since few remotes keep the order.")]
    public Task A_batch_answers_for_each_item() => CheckAsync(async () =>
    {
        var port = await BatchPortAsync();
        var requests = new[] { await NextRequestAsync(), await NextRequestAsync() };
        var results = await port.ExecuteBatchAsync(requests, Stop);
        Require(results.Count == requests.Length, $"gave {results.Count} results for {requests.Length} requests");
        foreach (var (request, result) in requests.Zip(results))
        {
            Require(result.Result?.Outcome == EffectOutcome.Applied, $"did not apply {request.Key}: {result.Error?.Message ?? result.Result?.Error?.Message}");
            await RequireCountAsync(request, 1, "after a batch");
        }
    });

    /// <summary>CDT-EFF-031.</summary>
    [ConformanceRule("CDT-EFF-031", "A batch with a wrong item does what the manifest says", Expected = "EachForItself: the right item once, the wrong one refused in its place. AllOrNothing: the same when the connector refuses the wrong one itself; none when the call fails.",
        Others = "They test it at the live remote, because documentation is often wrong here.")]
    public Task A_partial_batch_keeps_its_promise() => CheckAsync(async () =>
    {
        var port = await BatchPortAsync();
        var wrong = Given(await NextRefusedRequestAsync(), nameof(NextRefusedRequestAsync));
        var right = await NextRequestAsync();
        IReadOnlyList<BatchResult>? results = null;
        try
        {
            results = await port.ExecuteBatchAsync([wrong, right], Stop);
        }
        catch (ConnectorException exception)
        {
            Require(exception.Kind != ErrorKind.UnknownOutcome, "does not know what became of a refused batch");
        }

        await RequireCountAsync(wrong, 0, "after a partial batch");
        if (results is null && Effect.BatchSemantics == BatchSemantics.AllOrNothing)
        {
            await RequireCountAsync(right, 0, "although the manifest says that a batch is done wholly or not at all");
            return;
        }

        Require(results is { Count: 2 }, "gave no result for each item");
        var refused = results![0].Error ?? results[0].Result!.Error;
        Require(refused is not null, "answered Applied for the item the remote refused");
        Require(results[1].Result?.Outcome == EffectOutcome.Applied, "did not report the right item as applied");
        await RequireCountAsync(right, 1, "after a partial batch");
    });

    /// <summary>CDT-EFF-032.</summary>
    [ConformanceRule("CDT-EFF-032", "A batch whose answer is lost is unknown for each item", Expected = RuleTexts.UnknownOutcomeExpected, Others = RuleTexts.UnknownOutcomeOthers)]
    public Task A_lost_batch_is_unknown() => CheckAsync(async () =>
    {
        var port = await BatchPortAsync();
        var requests = new[] { await NextRequestAsync(), await NextRequestAsync() };
        Wire.Fail(new WireFault(WireFaultKind.AnswerLost) { Writes = true });
        IEnumerable<ErrorKind?> kinds;
        try
        {
            kinds = (await port.ExecuteBatchAsync(requests, Stop)).Select(result => result.Error?.Kind);
        }
        catch (ConnectorException exception)
        {
            kinds = [exception.Kind];
        }

        RequireHit();
        Require(kinds.All(kind => kind is null or ErrorKind.UnknownOutcome), $"said {string.Join(", ", kinds)} after a lost answer");
        foreach (var request in requests)
        {
            _ = await RecoverAsync(request);
            await RequireCountAsync(request, 1, "after a lost batch and recovery");
        }
    });

    private async Task<IBatchEffectPort<TCommand>> BatchPortAsync()
    {
        var port = await ConnectAsync<IEffectPort<TCommand>>();
        if (port is not IBatchEffectPort<TCommand>)
        {
            Require(Effect.MaxBatch <= 1, $"declares batches of {Effect.MaxBatch} and has no IBatchEffectPort");
            NotRelevant("the manifest declares no batches");
        }

        Require(Effect.MaxBatch > 1, "has an IBatchEffectPort and declares no MaxBatch");
        return (IBatchEffectPort<TCommand>)port;
    }
}
