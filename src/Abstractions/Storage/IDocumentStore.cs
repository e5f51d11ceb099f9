namespace Crossdock.Storage;

/// <summary>The documents we accepted, newest version per source and key.</summary>
public interface IDocumentStore
{
    /// <summary>The newest accepted document of a type under a sequence key, e.g. the order a shipment belongs to.</summary>
    Task<IReadOnlyList<StoredDocument>> FindDocumentsAsync(
        string tenant,
        string documentType,
        string sequenceKey,
        CancellationToken cancellationToken);
}
