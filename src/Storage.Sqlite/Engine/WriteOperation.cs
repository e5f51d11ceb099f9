using Crossdock.Storage.Sqlite.Operations;

namespace Crossdock.Storage.Sqlite.Engine;

/// <summary>A call that waits for the writer.</summary>
internal abstract class WriteOperation(long size)
{
    /// <summary>Bytes of documents it writes.</summary>
    public long Size => size;

    /// <summary>The writer takes the operation. Up to here it can be cancelled; from here on the caller learns what happened.</summary>
    /// <returns>False when it was cancelled.</returns>
    public abstract bool TryPickUp();

    /// <summary>Runs within the writer's transaction. May run again, in another one, when the first was rolled back.</summary>
    public abstract void Execute(WriteSession session);

    /// <summary>Its transaction is durable: tells the caller.</summary>
    public abstract void Complete();

    /// <summary>Nothing of it took effect: tells the caller.</summary>
    public abstract void Fail(Exception exception);
}
