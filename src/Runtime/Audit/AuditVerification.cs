namespace Crossdock;

/// <summary>The result of verifying a tenant's audit chain.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Entries">Entries read, up to the first fault.</param>
/// <param name="Head">The newest entry; number 0 for an empty chain.</param>
/// <param name="AnchoredUpTo">The highest entry that an anchor vouches for; 0 without an anchor. What is newer may have been cut or rewritten unseen.</param>
/// <param name="Fault">The first broken entry; null when there is none.</param>
public sealed record AuditVerification(string Tenant, long Entries, AuditHead Head, long AnchoredUpTo, AuditFault? Fault)
{
    /// <summary>True when nothing is wrong.</summary>
    public bool IsIntact => Fault is null;
}
