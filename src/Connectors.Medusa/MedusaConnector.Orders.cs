using Crossdock.Canonical;

namespace Crossdock.Connectors.Medusa;

/// <content>Orders in: change source and lookup.</content>
public sealed partial class MedusaConnector
{
    /// <inheritdoc/>
    public Task<ChangePage<Order>> ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) => _orderChanges.ReadChangesAsync(query, cancellationToken);

    /// <inheritdoc/>
    public Task<Change<Order>?> FindAsync(string documentKey, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(documentKey);
        return _orders.FindAsync(documentKey, cancellationToken);
    }
}
