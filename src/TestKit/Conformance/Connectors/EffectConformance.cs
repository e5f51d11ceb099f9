namespace Crossdock.TestKit.Conformance;

/// <summary>
/// What every effect port keeps, whatever the wire does. Derive one class per effect and connector; the rules look at the remote's own
/// books (<see cref="CountEffectsAsync"/>), not at what the connector says.
/// </summary>
/// <typeparam name="TCommand">The command.</typeparam>
public abstract partial class EffectConformance<TCommand> : ConnectorConformance
    where TCommand : class, IEffectCommand
{
    /// <summary>The port as declared.</summary>
    protected EffectManifest Effect => Manifest.Effects.FirstOrDefault(effect => effect.Operation.Name == Operation.Name)
        ?? throw Broken($"does not declare {Operation.Name} in its manifest");

    /// <summary>The operation, e.g. <c>SubmitOrder.Operation</c>.</summary>
    protected abstract EffectOperation Operation { get; }

    /// <inheritdoc/>
    protected override string PortName => Operation.Name;

    /// <summary>
    /// A request the remote takes, for a document that no earlier call of the run was about. What it needs at the remote (an order to ship) is
    /// made first. Quantities and amounts should use all digits the remote can keep.
    /// </summary>
    protected abstract Task<EffectRequest<TCommand>> NextRequestAsync();

    /// <summary>How often the effect happened, from the remote's own books.</summary>
    protected abstract Task<int> CountEffectsAsync(EffectRequest<TCommand> request);

    /// <summary>Amounts and quantities of the request beside those in the remote's books, after the effect.</summary>
    protected virtual Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<TCommand> request) => Task.FromResult<IReadOnlyList<StoredValue>?>(null);

    /// <summary>A request that the remote, or the mapping, refuses for its content, e.g. an unknown item.</summary>
    protected virtual Task<EffectRequest<TCommand>?> NextRefusedRequestAsync() => Task.FromResult<EffectRequest<TCommand>?>(null);

    /// <summary>A request whose document key begins with that of another request, e.g. <c>SO-1</c> and <c>SO-10</c>; the remote takes both.</summary>
    protected virtual Task<EffectRequest<TCommand>?> NextSimilarRequestAsync(EffectRequest<TCommand> request) => Task.FromResult<EffectRequest<TCommand>?>(null);

    /// <summary>The same document with other content, as revision 2 of its key.</summary>
    protected virtual EffectRequest<TCommand>? Revised(EffectRequest<TCommand> request) => null;

    /// <summary>The same key with another payload, which is an error of the caller.</summary>
    protected virtual EffectRequest<TCommand>? WithOtherPayload(EffectRequest<TCommand> request) => null;

    private async Task<EffectResult> ExecuteAsync(EffectRequest<TCommand> request, IEffectPort<TCommand>? port = null) =>
        await (port ?? await ConnectAsync<IEffectPort<TCommand>>()).ExecuteAsync(request, Stop);

    /// <summary>What the runtime does about an unknown outcome: ask with a new connector, and send again only when the remote says that it did not happen.</summary>
    private async Task<ProbeOutcome> RecoverAsync(EffectRequest<TCommand> request)
    {
        Wire.Heal();
        var port = await ConnectAsync<IEffectPort<TCommand>>();
        await WaitAsync(Effect.SettleTime);
        var outcome = (await port.ProbeAsync(request, Stop)).Outcome;
        if (outcome == ProbeOutcome.NotFound)
        {
            await port.ExecuteAsync(request with { Attempt = request.Attempt + 1 }, Stop);
        }

        return outcome;
    }

    private async Task RequireCountAsync(EffectRequest<TCommand> request, int expected, string when)
    {
        var count = await CountEffectsAsync(request);
        Require(count == expected, $"left {count} effects of {request.Key} in the remote's books {when}; there must be {expected}");
    }

    private void RequireHit() =>
        Require(Wire.Injected > 0, "sent no request that the wire takes for a write, so that nothing was tested: connect over ConnectionSetup.Wire and override IsWrite");

    /// <summary>The remote commits, and the caller does not see it.</summary>
    private async Task UnclearAsync(WireFault fault)
    {
        var request = await NextRequestAsync();
        Wire.Fail(fault with { Writes = true });
        var port = await ConnectAsync<IEffectPort<TCommand>>();
        var sent = Wire.Exchanges.Count;
        ConnectorError? error = null;
        try
        {
            // A connector that finds out by itself that it happened may say so.
            var result = await port.ExecuteAsync(request, Stop);
            Require(result.Outcome != EffectOutcome.Rejected, $"answered Rejected ({result.Error?.Message}) after {fault.Kind}, which says that nothing happened");
        }
        catch (ConnectorException exception)
        {
            error = exception.Error;
        }

        RequireHit();
        Require(error is null or { Kind: ErrorKind.UnknownOutcome }, $"threw {error?.Kind} ({error?.Message}) after {fault.Kind}, which promises that nothing happened");
        var twice = Wire.Exchanges.Skip(sent).Where(exchange => exchange.IsWrite).GroupBy(exchange => exchange).FirstOrDefault(group => group.Count() > 1);
        Require(twice is null, $"sent {twice?.Key.Method} {twice?.Key.Address} {twice?.Count()} times by itself");
        await RecoverAsync(request);
        await RequireCountAsync(request, 1, $"after {fault.Kind} and recovery");
    }

    private async Task<ConnectorError> RefusedByWireAsync(WireFault fault)
    {
        var request = await NextRequestAsync();
        Wire.Fail(fault with { Writes = true, Times = 100 });
        var port = await ConnectAsync<IEffectPort<TCommand>>();
        var error = await RefusalOfAsync(() => port.ExecuteAsync(request, Stop), $"when its write got {fault.Kind} {fault.Status}");
        RequireHit();
        Wire.Heal();
        await RequireCountAsync(request, 0, "although the remote never saw the write");
        return error;
    }
}
