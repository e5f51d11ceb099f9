namespace Crossdock.Connectors.Http;

/// <summary>A page of a walk through a list.</summary>
/// <typeparam name="TRow">A row.</typeparam>
/// <param name="Rows">The rows.</param>
/// <param name="RemoteTime">The remote's clock when it answered, to the second; null when it does not tell.</param>
/// <param name="Next">Where the walk goes on; null at its end.</param>
public sealed record ListPage<TRow>(IReadOnlyList<TRow> Rows, DateTimeOffset? RemoteTime, ListPosition? Next = null);
