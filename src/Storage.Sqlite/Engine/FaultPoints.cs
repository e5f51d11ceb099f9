namespace Crossdock.Storage.Sqlite.Engine;

/// <summary>Where tests make the writer fail, or kill the process.</summary>
internal sealed record FaultPoints
{
    /// <summary>The group is written, but not committed.</summary>
    public Action? BeforeCommit { get; init; }

    /// <summary>The group is durable, but nobody was told. May only end the process.</summary>
    public Action? AfterCommit { get; init; }
}
