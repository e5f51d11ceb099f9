namespace Crossdock.Storage;

/// <summary>A new checkpoint of a stream.</summary>
/// <param name="Key">The stream.</param>
/// <param name="To">Its new checkpoint.</param>
public sealed record CheckpointMove(CheckpointKey Key, Checkpoint To);
