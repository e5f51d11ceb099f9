using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Finds one document by its natural key.</summary>
/// <typeparam name="T">The canonical document.</typeparam>
public interface IDocumentLookup<T>
    where T : class, ICanonicalDocument<T>
{
    /// <summary>Finds a document.</summary>
    /// <returns>The document as a change, or null when the remote does not know the key.</returns>
    /// <exception cref="ConnectorException">The remote could not be read.</exception>
    Task<Change<T>?> FindAsync(string documentKey, CancellationToken cancellationToken);
}
