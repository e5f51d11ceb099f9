using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>An effect whose command carries another document, made by a mapping.</summary>
internal sealed class MappedStep<T, TCommand, TDocument>(FlowTrigger<T> trigger, string connection, DocumentMapping<T, TDocument> map)
    : EffectStep<T, TCommand, TDocument>(trigger, connection)
    where T : class, ICanonicalDocument<T>
    where TCommand : class, IEffectCommand<TCommand, TDocument>
    where TDocument : class, ICanonicalDocument<TDocument>
{
    public override bool CarriesItsDocument => false;

    public override async ValueTask<ReadOnlyMemory<byte>> MakeCommandAsync(
        ReadOnlyMemory<byte> document,
        MappingContext context,
        CancellationToken cancellationToken)
    {
        var mapped = await map(Read<T>(document), context, cancellationToken).ConfigureAwait(false);
        if (mapped is null)
        {
            return default;
        }

        var bytes = Write(mapped);

        // A mapping that writes what its own schema refuses would only fail later, at each attempt to read it back.
        var problems = TDocument.Codec.Validate(bytes.Span);
        return problems.Count == 0
            ? bytes
            : throw new ConnectorException(new ConnectorError
            {
                Kind = ErrorKind.Validation,
                Message = $"The mapping to {TDocument.Codec.Name} made a document its schema refuses ({problems[0].Keyword}); correct the mapping or the source document.",
                Pointer = problems[0].Pointer,
            });
    }
}
