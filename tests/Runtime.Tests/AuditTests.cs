using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;
using Crossdock.Storage.Sqlite;

namespace Crossdock.Runtime.Tests;

/// <summary>Whoever changes the audit chain in the database is found out, and the first broken entry is named.</summary>
public sealed class AuditTests : IDisposable
{
    private const string Tenant = "default";
    private static readonly DateTimeOffset s_noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FileAuditAnchor Anchor => new(_folder.Heads);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_chain_nobody_touched_is_intact()
    {
        await WriteAsync(6);

        var result = await VerifyAsync(anchor: null);

        (result.IsIntact, result.Entries, result.Head.Sequence, result.AnchoredUpTo).ShouldBe((true, 6L, 6L, 0L));
    }

    [Theory]
    [InlineData("actor")]
    [InlineData("action")]
    [InlineData("subject")]
    [InlineData("detail")]
    [InlineData("hash")]
    public async Task An_edited_entry_is_named(string column)
    {
        await WriteAsync(6);
        _folder.Tamper($"UPDATE audit SET {column} = replace({column}, substr({column}, 1, 1), 'x') WHERE sequence = 3");

        var fault = (await VerifyAsync(anchor: null)).Fault.ShouldNotBeNull();

        (fault.Kind, fault.Sequence).ShouldBe((AuditFaultKind.Changed, 3L));
        fault.Entry!.Sequence.ShouldBe(3);
    }

    [Fact]
    public async Task A_removed_entry_is_named()
    {
        await WriteAsync(6);
        _folder.Tamper("DELETE FROM audit WHERE sequence = 4");

        var fault = (await VerifyAsync(anchor: null)).Fault.ShouldNotBeNull();

        (fault.Kind, fault.Sequence).ShouldBe((AuditFaultKind.Missing, 4L));
    }

    [Fact]
    public async Task Entries_in_another_order_are_named()
    {
        await WriteAsync(6);
        _folder.Tamper("UPDATE audit SET sequence = 100 WHERE sequence = 2; UPDATE audit SET sequence = 2 WHERE sequence = 3; UPDATE audit SET sequence = 3 WHERE sequence = 100");

        var fault = (await VerifyAsync(anchor: null)).Fault.ShouldNotBeNull();

        (fault.Kind, fault.Sequence).ShouldBe((AuditFaultKind.Unlinked, 2L));
    }

