namespace Crossdock.Storage.Sqlite;

/// <summary>What an acknowledged write survives.</summary>
public enum SqliteSynchronousMode
{
    /// <summary>A crash of the process, the operating system or the power: every transaction is synced to the disk.</summary>
    Full,

    /// <summary>
    /// A crash of the process. Not for production: after a power cut acknowledged input may be gone, and sent effects may be forgotten.
    /// </summary>
    Normal,
}
