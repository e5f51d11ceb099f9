using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Enumerates every document of a type for reconciliation, ordered by document key (ordinal).</summary>
/// <typeparam name="T">The canonical document.</typeparam>
public interface ISnapshotSource<T>
    where T : class, ICanonicalDocument<T>
{
    /// <summary>Streams the whole set in key order, in bounded memory.</summary>
    IAsyncEnumerable<Change<T>> ReadSnapshotAsync(CancellationToken cancellationToken);
}
