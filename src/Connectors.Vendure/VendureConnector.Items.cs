using Crossdock.Canonical;

namespace Crossdock.Connectors.Vendure;

/// <content>Items in: each variant is one.</content>
public sealed partial class VendureConnector
{
    /// <inheritdoc/>
    Task<ChangePage<Item>> IChangeSource<Item>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) => _itemChanges.ReadChangesAsync(query, cancellationToken);
}
