namespace Crossdock.Connectors.Http;

/// <summary>The ways through a list whose time of change misses some changes. One poll takes them in this order.</summary>
public enum ListWalk
{
    /// <summary>By the time of change, which moves with most changes.</summary>
    Changed,

    /// <summary>By the time of making, which never moves: all rows that are to be read again whatever their time-stamps say.</summary>
    All,
}
