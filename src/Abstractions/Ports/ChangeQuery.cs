namespace Crossdock;

/// <summary>What a change source is asked for.</summary>
/// <param name="After">Where the last committed page ended; <see cref="Checkpoint.Start"/> on the first call.</param>
/// <param name="PageSize">Upper bound of changes in the page, 1 to 1000.</param>
public sealed record ChangeQuery(Checkpoint After, int PageSize);
