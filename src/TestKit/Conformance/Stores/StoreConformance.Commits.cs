using Crossdock.Storage;
using Xunit;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.TestKit.Conformance;

/// <content>Commits: one state change with everything that belongs to it, or nothing.</content>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task An_effect_runs_from_intent_to_confirmed()
    {
        await AcceptAsync(Order("SO-1"));
        var work = await ClaimOneAsync();
        (await Store.FindEffectAsync(work.Key, Stop)).MustBeNull();

        await CommitAsync(Commit(work, WorkState.Claimed) with { Effect = Effect(work, EffectState.Intent) });
        await CommitAsync(Commit(work, WorkState.Claimed) with { Effect = Effect(work, EffectState.Sending, sends: 1) });
        var remote = new RemoteReference("4711", "INV-4711", "W/\"3\"", new Uri("https://erp.example/orders/4711"));
        await CommitAsync(Commit(work, WorkState.Confirmed) with { Effect = Effect(work, EffectState.Confirmed, sends: 1) with { Remote = remote } });

        var effect = (await Store.FindEffectAsync(work.Key, Stop)).MustNotBeNull();
        (effect.State, effect.Sends, effect.FirstSentAt, effect.Remote).MustBe((EffectState.Confirmed, 1, (DateTimeOffset?)Noon, remote));
        effect.Command.ToArray().MustBe(work.Document.ToArray());
        effect.Fingerprint.MustBe(Hash(work.Document.Span));
        (await Store.ReadTotalsAsync(Stop)).EffectsConfirmed.MustBe(1);
    }

    [Fact]
    public async Task A_command_is_kept_byte_for_byte_and_comes_with_the_next_claim()
    {
        await AcceptAsync(Order("SO-1"));
        var work = await ClaimOneAsync();
        var command = Json("what the ERP is told");
        await CommitAsync(Commit(work, WorkState.Ready) with { Effect = Effect(work, EffectState.InDoubt, command, sends: 1) });
        await RestartAsync();

        var effect = (await ClaimOneAsync()).Effect.MustNotBeNull();

        effect.Command.ToArray().MustBe(command);
        effect.State.MustBe(EffectState.InDoubt);
    }

    [Fact]
    public async Task The_same_key_with_another_command_is_refused_and_nothing_is_applied()
    {
        await AcceptAsync(Order("SO-1"));
        var work = await ClaimOneAsync();
        await CommitAsync(Commit(work, WorkState.Claimed) with { Effect = Effect(work, EffectState.Sending, sends: 1) });

        var conflicting = Commit(work, WorkState.Confirmed) with
        {
            Effect = Effect(work, EffectState.Confirmed, Json("other"), sends: 2),
            Established = [OrderAccepted("SO-1")],
            Audit = [new AuditDraft("runtime", "effect.confirmed", "SO-1", "")],
        };

        (await CommitAsync(conflicting)).MustBe(CommitOutcome.KeyConflict);
        var effect = (await Store.FindEffectAsync(work.Key, Stop)).MustNotBeNull();
        (effect.State, effect.Sends).MustBe((EffectState.Sending, 1));
        (await AuditAsync()).MustBeEmpty();
        (await CountAsync(WorkState.Claimed)).MustBe(1);
        (await CommitAsync(Commit(work, WorkState.DeadLettered))).MustBe(CommitOutcome.Committed, "the claim still holds");
    }

    [Fact]
    public async Task Confirmed_is_final_and_sends_never_go_down()
    {
        await AcceptAsync(Order("SO-1"));
        var work = await ClaimOneAsync();
        var remote = new RemoteReference("4711");
        await CommitAsync(Commit(work, WorkState.Claimed) with { Effect = Effect(work, EffectState.Confirmed, sends: 2) with { Remote = remote } });

        await CommitAsync(Commit(work, WorkState.Claimed) with { Effect = Effect(work, EffectState.InDoubt, sends: 1) });

        var effect = (await Store.FindEffectAsync(work.Key, Stop)).MustNotBeNull();
        (effect.State, effect.Sends, effect.Remote).MustBe((EffectState.Confirmed, 2, remote));
        (await Store.ReadTotalsAsync(Stop)).InDoubt.MustBe(0);
    }

    [Fact]
    public async Task Doubt_is_counted_when_it_comes_and_when_it_goes()
    {
        await AcceptAsync(Order("SO-1"));
        var work = await ClaimOneAsync();

        foreach (var state in new[] { EffectState.Sending, EffectState.InDoubt, EffectState.Sending, EffectState.InDoubt, EffectState.Confirmed })
        {
            await CommitAsync(Commit(work, WorkState.Claimed) with { Effect = Effect(work, state) });
        }

        var totals = await Store.ReadTotalsAsync(Stop);
        (totals.InDoubt, totals.InDoubtResolved, totals.EffectsConfirmed).MustBe((2, 2, 1));
    }

    [Fact]
    public async Task All_revisions_of_a_document_are_found_once_they_are_effects()
    {
        await AcceptAsync(Order("SO-1", "A", 1));
        await AcceptAsync(Order("SO-1", "B", 2));
        await AcceptAsync(Order("SO-1", "C", 3));
        for (var n = 0; n < 2; n++)
        {
            var work = await ClaimOneAsync();
            await CommitAsync(Commit(work, WorkState.Confirmed) with { Effect = Effect(work, EffectState.Confirmed) });
        }

        var effects = await Store.FindEffectsAsync(Tenant, "erp", "submit-order", "SO-1", Stop);

        effects.Select(effect => effect.Key.Revision).MustBe([1, 2]);
        (await Store.FindEffectsAsync("other", "erp", "submit-order", "SO-1", Stop)).MustBeEmpty();
    }

    [Fact]
    public async Task A_failed_attempt_is_counted_and_comes_back_when_due()
    {
        await AcceptAsync(Order("SO-1"));
        var error = new ConnectorError
        {
            Kind = ErrorKind.Throttled,
            Message = "Slow down.",
            RemoteCode = "HTTP 429",
            Pointer = "/lines/0",
            RetryAfter = TimeSpan.FromSeconds(30),
        };

        await CommitAsync(Commit(await ClaimOneAsync(), WorkState.Ready) with { DueAt = Noon.AddSeconds(30), CountsAsAttempt = true, Error = error });

        (await ClaimAsync(now: Noon.AddSeconds(29))).MustBeEmpty();
        var work = await ClaimOneAsync(Noon.AddSeconds(30));
        (work.Attempts, work.Error).MustBe((1, error));
        (await Store.ReadTotalsAsync(Stop)).Retries.MustBe(1);

        await CommitAsync(Commit(work, WorkState.DeadLettered) with { CountsAsAttempt = true, Error = error });
        (await ListAsync(WorkState.DeadLettered)).MustBeOne().Attempts.MustBe(2);
        (await Store.ReadTotalsAsync(Stop)).Retries.MustBe(1, "the last one is not tried again");
    }

    [Fact]
    public async Task Documents_a_commit_produces_are_accepted_with_it()
    {
        await AcceptAsync(Order("SO-1"));
        var work = await ClaimOneAsync();
        var acknowledgement = Entry(
            Envelope("SO-1", 1, "order-acknowledgement", "erp"),
            Submit("SO-1", "ack", "shop", "acknowledge-order"));

        await CommitAsync(Commit(work, WorkState.Confirmed) with { Produced = [acknowledgement] });

        var next = await ClaimOneAsync();
        (next.Key.Connection, next.Envelope.DocumentType).MustBe(("shop", "order-acknowledgement"));
        (await AcceptAsync(acknowledgement)).Disposition.MustBe(AcceptDisposition.Duplicate);
    }

    [Fact]
    public async Task A_commit_whose_consequences_fail_is_not_applied()
    {
        await AcceptAsync(Order("SO-1"));
        var work = await ClaimOneAsync();
        var commit = Commit(work, WorkState.Confirmed) with
        {
            Effect = Effect(work, EffectState.Confirmed),
            Audit = [new AuditDraft("runtime", "effect.confirmed", "SO-1", "")],
            Produced = [Order("SO-\udfff")],
        };

        await Assert.ThrowsAnyAsync<ArgumentException>(() => CommitAsync(commit));

        (await Store.FindEffectAsync(work.Key, Stop)).MustBeNull();
        (await AuditAsync()).MustBeEmpty();
        (await Store.ReadTotalsAsync(Stop)).EffectsConfirmed.MustBe(0);
        (await CommitAsync(commit with { Produced = [] })).MustBe(CommitOutcome.Committed);
        (await AuditAsync()).MustBeOne().Sequence.MustBe(1);
    }

    [Fact]
    public async Task Work_waits_exactly_when_a_commit_says_for_what()
    {
        await AcceptAsync(Order("SO-1"));
        var work = await ClaimOneAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => CommitAsync(Commit(work, WorkState.Waiting)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => CommitAsync(Commit(work, WorkState.Ready) with { Awaited = [OrderAccepted("SO-1")] }));
    }

    [Fact]
    public async Task A_commit_for_work_that_does_not_exist_is_fenced()
    {
        await AcceptAsync(Order("SO-1"));
        var work = await ClaimOneAsync();

        (await CommitAsync(Commit(work, WorkState.Confirmed) with { WorkId = 4711 })).MustBe(CommitOutcome.Fenced);
    }

    [Fact]
    public async Task The_audit_chain_of_each_tenant_is_unbroken()
    {
        foreach (var (tenant, key) in new[] { (Tenant, "SO-1"), ("other", "SO-1"), (Tenant, "SO-2"), (Tenant, "SO-3"), ("other", "SO-2") })
        {
            await AcceptAsync(Entry(Envelope(key, tenant: tenant), Submit(key)));
        }

        foreach (var work in await ClaimAsync())
        {
            await CommitAsync(Commit(work, WorkState.Confirmed) with
            {
                Audit = [new AuditDraft("runtime", "effect.sent", work.Key.DocumentKey, "1"), new AuditDraft("runtime", "effect.confirmed", work.Key.DocumentKey, "2")],
            });
            if (work.Key.DocumentKey == "SO-2")
            {
                await RestartAsync();
                break;
            }
        }

        foreach (var (tenant, links) in new[] { (Tenant, 4), ("other", 2) })
        {
            var chain = await AuditAsync(tenant);
            chain.Count.MustBe(links);
            for (var n = 0; n < chain.Count; n++)
            {
                AuditChain.Follows(n == 0 ? null : chain[n - 1], chain[n]).MustBeTrue($"link {n + 1} of {tenant}");
            }
        }
    }

    [Fact]
    public async Task A_long_audit_chain_is_read_whole_and_from_any_link()
    {
        await AcceptAsync(Order("SO-1"));
        var drafts = Enumerable.Range(1, 1000).Select(n => new AuditDraft("runtime", "note", "SO-1", $"{n}")).ToList();
        await CommitAsync(Commit(await ClaimOneAsync(), WorkState.Confirmed) with { Audit = drafts });

        (await AuditAsync()).Select(link => link.Detail).MustBe(drafts.Select(draft => draft.Detail));
        (await Store.ReadAuditAsync(Tenant, 998, Stop).ToListAsync(Stop)).Select(link => link.Sequence).MustBe([998, 999, 1000]);
    }

    [Fact]
    public async Task Percentiles_are_nearest_rank_per_instrument_and_connection()
    {
        await AcceptAsync(Order("SO-1"));
        var work = await ClaimOneAsync();
        KpiSample[] samples =
        [
            .. Enumerable.Range(1, 100).Reverse().Select(n => new KpiSample("latency", n, "erp", "f", null, Noon)),
            new("latency", 0.5, "shop", "f", "late", Noon),
            new("latency", 7, "shop", "f", null, Noon.AddHours(1)),
            new("latency", 999, "erp", "f", null, Noon.AddHours(2)),
        ];

        await CommitAsync(Commit(work, WorkState.Confirmed) with { Kpis = samples });
        await RestartAsync();

        (await Store.SummariseKpisAsync(Noon, Noon.AddHours(2), Stop)).MustBe(
        [
            new KpiSummary("latency", "erp", 100, 50, 95, 99, 100),
            new KpiSummary("latency", "shop", 2, 0.5, 7, 7, 7),
        ]);
        (await Store.SummariseKpisAsync(Noon.AddDays(1), Noon.AddDays(2), Stop)).MustBeEmpty();
    }
}
