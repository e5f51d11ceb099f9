namespace Crossdock.Storage;

/// <summary>Reads the effect ledger. It is written through <see cref="IWorkStore.CommitAsync"/> only.</summary>
public interface IEffectLedger
{
    /// <summary>Finds an effect by its key.</summary>
    Task<EffectRecord?> FindEffectAsync(IdempotencyKey key, CancellationToken cancellationToken);
}
