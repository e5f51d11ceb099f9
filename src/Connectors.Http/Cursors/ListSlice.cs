namespace Crossdock.Connectors.Http;

/// <summary>The part of a list that <see cref="ListReader{TRow}"/> asks the remote for.</summary>
/// <param name="From">Rows from this time on, included.</param>
/// <param name="To">Rows up to this time, included.</param>
/// <param name="SortBy">The one field to sort by, ascending: the list's time, or the id.</param>
/// <param name="Take">The most rows to answer.</param>
/// <param name="Skip">Rows to leave out at the beginning.</param>
public sealed record ListSlice(DateTimeOffset From, DateTimeOffset To, string SortBy, int Take, int Skip);
