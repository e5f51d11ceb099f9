namespace Crossdock.Storage;

/// <summary>Inputs that are accepted together.</summary>
/// <param name="Entries">The inputs, in order.</param>
/// <param name="Checkpoint">The checkpoint to store with them; null for pushed input.</param>
public sealed record AcceptBatch(IReadOnlyList<InboxEntry> Entries, CheckpointMove? Checkpoint = null);
