namespace Crossdock.Storage;

/// <summary>Reads the effect ledger. It is written through <see cref="IWorkStore.CommitAsync"/> only.</summary>
public interface IEffectLedger
{
    /// <summary>Finds an effect by its key.</summary>
    Task<EffectRecord?> FindEffectAsync(IdempotencyKey key, CancellationToken cancellationToken);

    /// <summary>All revisions of one document's effect that were ever sent or planned, lowest first.</summary>
    Task<IReadOnlyList<EffectRecord>> FindEffectsAsync(
        string tenant,
        string connection,
        string operation,
        string documentKey,
        CancellationToken cancellationToken);
}
