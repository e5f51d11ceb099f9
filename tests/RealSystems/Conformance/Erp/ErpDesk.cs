namespace Crossdock.RealSystems.Conformance;

/// <summary>What people make in an ERP by themselves: items, counts, shipments and invoices that no order of ours stands behind.</summary>
internal abstract class ErpDesk
{
    /// <summary>A quantity and a price with all digits that the ERP keeps.</summary>
    public const decimal Quantity = 1.23m;
    public const decimal Price = 3.2468m;

    /// <summary>Items in one transaction, and so with one time of creation.</summary>
    /// <param name="count">How many.</param>
    /// <param name="hasCode">False for items that nothing but their id names.</param>
    /// <returns>Their codes, or their ids.</returns>
    public abstract Task<IReadOnlyList<string>> AddItemsAsync(int count, bool hasCode = true);

    /// <summary>An item counted in a unit that no code is known for.</summary>
    public abstract Task<string> AddItemInFurlongsAsync();

    /// <summary>Customer shipments that have left, in one transaction for each step.</summary>
    /// <returns>Their numbers.</returns>
    public abstract Task<IReadOnlyList<string>> ShipAsync(int count, string? sku = null);

    /// <summary>Customer invoices that are posted, in one transaction.</summary>
    /// <returns>Their numbers.</returns>
    public abstract Task<IReadOnlyList<string>> BillAsync(int count, string? sku = null);

    /// <summary>Counts an item in the warehouse.</summary>
    public abstract Task CountAsync(string sku, decimal quantity);
}
