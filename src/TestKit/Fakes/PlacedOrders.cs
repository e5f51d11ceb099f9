namespace Crossdock.TestKit.Fakes;

/// <summary>What placing orders did.</summary>
/// <param name="Placed">Orders that are new.</param>
/// <param name="Existing">Orders whose number the shop already had; they were left alone.</param>
/// <param name="Codes">The order numbers, in the order given.</param>
public sealed record PlacedOrders(int Placed, int Existing, IReadOnlyList<string> Codes);
