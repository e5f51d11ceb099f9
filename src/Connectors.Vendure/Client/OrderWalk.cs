namespace Crossdock.Connectors.Vendure;

/// <summary>The ways through the shop's orders. One poll takes them in this order.</summary>
internal enum OrderWalk
{
    /// <summary>By the time they were placed. Placing does not move <c>updatedAt</c>, so new orders can only be found this way.</summary>
    Placed,

    /// <summary>By <c>updatedAt</c>, which moves when lines or addresses change.</summary>
    Changed,

    /// <summary>Open and young orders again, whatever their time-stamps: paying, shipping and refunding move none.</summary>
    Open,
}
