namespace Crossdock.Faults.Simulation;

/// <summary>Mistakes of a store that no decorator can make.</summary>
internal enum StoreBug
{
    None,
    AuditCut,
    AuditEdited,
    AuditOmitted,
    AuditRemoved,
    AuditReordered,
    BlockedBlocksAll,
    BlockedBlocksNobody,
    ClaimTwice,
    DedupeByDelivery,
    LeaseNeverEnds,
    NewestFirst,
    NoContentCheck,
    NoFencing,
    NoLanes,
    NoVersionCheck,
    NobodyIsWoken,
    NobodyWaits,
    OtherContentIsUnchanged,
    PendingWins,
    ReplayIsNewRevision,
    ReplayOfParkedIsIntent,
    ReplaySkipsTheLedger,
    RetryLosesItsPlace,
    SameContentIsNew,
    StaleStock,
    TokenStays,
}