    [Fact]
    public async Task A_cut_chain_shows_against_the_anchor_and_only_there()
    {
        await WriteAsync(6);
        await AnchorAsync();
        _folder.Tamper("DELETE FROM audit WHERE sequence > 4");

        (await VerifyAsync(anchor: null)).IsIntact.ShouldBeTrue("a cut end leaves a chain that is in order");
        var fault = (await VerifyAsync(Anchor)).Fault.ShouldNotBeNull();

        (fault.Kind, fault.Sequence).ShouldBe((AuditFaultKind.Cut, 5L));
        _folder.Tamper("DELETE FROM audit");
        (await VerifyAsync(Anchor)).Fault.ShouldNotBeNull().Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task A_chain_made_anew_with_matching_hashes_shows_against_the_anchor()
    {
        await WriteAsync(6);
        await AnchorAsync();
        await RewriteAsync(entry => entry.Sequence == 2 ? entry with { Actor = "nobody" } : entry);

        (await VerifyAsync(anchor: null)).IsIntact.ShouldBeTrue("its hashes match");
        var fault = (await VerifyAsync(Anchor)).Fault.ShouldNotBeNull();

        (fault.Kind, fault.Sequence).ShouldBe((AuditFaultKind.Rewritten, 6L));
    }

    [Fact]
    public async Task The_earlier_heads_were_anchored_the_closer_the_first_broken_entry_is_named()
    {
        for (var round = 0; round < 3; round++)
        {
            await WriteAsync(2, from: round * 2);
            await AnchorAsync();
        }

        await RewriteAsync(entry => entry.Sequence == 3 ? entry with { Detail = "nothing" } : entry);

        (await VerifyAsync(Anchor)).Fault.ShouldNotBeNull().Sequence.ShouldBe(4);
    }

    [Fact]
    public async Task A_broken_chain_is_not_anchored()
    {
        await WriteAsync(3);
        await AnchorAsync();
        await WriteAsync(3, from: 3);
        _folder.Tamper("UPDATE audit SET detail = 'x' WHERE sequence = 5");
        var before = await File.ReadAllTextAsync(_folder.Heads, Cancel);

        (await AnchorAsync()).ShouldHaveSingleItem().IsIntact.ShouldBeFalse();

        (await File.ReadAllTextAsync(_folder.Heads, Cancel)).ShouldBe(before);
    }

    [Fact]
    public async Task A_line_that_a_crash_cut_off_is_no_head_and_does_not_spoil_the_next()
    {
        await WriteAsync(3);
        await AnchorAsync();
        await File.AppendAllTextAsync(_folder.Heads, """{"tenant":"default","seq""", Cancel);
        await WriteAsync(3, from: 3);

        (await AnchorAsync()).ShouldHaveSingleItem().AnchoredUpTo.ShouldBe(6);

        (await Anchor.ReadAsync(Tenant, Cancel)).Select(head => head.Sequence).ShouldBe([3, 6]);
        (await AnchorAsync()).ShouldHaveSingleItem().IsIntact.ShouldBeTrue();
        (await Anchor.ReadAsync(Tenant, Cancel)).Count.ShouldBe(2, "nothing is new");
    }

    /// <summary>Discards refused inputs: each writes one entry, in the transaction of the change.</summary>
    private async Task WriteAsync(int count, int from = 0)
    {
        await using var store = await OpenAsync();
        for (var n = from; n < from + count; n++)
        {
            await store.AcceptAsync(new AcceptBatch([Refused($"SO-{n}")], null), Cancel);
            var item = (await store.ListExceptionsAsync(new ExceptionFilter(Tenant, [WorkState.Rejected]), Cancel)).ShouldHaveSingleItem();
            (await store.DiscardAsync(Tenant, item.Id, "ann", $"not ours, {n}", s_noon.AddMinutes(n), Cancel)).ShouldBeTrue();
        }
    }

    private static InboxEntry Refused(string key) => new()
    {
        Envelope = new Envelope
        {
            Id = key,
            Source = "shop",
            Type = "crossdock.order.changed",
            DocumentKey = key,
            DocumentType = "order",
            Tenant = Tenant,
            SequenceKey = $"order/{key}",
            CorrelationId = key,
            OccurredAt = s_noon,
            ObservedAt = s_noon,
            Fingerprint = key,
        },
        Raw = "{}"u8.ToArray(),
        Problems = [new DocumentProblem("/lines", "required", "missing")],
    };

    private async Task<AuditVerification> VerifyAsync(IAuditAnchor? anchor)
    {
        await using var store = await OpenAsync();
        return await new AuditVerifier(store, anchor).VerifyAsync(Tenant, Cancel);
    }

    private async Task<IReadOnlyList<AuditVerification>> AnchorAsync()
    {
        await using var store = await OpenAsync();
        return await new AuditVerifier(store, Anchor).AnchorAsync(s_noon.AddDays(1), Cancel);
    }

    private async Task RewriteAsync(Func<AuditEntry, AuditEntry> change)
    {
        var entries = new List<AuditEntry>();
        await using (var store = await OpenAsync())
        {
            await foreach (var entry in store.ReadAuditAsync(Tenant, 1, Cancel))
            {
                var changed = change(entry);
                entries.Add(AuditChain.Append(Tenant, entries.LastOrDefault(), changed.At, new AuditDraft(changed.Actor, changed.Action, changed.Subject, changed.Detail)));
            }
        }

        foreach (var entry in entries)
        {
            _folder.Tamper(
                "UPDATE audit SET actor = $actor, detail = $detail, previous_hash = $previous, hash = $hash WHERE sequence = $sequence",
                ("$actor", entry.Actor), ("$detail", entry.Detail), ("$previous", entry.PreviousHash), ("$hash", entry.Hash), ("$sequence", entry.Sequence));
        }
    }

    private async Task<SqliteCrossdockStore> OpenAsync()
    {
        var store = new SqliteCrossdockStore(new SqliteStoreOptions { Path = _folder.Store, Synchronous = SqliteSynchronousMode.Normal, CheckIntegrityAtOpen = false });
        await store.OpenAsync(Cancel);
        return store;
    }
}
