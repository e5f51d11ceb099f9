namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>Rows of the counter table. Numbers are stored: never reuse one.</summary>
internal enum Counter
{
    Transactions = 0,
    Accepted = 1,
    Duplicates = 2,
    Unchanged = 3,
    Stale = 4,
    Refused = 5,
    EffectsConfirmed = 6,
    InDoubt = 7,
    InDoubtResolved = 8,
    Retries = 9,
    Echoes = 10,
    OutOfOrder = 11,

    /// <summary>Number of work rows in state s is at <c>WorkInState + s</c>.</summary>
    WorkInState = 100,
}
