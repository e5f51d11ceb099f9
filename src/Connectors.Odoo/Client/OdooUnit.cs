namespace Crossdock.Connectors.Odoo;

/// <summary>A unit of measure.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name in the connection's language, e.g. <c>Units</c>.</param>
/// <param name="Root">The unit that it is a multiple of in the end; units with the same one convert into each other.</param>
/// <param name="Factor">How many of <paramref name="Root"/> it is.</param>
internal sealed record OdooUnit(int Id, string Name, int Root, decimal Factor);
