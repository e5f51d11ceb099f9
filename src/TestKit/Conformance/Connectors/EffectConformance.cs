namespace Crossdock.TestKit.Conformance;

/// <summary>
/// What every effect port keeps, whatever the wire does. Derive one class per effect and connector; the rules look at the remote's own
/// books (<see cref="CountEffectsAsync"/>), not at what the connector says.
/// </summary>
/// <typeparam name="TCommand">The command.</typeparam>
public abstract partial class EffectConformance<TCommand> : ConnectorConformance
    where TCommand : class, IEffectCommand
{
    private const int MostWrites = 32;

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

    private bool HasNoGuard => Effect.Idempotency is IdempotencyMode.None or IdempotencyMode.Undeclared;

    /// <summary>
    /// What the runtime does about an unknown outcome, with a new connector: it sends again under a key the remote remembers, asks a remote that can be
    /// searched, and leaves a financial effect without either to a person.
    /// </summary>
    /// <returns>False when a person has to look.</returns>
    private async Task<bool> RecoverAsync(EffectRequest<TCommand> request)
    {
        Wire.Heal();
        var port = await ConnectAsync<IEffectPort<TCommand>>();
        if (HasNoGuard && Operation.IsFinancial && !Operation.IsAbsolute)
        {
            return false;
        }

        if (Effect.Idempotency == IdempotencyMode.NaturalKeyLookup)
        {
            await WaitAsync(Effect.SettleTime);
            switch ((await port.ProbeAsync(request, Stop)).Outcome)
            {
                case ProbeOutcome.Found:
                    return true;
                case ProbeOutcome.Unknown:
                    return false;
            }
        }

        var result = await port.ExecuteAsync(request with { Attempt = request.Attempt + 1 }, Stop);
        Require(result.Outcome != EffectOutcome.Rejected, $"answered Rejected ({result.Error?.Message}) when it was sent again after an unknown outcome");
        return true;
    }

    private async Task RequireCountAsync(EffectRequest<TCommand> request, int expected, string when)
    {
        var count = await CountEffectsAsync(request);
        Require(count == expected, $"left {count} effects of {request.Key} in the remote's books {when}; there must be {expected}");
    }

    private void RequireHit() =>
        Require(Wire.Injected > 0, "sent no request that the wire takes for a write, so that nothing was tested: connect over ConnectionSetup.Wire and override IsWrite");

    /// <summary>The caller does not learn what the remote did; at every write that the effect consists of.</summary>
    private async Task UnclearAsync(WireFault fault)
    {
        for (var step = 0; step < MostWrites; step++)
        {
            var request = await NextRequestAsync();
            var hits = Wire.Injected;
            Wire.Fail(fault with { Writes = true, After = step });
            var error = await SendUnclearAsync(request, fault);
            if (Wire.Injected == hits)
            {
                RequireHit();
                return; // it consists of fewer writes
            }

            Require(error is null or { Kind: ErrorKind.UnknownOutcome }, $"threw {error?.Kind} ({error?.Message}) after {fault.Kind} of write {step + 1}, which promises that nothing happened");
            if (error is null)
            {
                await RequireCountAsync(request, 1, $"after it had answered Applied in spite of {fault.Kind}");
            }
            else if (await RecoverAsync(request))
            {
                await RequireCountAsync(request, 1, $"after {fault.Kind} of write {step + 1} and recovery");
            }
            else
            {
                var count = await CountEffectsAsync(request);
                Require(count <= 1, $"left {count} effects of {request.Key} in the remote's books after {fault.Kind} of write {step + 1}");
            }

            if (Fixture is { IsThorough: false } && fault.Kind is not (WireFaultKind.AnswerLost or WireFaultKind.RequestLost))
            {
                return;
            }
        }

        throw Broken($"sent more than {MostWrites} writes for one effect");
    }

    private async Task<ConnectorError?> SendUnclearAsync(EffectRequest<TCommand> request, WireFault fault)
    {
        var port = await ConnectAsync<IEffectPort<TCommand>>();
        var sent = Wire.Exchanges.Count;
        try
        {
            // A connector that finds out by itself that it happened may say so.
            var result = await port.ExecuteAsync(request, Stop);
            Require(result.Outcome != EffectOutcome.Rejected, $"answered Rejected ({result.Error?.Message}) after {fault.Kind}, which says that nothing happened");
            return null;
        }
        catch (ConnectorException exception)
        {
            return exception.Error;
        }
        finally
        {
            var twice = Wire.Exchanges.Skip(sent).Where(exchange => exchange.IsWrite).GroupBy(exchange => exchange).FirstOrDefault(group => group.Count() > 1);
            Require(twice is null, $"sent {twice?.Key.Method} {twice?.Key.Address} {twice?.Count()} times by itself");
        }
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
