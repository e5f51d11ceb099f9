namespace Crossdock.Storage;

/// <summary>Reads checkpoints. They move with <see cref="IInboxStore.AcceptAsync"/> only.</summary>
public interface ICheckpointStore
{
    /// <summary>The checkpoint of a stream; <see cref="Checkpoint.Start"/> when there is none.</summary>
    Task<Checkpoint> ReadCheckpointAsync(CheckpointKey key, CancellationToken cancellationToken);
}
