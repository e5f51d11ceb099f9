using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>An effect whose command carries the document that triggered it.</summary>
internal class SameDocumentStep<T, TCommand>(FlowTrigger<T> trigger, string connection) : EffectStep<T, TCommand, T>(trigger, connection)
    where T : class, ICanonicalDocument<T>
    where TCommand : class, IEffectCommand<TCommand, T>
{
    public override bool CarriesItsDocument => true;

    public override ValueTask<ReadOnlyMemory<byte>> MakeCommandAsync(
        ReadOnlyMemory<byte> document,
        MappingContext context,
        CancellationToken cancellationToken) => ValueTask.FromResult(document);
}
