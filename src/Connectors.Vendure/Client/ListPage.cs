namespace Crossdock.Connectors.Vendure;

/// <summary>A page of a walk.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="ShopTime">The shop's clock when it answered, to the second; null when it does not tell.</param>
/// <param name="Next">Where the walk goes on; null at its end.</param>
internal sealed record ListPage<TRow>(IReadOnlyList<TRow> Rows, DateTimeOffset? ShopTime, ListPosition? Next = null);
