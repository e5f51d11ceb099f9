namespace Crossdock;

/// <summary>Says that the source numbers the versions of a document 1 apart, so that a gap shows a version that is still to come.</summary>
/// <param name="First">The first version of a document; null takes the first one that is seen.</param>
/// <param name="WaitUntil">When waiting for the missing version ends in a parked item.</param>
public sealed record ContiguousVersions(long? First, DateTimeOffset WaitUntil);
