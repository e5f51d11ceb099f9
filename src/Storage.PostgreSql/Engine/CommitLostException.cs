namespace Crossdock.Storage.PostgreSql.Engine;

/// <summary>A COMMIT was sent and its reply did not come: it has to be asked what happened.</summary>
internal sealed class CommitLostException(long number, Exception cause) : Exception("The reply to a COMMIT was lost.", cause)
{
    /// <summary>The writer's number of the transaction.</summary>
    public long Number => number;
}
