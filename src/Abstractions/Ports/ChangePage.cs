using Crossdock.Canonical;

namespace Crossdock;

/// <summary>One page of changes.</summary>
/// <typeparam name="T">The canonical document.</typeparam>
/// <param name="Changes">The changes, in the remote's order.</param>
/// <param name="Next">Where the following page starts. It is stored in the transaction that accepts the changes.</param>
/// <param name="HasMore">True when another page can be read at once.</param>
public sealed record ChangePage<T>(IReadOnlyList<Change<T>> Changes, Checkpoint Next, bool HasMore)
    where T : class, ICanonicalDocument<T>;
