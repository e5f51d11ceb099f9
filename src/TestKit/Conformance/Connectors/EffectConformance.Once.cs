namespace Crossdock.TestKit.Conformance;

/// <content>One effect, whatever is repeated or lost.</content>
public abstract partial class EffectConformance<TCommand>
{
    /// <summary>CDT-EFF-001.</summary>
    [ConformanceRule("CDT-EFF-001", "One request makes one effect", Expected = "Applied, and one effect in the remote's books.",
        Others = "They read back the remote's state after the call where the remote may silently do nothing.")]
    public Task One_request_makes_one_effect() => CheckAsync(async () =>
    {
        var request = await NextRequestAsync();
        await RequireCountAsync(request, 0, "before it was sent");
        var result = await ExecuteAsync(request);
        Require(result.Outcome == EffectOutcome.Applied, $"answered {result.Outcome} ({result.Error?.Message})");
        await RequireCountAsync(request, 1, "after Applied");
    });

    /// <summary>CDT-EFF-002.</summary>
    [ConformanceRule("CDT-EFF-002", "A request delivered twice makes one effect", Expected = "Applied or AlreadyApplied for the second delivery, and one effect.",
        Others = "They send IdempotencyKey.ToString() in the remote's own field or header, or write it into a searchable reference and look there first.")]
    public Task A_request_delivered_twice_makes_one_effect() => CheckAsync(async () =>
    {
        var request = await NextRequestAsync();
        await ExecuteAsync(request);
        if (HasNoGuard)
        {
            NotRelevant("the manifest declares no idempotency");
        }

        Require(await RecoverAsync(request), "could not tell that it had happened");
        await RequireCountAsync(request, 1, "after a second delivery");
    });

    /// <summary>CDT-EFF-003.</summary>
    [ConformanceRule("CDT-EFF-003", "An answer lost after the commit is an unknown outcome", Expected = RuleTexts.UnknownOutcomeExpected, Others = RuleTexts.UnknownOutcomeOthers)]
    public Task A_lost_answer_is_an_unknown_outcome() => CheckAsync(() => UnclearAsync(new WireFault(WireFaultKind.AnswerLost)));

    /// <summary>CDT-EFF-004.</summary>
    [ConformanceRule("CDT-EFF-004", "A time-out after the commit is an unknown outcome", Expected = RuleTexts.UnknownOutcomeExpected, Others = RuleTexts.UnknownOutcomeOthers)]
    public Task A_time_out_is_an_unknown_outcome() => CheckAsync(() => UnclearAsync(new WireFault(WireFaultKind.TimedOut)));

    /// <summary>CDT-EFF-005.</summary>
    [ConformanceRule("CDT-EFF-005", "A server error after the commit is an unknown outcome", Expected = RuleTexts.UnknownOutcomeExpected, Others = RuleTexts.UnknownOutcomeOthers)]
    public Task A_server_error_is_an_unknown_outcome() => CheckAsync(() => UnclearAsync(new WireFault(WireFaultKind.ErrorAfterwards) { Status = 504 }));

    /// <summary>CDT-EFF-006.</summary>
    [ConformanceRule("CDT-EFF-006", "A page in place of the answer is an unknown outcome", Expected = RuleTexts.UnknownOutcomeExpected,
        Others = "They take a 2xx for success only when its body is the document that was asked for.")]
    public Task An_html_page_is_an_unknown_outcome() => CheckAsync(() => UnclearAsync(new WireFault(WireFaultKind.HtmlPage)));

    /// <summary>CDT-EFF-007.</summary>
    [ConformanceRule("CDT-EFF-007", "Half an answer is an unknown outcome", Expected = RuleTexts.UnknownOutcomeExpected,
        Others = "They take a 2xx for success only when its body can be read to the end.")]
    public Task A_truncated_answer_is_an_unknown_outcome() => CheckAsync(() => UnclearAsync(new WireFault(WireFaultKind.Truncated)));

    /// <summary>CDT-EFF-013.</summary>
    [ConformanceRule("CDT-EFF-013", "A request lost on its way is an unknown outcome", Expected = "ErrorKind.UnknownOutcome, no effect claimed, and one effect after the runtime has asked and repaired.", Others = RuleTexts.UnknownOutcomeOthers)]
    public Task A_lost_request_is_an_unknown_outcome() => CheckAsync(() => UnclearAsync(new WireFault(WireFaultKind.RequestLost)));

    /// <summary>CDT-EFF-008.</summary>
    [ConformanceRule("CDT-EFF-008", "A new process finds what a dead one has done", Expected = "ProbeOutcome.Found, or Unknown where the manifest declares None.",
        Others = "They search the remote by the external reference the effect carries; nothing is kept in memory.")]
    public Task A_new_process_finds_what_a_dead_one_did() => CheckAsync(async () =>
    {
        // After each write in turn: before the last one the effect may not have happened yet, and then must not be found either.
        var everDone = false;
        for (var step = 0; step < MostWrites; step++)
        {
            var request = await NextRequestAsync();
            var hits = Wire.Injected;
            Wire.Fail(new WireFault(WireFaultKind.AnswerLost) { Writes = true, After = step });
            try
            {
                await ExecuteAsync(request);
            }
            catch (ConnectorException)
            {
                // the process is taken to be dead here
            }

            Wire.Heal();
            RequireHit();
            if (Wire.Injected == hits)
            {
                Require(everDone, "lost the effect: it is not in the remote's books although only the answer was lost");
                return; // it consists of fewer writes
            }

            var done = await CountEffectsAsync(request) > 0;
            everDone |= done;
            var port = await ConnectAsync<IEffectPort<TCommand>>();
            await WaitAsync(Effect.SettleTime);
            RequireRightProbe((await port.ProbeAsync(request, Stop)).Outcome, done);
        }

        throw Broken($"sent more than {MostWrites} writes for one effect");
    });

