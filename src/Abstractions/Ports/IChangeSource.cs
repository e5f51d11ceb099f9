using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Reads changes of one document type from a remote, page by page.</summary>
/// <typeparam name="T">The canonical document.</typeparam>
/// <remarks>
/// A page may repeat what an earlier page held: the runtime drops duplicates. A page must never skip a change that its
/// <see cref="ChangePage{T}.Next"/> checkpoint passes. A record that cannot be mapped is a change with
/// <see cref="Change{T}.Problems"/>, not an exception.
/// </remarks>
public interface IChangeSource<T>
    where T : class, ICanonicalDocument<T>
{
    /// <summary>Reads the next page.</summary>
    /// <exception cref="ConnectorException">The remote could not be read; the checkpoint stays where it is.</exception>
    Task<ChangePage<T>> ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken);
}
