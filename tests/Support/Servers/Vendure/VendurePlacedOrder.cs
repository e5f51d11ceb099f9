namespace Crossdock.Servers;

/// <summary>An order as the shop told its customer.</summary>
/// <param name="Id">The shop's id.</param>
/// <param name="Code">Its number.</param>
/// <param name="TotalWithTax">Minor units.</param>
public sealed record VendurePlacedOrder(string Id, string Code, long TotalWithTax);