    /// <summary>CDT-EFF-009.</summary>
    [ConformanceRule("CDT-EFF-009", "A probe changes nothing and tells documents apart", Expected = "NotFound for a document that was not sent, and no write.",
        Others = "They compare the whole reference after the search, since many remotes match the beginning, or ignore an unknown filter.")]
    public Task A_probe_tells_documents_apart() => CheckAsync(async () =>
    {
        var sent = await NextRequestAsync();
        await ExecuteAsync(sent);
        await WaitAsync(Effect.SettleTime);
        var other = await NextRequestAsync();
        var port = await ConnectAsync<IEffectPort<TCommand>>();
        var before = Wire.Exchanges.Count;
        var probe = await port.ProbeAsync(other, Stop);
        Require(probe.Outcome != ProbeOutcome.Found, $"probed Found for {other.Key}, which was never sent");
        Require(Wire.Exchanges.Skip(before).All(exchange => !exchange.IsWrite), "sent a write to answer a probe");
        await RequireCountAsync(other, 0, "after a probe");
    });

    /// <summary>CDT-EFF-010.</summary>
    [ConformanceRule("CDT-EFF-010", "A key that begins like another one is another document", Expected = "NotFound for SO-10 when only SO-100 was sent, and two effects when both are.",
        Others = "They search with the remote's exact operator and compare again.")]
    public Task Similar_keys_are_told_apart() => CheckAsync(async () =>
    {
        var first = await NextRequestAsync();
        var similar = Given(await NextSimilarRequestAsync(first), nameof(NextSimilarRequestAsync));
        await ExecuteAsync(similar);
        await WaitAsync(Effect.SettleTime);
        var probe = await (await ConnectAsync<IEffectPort<TCommand>>()).ProbeAsync(first, Stop);
        Require(probe.Outcome != ProbeOutcome.Found, $"probed Found for {first.Key} because {similar.Key} is there");
        await ExecuteAsync(first);
        await RequireCountAsync(first, 1, "after both");
        await RequireCountAsync(similar, 1, "after both");
    });

    /// <summary>CDT-EFF-011.</summary>
    [ConformanceRule("CDT-EFF-011", "A new revision is not taken for a duplicate", Expected = "The probe of revision 2 does not find revision 1; revision 2 is applied or refused.",
        Others = "They put the revision into the reference, or compare the content of what they find.")]
    public Task A_new_revision_is_not_a_duplicate() => CheckAsync(async () =>
    {
        var request = await NextRequestAsync();
        var revised = Given(Revised(request), nameof(Revised));
        await ExecuteAsync(request);
        await WaitAsync(Effect.SettleTime);
        var probe = await (await ConnectAsync<IEffectPort<TCommand>>()).ProbeAsync(revised, Stop);
        Require(probe.Outcome != ProbeOutcome.Found, "probed Found for a revision that was not sent, so that the change would be dropped");
        EffectResult result;
        try
        {
            result = await ExecuteAsync(revised);
        }
        catch (ConnectorException exception) when (exception.Kind is ErrorKind.Conflict or ErrorKind.Validation)
        {
            return; // a remote that cannot change what is done says so, and a person decides
        }

        Require(result.Outcome != EffectOutcome.AlreadyApplied, "answered AlreadyApplied to a revision that was not sent");
        if (result.Outcome == EffectOutcome.Applied)
        {
            RequireEqual(await ReadValuesAsync(revised) ?? [], "of revision 2");
        }
    });

    /// <summary>CDT-EFF-012.</summary>
    [ConformanceRule("CDT-EFF-012", "Two workers with one key make one effect", Expected = "One effect after eight calls at once with the same key.",
        Others = "They rely on a unique index of the remote, not on searching first.")]
    public Task Two_workers_make_one_effect() => CheckAsync(async () =>
    {
        if (Effect.Idempotency != IdempotencyMode.NativeKey)
        {
            NotRelevant("the manifest declares no native key, so the runtime never sends at once");
        }

        var request = await NextRequestAsync();
        var ports = new List<IEffectPort<TCommand>>();
        for (var i = 0; i < 8; i++)
        {
            ports.Add(await ConnectAsync<IEffectPort<TCommand>>());
        }

        await Task.WhenAll(ports.Select(async port =>
        {
            try
            {
                await port.ExecuteAsync(request, Stop);
            }
            catch (ConnectorException exception) when (exception.Kind is ErrorKind.Conflict or ErrorKind.Transient or ErrorKind.UnknownOutcome)
            {
                // the loser of a race may say so
            }
        }));
        await RequireCountAsync(request, 1, "after eight calls at once");
    });

    private void RequireRightProbe(ProbeOutcome probed, bool done)
    {
        Require(done || probed != ProbeOutcome.Found, "probed Found although the remote's books do not have it yet, so that it would never be finished");
        if (!done)
        {
            return;
        }

        Require(probed != ProbeOutcome.NotFound, "probed NotFound although the remote has it, so that it would be sent again");
        Require(Effect.Idempotency != IdempotencyMode.NaturalKeyLookup || probed == ProbeOutcome.Found, $"probed {probed} although the manifest declares a lookup");
        Require(Effect.Idempotency != IdempotencyMode.None || probed == ProbeOutcome.Unknown || !Operation.IsFinancial, $"probed {probed} although the manifest declares None: declare the lookup that works");
    }
}
