namespace Crossdock.Connectors.Vendure;

/// <summary>The ways through the shop's variants.</summary>
internal enum ItemWalk
{
    /// <summary>By <c>updatedAt</c>, which moves with names, prices and stock.</summary>
    Changed,

    /// <summary>All of them by <c>createdAt</c>, which never moves: a product switched off or a new tax rate does not move <c>updatedAt</c> of its variants.</summary>
    All,
}
