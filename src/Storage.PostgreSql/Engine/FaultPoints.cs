using Npgsql;

namespace Crossdock.Storage.PostgreSql.Engine;

/// <summary>Where tests make the writer fail, wait, or lose its connection.</summary>
internal sealed record FaultPoints
{
    /// <summary>The group is written, but its COMMIT was not sent.</summary>
    public Func<NpgsqlConnection, Task>? BeforeCommit { get; init; }

    /// <summary>The group is committed, but the writer was not told yet. What is thrown is taken for a lost reply.</summary>
    public Func<NpgsqlConnection, Task>? AfterCommit { get; init; }

    /// <summary>A script of a migration has run; its name.</summary>
    public Func<NpgsqlConnection, string, Task>? Migrating { get; init; }

    /// <summary>True when only the end of a lease frees what a process had claimed that is gone, so that a model without sessions can say what comes out.</summary>
    public bool LeavesTheDead { get; init; }
}
