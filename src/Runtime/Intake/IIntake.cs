using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Takes documents that a host hands over: from its own endpoints, webhooks, files or queues. Polled sources go the same way.</summary>
public interface IIntake
{
    /// <summary>
    /// Accepts one document as text. Once it returns, the input is durable: as work, or refused with every problem and its raw text kept.
    /// The same document again is recognised, so the sender may repeat freely.
    /// </summary>
    /// <typeparam name="T">The canonical document.</typeparam>
    /// <param name="connection">The connection it came from, as flows name it.</param>
    /// <param name="utf8Json">One JSON document, at most <see cref="CrossdockOptions.MaxDocumentBytes"/>.</param>
    /// <param name="sourceVersion">A number that never goes down per document at the source; null when it has none.</param>
    /// <param name="cancellationToken">Gives up waiting; what the store took by then stays.</param>
    /// <exception cref="Storage.StoreException">It could not be stored; nothing was accepted.</exception>
    Task<IntakeResult> AcceptAsync<T>(
        string connection,
        ReadOnlyMemory<byte> utf8Json,
        long? sourceVersion = null,
        CancellationToken cancellationToken = default)
        where T : class, ICanonicalDocument<T>;

    /// <summary>Accepts one document that the host made itself.</summary>
    /// <inheritdoc cref="AcceptAsync{T}(string, ReadOnlyMemory{byte}, long?, CancellationToken)"/>
    Task<IntakeResult> AcceptAsync<T>(
        string connection,
        T document,
        long? sourceVersion = null,
        CancellationToken cancellationToken = default)
        where T : class, ICanonicalDocument<T>;
}
