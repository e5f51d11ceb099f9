namespace Crossdock.Storage;

/// <summary>How long the oldest unfinished work of a tenant waits.</summary>
/// <param name="Unfinished">When the document of the oldest unfinished work was observed; null when all is done. Refused input counts.</param>
/// <param name="Exception">When the oldest exception became one; null when there is none.</param>
public sealed record OldestWork(DateTimeOffset? Unfinished, DateTimeOffset? Exception);
