using Crossdock.Storage;

namespace Crossdock;

/// <summary>Verifies audit chains, and anchors their heads.</summary>
/// <param name="store">The store that has the chains.</param>
/// <param name="anchor">Where heads are kept outside of the store; null verifies the chain by itself, which shows neither a cut end nor a chain made anew.</param>
public sealed class AuditVerifier(IAuditStore store, IAuditAnchor? anchor = null)
{
    /// <summary>Verifies one tenant's chain from its first entry on, in bounded memory. Names the first broken entry.</summary>
    public async Task<AuditVerification> VerifyAsync(string tenant, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        var anchored = await ReadAnchorAsync(tenant, cancellationToken).ConfigureAwait(false);
        var vouched = anchored.Count == 0 ? 0 : anchored.Keys.Max();
        AuditEntry? previous = null;
        await foreach (var entry in store.ReadAuditAsync(tenant, 1, cancellationToken).ConfigureAwait(false))
        {
            if (FindFault(previous, entry, anchored.GetValueOrDefault(entry.Sequence)) is { } fault)
            {
                return Result(fault);
            }

            previous = entry;
        }

        return Result(vouched > (previous?.Sequence ?? 0) ? Cut() : null);

        AuditVerification Result(AuditFault? fault) => new(tenant, previous?.Sequence ?? 0, HeadOf(tenant, previous), vouched, fault);

        AuditFault Cut()
        {
            var last = previous?.Sequence ?? 0;
            return new AuditFault(AuditFaultKind.Cut, last + 1, null, FormattableString.Invariant($"The chain ends with entry {last}; entry {vouched} was anchored."));
        }
    }

    /// <summary>Verifies the chains of all tenants that the store or the anchor knows.</summary>
    public async Task<IReadOnlyList<AuditVerification>> VerifyAllAsync(CancellationToken cancellationToken)
    {
        var tenants = new SortedSet<string>(StringComparer.Ordinal);
        tenants.UnionWith((await store.ReadAuditHeadsAsync(cancellationToken).ConfigureAwait(false)).Select(head => head.Tenant));
        tenants.UnionWith(anchor is null ? [] : await anchor.ListTenantsAsync(cancellationToken).ConfigureAwait(false));
        var results = new List<AuditVerification>();
        foreach (var tenant in tenants)
        {
            results.Add(await VerifyAsync(tenant, cancellationToken).ConfigureAwait(false));
        }

        return results;
    }

    /// <summary>Verifies all chains and, if all are intact, anchors the heads that are new. Nothing is anchored otherwise: a broken chain gets no voucher.</summary>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">There is no anchor.</exception>
    public async Task<IReadOnlyList<AuditVerification>> AnchorAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var to = anchor ?? throw new InvalidOperationException("There is no anchor to keep the heads; register an IAuditAnchor.");
        var results = await VerifyAllAsync(cancellationToken).ConfigureAwait(false);
        if (results.Any(result => !result.IsIntact))
        {
            return results;
        }

        var news = results.Where(result => result.Head.Sequence > result.AnchoredUpTo).ToList();
        if (news.Count > 0)
        {
            await to.AppendAsync([.. news.Select(result => result.Head)], now, cancellationToken).ConfigureAwait(false);
        }

        return [.. results.Select(result => result with { AnchoredUpTo = Math.Max(result.AnchoredUpTo, result.Head.Sequence) })];
    }

    private async Task<Dictionary<long, string>> ReadAnchorAsync(string tenant, CancellationToken cancellationToken)
    {
        var heads = anchor is null ? [] : await anchor.ReadAsync(tenant, cancellationToken).ConfigureAwait(false);

        // The first one counts: whoever rewrites a chain may be able to add to the anchor, and not to change it.
        return heads.GroupBy(head => head.Sequence).ToDictionary(group => group.Key, group => group.First().Hash);
    }

    private static AuditFault? FindFault(AuditEntry? previous, AuditEntry entry, string? anchored)
    {
        var expected = (previous?.Sequence ?? 0) + 1;
        if (entry.Sequence != expected)
        {
            return new AuditFault(AuditFaultKind.Missing, expected, entry, FormattableString.Invariant($"Entry {expected} is missing; entry {entry.Sequence} is there instead."));
        }

        if (entry.PreviousHash != (previous?.Hash ?? AuditChain.Genesis))
        {
            return new AuditFault(AuditFaultKind.Unlinked, expected, entry, FormattableString.Invariant($"Entry {expected} follows another entry than the one before it."));
        }

        if (!AuditChain.Follows(previous, entry))
        {
            return new AuditFault(AuditFaultKind.Changed, expected, entry, FormattableString.Invariant($"The content of entry {expected} does not give its hash."));
        }

        return anchored is not null && anchored != entry.Hash
            ? new AuditFault(AuditFaultKind.Rewritten, expected, entry, FormattableString.Invariant($"Entry {expected} is not the one that was anchored: it or an entry before it was made anew."))
            : null;
    }

    private static AuditHead HeadOf(string tenant, AuditEntry? entry) => entry is null ? new AuditHead(tenant, 0, AuditChain.Genesis) : new AuditHead(tenant, entry.Sequence, entry.Hash);
}
