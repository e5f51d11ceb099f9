using Crossdock.Storage;

namespace Crossdock.Faults.Simulation;

/// <content>Claims, commits and what people do.</content>
internal sealed partial class SimulatedStore
{
    public Task<IReadOnlyList<ClaimedWork>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<ClaimedWork>>(Claim(request));
        }
    }

    public Task<CommitOutcome> CommitAsync(WorkCommit commit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if ((commit.State == WorkState.Waiting) != (commit.Awaited.Count > 0))
        {
            throw new ArgumentException("Work waits exactly when it names what it waits for.", nameof(commit));
        }

        Check(commit.Produced);
        lock (_gate)
        {
            return Task.FromResult(Commit(commit));
        }
    }

    public Task<bool> ReplayAsync(string tenant, long workId, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Find(workId) is not { State: WorkState.Parked or WorkState.DeadLettered } work || work.Key.Tenant != tenant)
            {
                return Task.FromResult(false);
            }

            if (work.EarlyVersion is not null)
            {
                AppendAudit(tenant, now, new AuditDraft(actor, "work.replayed", work.Key.ToString(), $"work {work.Id}, {work.State} -> Confirmed: {reason}"));
                GoOnWith(work);
                return Task.FromResult(true);
            }

            AppendAudit(tenant, now, new AuditDraft(actor, "work.replayed", work.Key.ToString(), $"work {work.Id}, {work.State} -> Ready: {reason}"));
            ParkBefore(work);
            work.State = WorkState.Ready;
            work.DueAt = now;
            work.Attempts = 0;
            work.Error = null;
            work.Unmet = [];
            if (Revision(work.Key) is { Effect: { } effect } revision)
            {
                revision.Effect = effect.State switch
                {
                    _ when Bug == StoreBug.ReplaySkipsTheLedger => effect with { State = EffectState.Intent },
                    EffectState.Parked when Bug == StoreBug.ReplayOfParkedIsIntent => effect with { State = EffectState.Intent },
                    EffectState.Parked => effect with { State = EffectState.InDoubt },
                    EffectState.Rejected => effect with { State = EffectState.Intent },
                    _ => effect,
                };
            }

            if (Bug == StoreBug.ReplayIsNewRevision)
            {
                work.Key = work.Key with { Revision = work.Key.Revision + 1 };
            }

            return Task.FromResult(true);
        }
    }

    public Task<bool> DiscardAsync(string tenant, long workId, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Find(workId) is not { State: WorkState.Parked or WorkState.DeadLettered or WorkState.Rejected } work || work.Key.Tenant != tenant)
            {
                return Task.FromResult(false);
            }

            AppendAudit(tenant, now, new AuditDraft(actor, "work.discarded", work.Key.ToString(), $"work {work.Id}, {work.State} -> Discarded: {reason}"));
            work.State = WorkState.Discarded;
            work.IsBlocking = false;
            work.EarlyVersion = null;
            work.Unmet = [];
            if (work.Plan is not null)
            {
                foreach (var subject in new[] { work.Envelope.SequenceKey, work.Envelope.DocumentKey, work.Key.DocumentKey }.Distinct())
                {
                    Fail(new FactKey(tenant, work.Key.Operation, work.Key.Connection, subject));
                }
            }

            return Task.FromResult(true);
        }
    }

    /// <summary>Earlier revisions that wait stand in front of one that is replayed to run without.</summary>
    private void ParkBefore(SimulatedWork replayed)
    {
        foreach (var work in _open.Where(work => work.State == WorkState.Waiting && work.Plan is not null && IsEarlier(work.Key, replayed.Key)))
        {
            work.State = WorkState.Parked;
            work.Error = Missing($"It waits for {Describe(work.Unmet)}, and its revision {replayed.Key.Revision} was replayed to run without. Resolve that first.");
        }
    }

    private static bool IsEarlier(IdempotencyKey one, IdempotencyKey other) => one with { Revision = other.Revision } == other && one.Revision < other.Revision;

    private List<ClaimedWork> Claim(ClaimRequest request)
    {
        _open.RemoveAll(work => work.IsFinal);
        PullIn(request);
        foreach (var work in _open.Where(work => work.State == WorkState.Waiting && work.WaitUntil <= request.Now))
        {
            work.State = WorkState.Parked;
            work.Error = work.EarlyVersion is not null ? Gap(work) : Missing($"Waited past its deadline for {Describe(work.Unmet)}. Resolve that first.");
        }

        var claimed = new List<ClaimedWork>();
        foreach (var work in Choose([.. _open.Where(work => MayClaim(work, request))], request.MaxItems))
        {
            work.State = WorkState.Claimed;
            work.Token += Bug == StoreBug.TokenStays && work.Token > 0 ? 0 : 1;
            work.LeaseUntil = request.Now + request.Lease;
            claimed.Add(work.ToClaim(Revision(work.Key)?.Effect));
        }

        return claimed;
    }

    /// <summary>What lies further off than anything is put off on purpose was stamped by a clock that was ahead.</summary>
    private void PullIn(ClaimRequest request)
    {
        if (request.LongestWait is not { } longest)
        {
            return;
        }

        var furthest = request.Now + longest;
        foreach (var work in _open)
        {
            if (work.State == WorkState.Claimed && work.LeaseUntil > furthest)
            {
                work.LeaseUntil = request.Now + request.Lease;
            }
            else if (work.State is WorkState.Ready or WorkState.Held && work.DueAt > furthest)
            {
                work.DueAt = request.Now;
            }
            else if (work.State == WorkState.Waiting && work.WaitUntil > furthest)
            {
                work.WaitUntil = furthest;
            }
        }
    }

    /// <summary>Urgent work first; one place in eight goes to the least urgent that waits.</summary>
    private IEnumerable<SimulatedWork> Choose(List<SimulatedWork> candidates, int maxItems)
    {
        for (var left = maxItems; left > 0 && candidates.Count > 0; left--)
        {
            var priority = ++_places % 8 == 0 ? candidates.Max(work => work.Priority) : candidates.Min(work => work.Priority);
            var chosen = candidates.First(work => work.Priority == priority);
            candidates.Remove(chosen);
            yield return chosen;
        }
    }

    private bool MayClaim(SimulatedWork work, ClaimRequest request)
    {
        if (!work.StandsInLane || request.ExcludedConnections.Contains(work.Key.Connection))
        {
            return false;
        }

        if (work.State == WorkState.Claimed)
        {
            return Bug switch
            {
                StoreBug.ClaimTwice => work.Attempts % 2 == 0 && work.LeaseUntil - request.Lease < request.Now,
                StoreBug.LeaseNeverEnds => false,
                _ => work.LeaseUntil <= request.Now,
            };
        }

        if (work.State is not (WorkState.Ready or WorkState.Held) || work.DueAt > request.Now)
        {
            return false;
        }

        if (Bug == StoreBug.BlockedBlocksAll && _open.Exists(other => other.State is WorkState.Parked or WorkState.DeadLettered))
        {
            return false;
        }

        // First of its lane, nobody of the lane claimed, and no refused input of its key in front.
        foreach (var other in _open)
        {
            if (other.Id < work.Id && other.IsBlocking && other.Envelope.SequenceKey == work.Envelope.SequenceKey && other.Envelope.Tenant == work.Envelope.Tenant)
            {
                return false;
            }

            if (other != work && other.StandsInLane && other.Lane == work.Lane && (other.Id < work.Id || other.State == WorkState.Claimed) && !IsIgnored(other))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsIgnored(SimulatedWork other) => Bug switch
    {
        StoreBug.NoLanes => true,
        StoreBug.NewestFirst => other.State != WorkState.Claimed,
        StoreBug.BlockedBlocksNobody => other.State is WorkState.Parked or WorkState.DeadLettered,
        StoreBug.RetryLosesItsPlace => other.Attempts > 0 && other.State == WorkState.Ready,
        _ => false,
    };

    private CommitOutcome Commit(WorkCommit commit)
    {
        if (Find(commit.WorkId) is not { State: WorkState.Claimed } work || (work.Token != commit.FencingToken && Bug != StoreBug.NoFencing))
        {
            return CommitOutcome.Fenced;
        }

        if (commit.Effect is { } effect && !TryWrite(effect, work))
        {
            return CommitOutcome.KeyConflict;
        }

        if (commit.CountsAsAttempt)
        {
            work.Attempts++;
            _totals = commit.State is WorkState.Ready or WorkState.Held or WorkState.Claimed ? _totals with { Retries = _totals.Retries + 1 } : _totals;
        }

        work.State = commit.State;
        work.HoldReason = commit.State == WorkState.Held ? commit.HoldReason : null;
        work.Error = commit.Error;
        work.DueAt = commit.DueAt ?? work.DueAt;
        work.LeaseUntil = commit.LeaseUntil ?? work.LeaseUntil;
        if (commit.State == WorkState.Waiting)
        {
            work.Unmet = [.. commit.Awaited.Distinct()];
            work.WaitUntil = commit.WaitUntil;
        }

        foreach (var fact in commit.Established)
        {
            Establish(fact, commit.Now);
        }

        foreach (var fact in commit.Failed)
        {
            Fail(fact);
        }

        foreach (var entry in commit.Produced)
        {
            Accept(entry);
        }

        _kpis.AddRange(commit.Kpis);
        foreach (var draft in Bug == StoreBug.AuditOmitted && commit.WorkId % 2 == 0 ? [] : commit.Audit)
        {
            AppendAudit(work.Key.Tenant, commit.Now, draft);
        }

        return CommitOutcome.Committed;
    }

    private bool TryWrite(EffectRecord effect, SimulatedWork work)
    {
        var revision = Revision(effect.Key);
        if (revision is null)
        {
            var key = (effect.Key.Tenant, effect.Key.Connection, effect.Key.Operation, effect.Key.DocumentKey);
            if (!_streams.TryGetValue(key, out var stream))
            {
                _streams.Add(key, stream = []);
            }

            stream.Add(revision = new SimulatedRevision { Number = effect.Key.Revision, Content = "", Entry = work.Entry, Work = work });
        }

        var before = revision.Effect;
        if (before is not null && before.Fingerprint != effect.Fingerprint && Bug != StoreBug.NoContentCheck)
        {
            return false;
        }

        // A confirmed effect stays as it was confirmed; sends never go down; the command never changes.
        revision.Effect = effect with
        {
            State = before?.State == EffectState.Confirmed ? EffectState.Confirmed : effect.State,
            Sends = Math.Max(before?.Sends ?? 0, effect.Sends),
            FirstSentAt = before?.FirstSentAt ?? effect.FirstSentAt,
            LastSentAt = effect.LastSentAt ?? before?.LastSentAt,
            Remote = effect.Remote ?? before?.Remote,
            Command = Bug == StoreBug.NoContentCheck ? effect.Command : before?.Command ?? effect.Command,
        };
        Count(before?.State, effect.State);
        return true;
    }

    private void Count(EffectState? from, EffectState to)
    {
        if (from == EffectState.Confirmed || from == to)
        {
            return;
        }

        _totals = to == EffectState.Confirmed ? _totals with { EffectsConfirmed = _totals.EffectsConfirmed + 1 }
            : to == EffectState.InDoubt ? _totals with { InDoubt = _totals.InDoubt + 1 }
            : _totals;
        if (from == EffectState.InDoubt && to is EffectState.Confirmed or EffectState.Intent or EffectState.Sending)
        {
            _totals = _totals with { InDoubtResolved = _totals.InDoubtResolved + 1 };
        }
    }

    private void Establish(FactKey fact, DateTimeOffset now)
    {
        _facts[fact] = true;
        if (Bug == StoreBug.NobodyIsWoken)
        {
            return;
        }

        foreach (var work in _open.Where(work => work.Unmet.Remove(fact) && work.Unmet.Count == 0 && work.State is WorkState.Waiting or WorkState.Parked))
        {
            work.State = WorkState.Ready;
            work.Error = null;
            work.DueAt = work.DueAt > now ? work.DueAt : now;
        }
    }

    private void Fail(FactKey fact)
    {
        if (!_facts.TryAdd(fact, false))
        {
            return;
        }

        foreach (var work in _open.Where(work => work.State == WorkState.Waiting && work.Unmet.Contains(fact)))
        {
            work.State = WorkState.Parked;
            work.Error = Missing($"It needs {Describe(fact)}, which failed. Resolve that first.");
        }
    }
}
