namespace Crossdock.Connectors.Medusa;

/// <summary>The ways through a list of the shop. One poll takes them in this order.</summary>
internal enum ListWalk
{
    /// <summary>By <c>updated_at</c>, which moves with most changes.</summary>
    Changed,

    /// <summary>By <c>created_at</c>, which never moves: rows that are read again whatever their time-stamps say.</summary>
    Again,
}
