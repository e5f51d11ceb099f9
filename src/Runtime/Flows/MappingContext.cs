using Crossdock.Canonical;
using Crossdock.Storage;

namespace Crossdock;

/// <summary>What a mapping may look up: accepted documents and commands already sent, under the same sequence key.</summary>
public sealed class MappingContext
{
    private readonly ICrossdockStore _store;

    internal MappingContext(ICrossdockStore store, IdempotencyKey key, Envelope envelope, DateTimeOffset now)
    {
        _store = store;
        Key = key;
        Envelope = envelope;
        Now = now;
    }

    /// <summary>The key of the effect the document is made for.</summary>
    public IdempotencyKey Key { get; }

    /// <summary>The envelope of the document that triggered the step.</summary>
    public Envelope Envelope { get; }

    /// <summary>The runtime's clock when the mapping started.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The newest accepted documents of a type under the same sequence key, one per source and document.</summary>
    /// <typeparam name="TOther">The document type looked for.</typeparam>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<IReadOnlyList<KnownDocument<TOther>>> FindAsync<TOther>(CancellationToken cancellationToken)
        where TOther : class, ICanonicalDocument<TOther>
    {
        var stored = await _store.FindDocumentsAsync(Envelope.Tenant, TOther.Codec.Name, Envelope.SequenceKey, cancellationToken).ConfigureAwait(false);
        var known = new List<KnownDocument<TOther>>(stored.Count);
        foreach (var document in stored)
        {
            if (TOther.Codec.Parse(document.Document.Span).Value is { } value)
            {
                known.Add(new(document.Envelope, value));
            }
        }

        return known;
    }

    /// <summary>The documents of commands of this step's operation that reached, or may have reached, this step's connection for another document.</summary>
    /// <typeparam name="TOther">The document the command carries.</typeparam>
    /// <param name="documentKey">The document key the effect was made for, e.g. the number of another shipment.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public Task<IReadOnlyList<TOther>> FindSentAsync<TOther>(string documentKey, CancellationToken cancellationToken)
        where TOther : class, ICanonicalDocument<TOther> =>
        FindSentAsync<TOther>(Key.Operation, [documentKey], isDone: false, cancellationToken);

    /// <summary>The documents of commands of any operation that reached this step's connection for certain, or that reached it or may have.</summary>
    internal async Task<IReadOnlyList<TOther>> FindSentAsync<TOther>(
        string operation, IEnumerable<string> documentKeys, bool isDone, CancellationToken cancellationToken)
        where TOther : class, ICanonicalDocument<TOther>
    {
        var sent = new List<TOther>();
        foreach (var documentKey in documentKeys)
        {
            foreach (var effect in await _store.FindEffectsAsync(Key.Tenant, Key.Connection, operation, documentKey, cancellationToken).ConfigureAwait(false))
            {
                // An intent was never sent or failed for certain; a rejected one did nothing.
                var counts = isDone ? effect.State == EffectState.Confirmed : effect.State is not (EffectState.Intent or EffectState.Rejected);
                if (counts && TOther.Codec.Parse(effect.Command.Span).Value is { } value)
                {
                    sent.Add(value);
                }
            }
        }

        return sent;
    }
}
