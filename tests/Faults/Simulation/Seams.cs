using Crossdock.Storage;

namespace Crossdock.Faults.Simulation;

/// <summary>Where a planted bug gets between the runtime and its surroundings. By itself each seam passes everything on.</summary>
internal class Seams
{
    public virtual StoreBug StoreBug => StoreBug.None;

    /// <summary>The store as a virtual process sees it.</summary>
    public virtual ICrossdockStore Store(ICrossdockStore store, SimulatedRun run) => store;

    /// <summary>The options as the runtime sees them.</summary>
    public virtual void Configure(CrossdockOptions options)
    {
    }

    /// <summary>The effect as the runtime thinks it is declared.</summary>
    public virtual EffectManifest Declare(EffectManifest effect) => effect;

    public virtual Task<EffectResult> Execute(IdempotencyKey key, Func<IdempotencyKey, CancellationToken, Task<EffectResult>> send, CancellationToken cancellationToken) =>
        send(key, cancellationToken);

    public virtual Task<ProbeResult> Probe(IdempotencyKey key, Func<IdempotencyKey, CancellationToken, Task<ProbeResult>> ask, CancellationToken cancellationToken) =>
        ask(key, cancellationToken);

    /// <summary>What of a command reaches the remote.</summary>
    public virtual CommandFacts Carry(CommandFacts facts) => facts;

    /// <summary>Flows other than the right ones; null for those.</summary>
    public virtual FlowBuilder? Flow() => null;

    /// <summary>The clock as a virtual process sees it.</summary>
    public virtual TimeProvider Time(TimeProvider time) => time;
}
