namespace Crossdock.Connectors.Http;

/// <summary>A place in a walk: everything up to and including a time has been read, and perhaps a part of the rows of the next time.</summary>
/// <param name="At">Read up to and including this time; null at the very beginning.</param>
/// <param name="Tie">The time whose rows, more than a page of them, are being read by id.</param>
/// <param name="TieId">The last of them that was read.</param>
/// <param name="TieCount">How many of them have been read.</param>
public sealed record ListPosition(DateTimeOffset? At, DateTimeOffset? Tie = null, string? TieId = null, int TieCount = 0);
