using Crossdock.Faults.Simulation;
using Crossdock.Storage;

namespace Crossdock.Faults.Planted;

/// <summary>The seams of one planted bug: each is passed through unless given.</summary>
internal sealed class BugSeams : Seams
{
    public StoreBug InStore { get; init; }

    public Func<ICrossdockStore, SimulatedRun, ICrossdockStore>? AroundStore { get; init; }

    public Action<CrossdockOptions>? InOptions { get; init; }

    public Func<EffectManifest, EffectManifest>? InManifest { get; init; }

    public Func<IdempotencyKey, Func<IdempotencyKey, CancellationToken, Task<EffectResult>>, CancellationToken, Task<EffectResult>>? AroundExecute { get; init; }

    public Func<IdempotencyKey, Func<IdempotencyKey, CancellationToken, Task<ProbeResult>>, CancellationToken, Task<ProbeResult>>? AroundProbe { get; init; }

    public Func<CommandFacts, CommandFacts>? OnTheWire { get; init; }

    public Func<FlowBuilder>? InFlow { get; init; }

    public override StoreBug StoreBug => InStore;

    public override ICrossdockStore Store(ICrossdockStore store, SimulatedRun run) => AroundStore?.Invoke(store, run) ?? store;

    public override void Configure(CrossdockOptions options) => InOptions?.Invoke(options);

    public override EffectManifest Declare(EffectManifest effect) => InManifest?.Invoke(effect) ?? effect;

    public override Task<EffectResult> Execute(IdempotencyKey key, Func<IdempotencyKey, CancellationToken, Task<EffectResult>> send, CancellationToken cancellationToken) =>
        AroundExecute is null ? send(key, cancellationToken) : AroundExecute(key, send, cancellationToken);

    public override Task<ProbeResult> Probe(IdempotencyKey key, Func<IdempotencyKey, CancellationToken, Task<ProbeResult>> ask, CancellationToken cancellationToken) =>
        AroundProbe is null ? ask(key, cancellationToken) : AroundProbe(key, ask, cancellationToken);

    public override CommandFacts Carry(CommandFacts facts) => OnTheWire?.Invoke(facts) ?? facts;

    public override FlowBuilder? Flow() => InFlow?.Invoke();
}
