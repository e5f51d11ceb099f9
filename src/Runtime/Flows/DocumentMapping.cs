using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Makes a command's document from the document that triggered the step and from what else is known about it.</summary>
/// <typeparam name="T">The document that triggered the step.</typeparam>
/// <typeparam name="TDocument">The document of the command.</typeparam>
/// <param name="document">The document that triggered the step.</param>
/// <param name="context">What else is known.</param>
/// <param name="cancellationToken">Cancels the mapping.</param>
/// <returns>The command's document, or null when there is nothing to send: the step then ends without an effect.</returns>
/// <exception cref="ConnectorException">
/// <see cref="ErrorKind.Validation"/> naming the field when the document cannot be mapped; the step is then dead-lettered.
/// </exception>
public delegate ValueTask<TDocument?> DocumentMapping<in T, TDocument>(T document, MappingContext context, CancellationToken cancellationToken)
    where T : class, ICanonicalDocument<T>
    where TDocument : class, ICanonicalDocument<TDocument>;
