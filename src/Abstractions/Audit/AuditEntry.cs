namespace Crossdock;

/// <summary>One link of a tenant's audit chain: <c>Hash = SHA-256(PreviousHash + the other members)</c>.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Sequence">1, 2, 3 … without a gap.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What.</param>
/// <param name="Subject">About which key.</param>
/// <param name="Detail">Why, before and after.</param>
/// <param name="PreviousHash">Hash of the entry before, hex; 64 zeros for the first.</param>
/// <param name="Hash">Hash of this entry, hex.</param>
public sealed record AuditEntry(
    string Tenant,
    long Sequence,
    DateTimeOffset At,
    string Actor,
    string Action,
    string Subject,
    string Detail,
    string PreviousHash,
    string Hash);
