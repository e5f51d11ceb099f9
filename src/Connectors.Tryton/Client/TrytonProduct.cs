namespace Crossdock.Connectors.Tryton;

/// <summary>A product that can be sold.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">Its code, our SKU.</param>
/// <param name="IsStocked">True for goods; false for services.</param>
/// <param name="DefaultUnit">Unit its stock is counted in.</param>
/// <param name="SaleUnit">Unit it is sold in.</param>
internal sealed record TrytonProduct(int Id, string Code, bool IsStocked, int DefaultUnit, int? SaleUnit);
