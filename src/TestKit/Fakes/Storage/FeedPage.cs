namespace Crossdock.TestKit.Fakes;

/// <summary>One page of a feed.</summary>
/// <param name="Rows">The rows, perhaps disturbed.</param>
/// <param name="NextCursor">Where the next page starts; covers every row of this one.</param>
/// <param name="HasMore">True when the next page is not empty.</param>
internal sealed record FeedPage<T>(IReadOnlyList<T> Rows, string NextCursor, bool HasMore);
