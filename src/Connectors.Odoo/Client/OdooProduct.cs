namespace Crossdock.Connectors.Odoo;

/// <summary>A product that can be sold.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">Its internal reference, our SKU.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsGoods">True for goods, which are shipped; false for services.</param>
/// <param name="Unit">Unit its stock is counted in.</param>
internal sealed record OdooProduct(int Id, string Code, string Name, bool IsGoods, int Unit);
