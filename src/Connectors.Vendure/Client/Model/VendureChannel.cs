namespace Crossdock.Connectors.Vendure;

/// <summary>The channel the connection works in.</summary>
internal sealed record VendureChannel(string Id, string Code, bool PricesIncludeTax);
