namespace Crossdock.Connectors.Http;

/// <summary>What a <see cref="ListSource{T}"/> reads, and how.</summary>
public sealed record ListSourceOptions
{
    /// <summary>What is read, in the plural, for errors: <c>orders</c>.</summary>
    public required string What { get; init; }

    /// <summary>The time of change, as the remote calls it.</summary>
    public required string ChangedField { get; init; }

    /// <summary>The time of making, as the remote calls it.</summary>
    public required string MadeField { get; init; }

    /// <summary>The id, as the remote calls it.</summary>
    public string IdField { get; init; } = "id";

    /// <summary>The most rows of a page, at least 1.</summary>
    public required int MaxPageSize { get; init; }

    /// <summary>How far behind what it has seen a poll begins, since a remote may commit late.</summary>
    public required TimeSpan Overlap { get; init; }

    /// <summary>How often all rows are read again.</summary>
    public required TimeSpan ReReadEvery { get; init; }

    /// <summary>The walk of the very first poll.</summary>
    public ListWalk First { get; init; } = ListWalk.Changed;
}
