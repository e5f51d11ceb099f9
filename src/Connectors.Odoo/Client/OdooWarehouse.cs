namespace Crossdock.Connectors.Odoo;

/// <summary>A warehouse.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">Its short name in Odoo.</param>
/// <param name="Name">Its name.</param>
internal sealed record OdooWarehouse(int Id, string Code, string Name);
