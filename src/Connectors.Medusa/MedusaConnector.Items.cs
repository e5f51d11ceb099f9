using Crossdock.Canonical;

namespace Crossdock.Connectors.Medusa;

/// <content>Items in: each variant is one.</content>
public sealed partial class MedusaConnector
{
    /// <inheritdoc/>
    Task<ChangePage<Item>> IChangeSource<Item>.ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) => _itemChanges.ReadChangesAsync(query, cancellationToken);
}
