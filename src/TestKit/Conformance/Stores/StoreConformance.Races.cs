using System.Collections.Concurrent;
using Crossdock.Storage;
using Xunit;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.TestKit.Conformance;

/// <content>Several processes, one store, all at once: no race gives anything twice or loses anything.</content>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task Two_processes_at_work_never_have_the_same_work_nor_the_same_lane()
    {
        const int Lanes = 30;
        const int Revisions = 5;
        var second = await SecondAsync();
        for (var revision = 1; revision <= Revisions; revision++)
        {
            var entries = Enumerable.Range(0, Lanes).Select(n => Order($"SO-{n}", $"content {revision}", revision)).ToArray();
            await (revision % 2 == 0 ? second : Store).AcceptAsync(Batch(entries), Stop);
        }

        var lanes = new ConcurrentDictionary<string, long>();
        var done = new ConcurrentQueue<ClaimedWork>();
        await Task.WhenAll(new[] { Store, second, Store, second }.Select(store => Task.Run(() => WorkAsync(store))));

        done.Select(work => work.Id).MustBeDistinct("each work is claimed once");
        foreach (var lane in done.GroupBy(work => work.Key.DocumentKey))
        {
            lane.Select(work => work.Key.Revision).MustBe(Enumerable.Range(1, Revisions), $"the order of {lane.Key}");
        }

        done.Count.MustBe(Lanes * Revisions, "a hundred claims of each worker are more than enough");

        async Task WorkAsync(ICrossdockStore store)
        {
            for (var claim = 0; claim < 100 && done.Count < Lanes * Revisions; claim++)
            {
                var claimed = await store.ClaimAsync(Claim(5), Stop);
                foreach (var work in claimed)
                {
                    lanes.TryAdd(work.Key.DocumentKey, work.Id).MustBeTrue($"{work.Key} was claimed while another work of its lane was");
                }

                foreach (var work in claimed)
                {
                    done.Enqueue(work);
                    lanes.TryRemove(work.Key.DocumentKey, out _);
                    (await store.CommitAsync(Commit(work, WorkState.Confirmed), Stop)).MustBe(CommitOutcome.Committed, $"{work.Key} has its lease");
                }
            }
        }
    }

    [Fact]
    public async Task Claims_whose_lease_ended_go_to_one_of_those_who_ask()
    {
        var second = await SecondAsync();
        await Store.AcceptAsync(Batch([.. Enumerable.Range(0, 40).Select(n => Order($"SO-{n}"))]), Stop);
        var lost = await ClaimAsync(40);
        lost.Count.MustBe(40);

        var claims = await InParallelAsync(8, second, (store, _) => store.ClaimAsync(Claim(10, Noon + Lease), Stop));

        var again = claims.SelectMany(claim => claim).ToList();
        again.AddRange(await ClaimAsync(40, Noon + Lease));
        again.Select(work => work.Id).Order().MustBe(lost.Select(work => work.Id).Order(), "each is claimed again, by one");
        foreach (var work in again)
        {
            work.FencingToken.MustBeAbove(lost.Single(its => its.Id == work.Id).FencingToken);
        }
    }

    [Fact]
    public async Task The_same_event_at_all_processes_at_once_makes_one_work()
    {
        var second = await SecondAsync();

        var outcomes = await InParallelAsync(50, second, async (store, _) => (await store.AcceptAsync(Batch(Order("SO-1")), Stop)).MustBeOne());

        outcomes.Count(outcome => outcome == new AcceptOutcome(AcceptDisposition.Accepted, 1)).MustBe(1, "one call takes it");
        outcomes.Count(outcome => outcome == new AcceptOutcome(AcceptDisposition.Duplicate, 0)).MustBe(49, "all others are told so");
        (await ClaimAsync()).MustBeOne();
        var totals = await Store.ReadTotalsAsync(Stop);
        (totals.Accepted, totals.Duplicates).MustBe((1, 49));
    }

    [Fact]
    public async Task Batches_of_the_same_events_in_any_order_are_each_taken_once()
    {
        var second = await SecondAsync();
        var random = new Random(7);
        var batches = Enumerable.Range(0, 16).Select(_ =>
        {
            var keys = Enumerable.Range(0, 20).ToArray();
            random.Shuffle(keys);
            return Batch([.. keys.Select(n => Order($"SO-{n}"))]);
        }).ToArray();

        // Rows taken in opposite orders are where databases end in a deadlock: the store has to cope, not its caller.
        var outcomes = await InParallelAsync(16, second, (store, n) => store.AcceptAsync(batches[n], Stop));

        outcomes.SelectMany(outcome => outcome).Count(outcome => outcome.Disposition == AcceptDisposition.Accepted).MustBe(20);
        (await ClaimAsync(100)).Count.MustBe(20);
    }

    [Fact]
    public async Task Revisions_given_at_once_are_each_given_once()
    {
        var second = await SecondAsync();

        await InParallelAsync(30, second, (store, n) => store.AcceptAsync(
            Batch(Entry(Envelope("SO-1", null, id: $"event-{n}"), Submit("SO-1", $"content {n}", version: null))), Stop));

        for (var revision = 1; revision <= 30; revision++)
        {
            var work = await ClaimOneAsync();
            work.Key.Revision.MustBe(revision);
            await FinishAsync(work);
        }

        (await ClaimAsync()).MustBeEmpty();
    }

    [Fact]
    public async Task Versions_accepted_at_once_never_go_back()
    {
        var second = await SecondAsync();

        await InParallelAsync(30, second, (store, n) => store.AcceptAsync(Batch(Stock("SKU-1", $"{n} pieces", asOf: n + 1)), Stop));

        (await Store.FindDocumentsAsync(Tenant, "inventory", "item/SKU-1", Stop)).MustBeOne().Envelope.SourceVersion.MustBe(30);
        (await ClaimAsync()).MustBeOne().Envelope.SourceVersion.MustBe(30, "only the newest matters");
    }

    [Fact]
    public async Task A_fact_and_the_work_that_waits_for_it_never_miss_each_other()
    {
        var second = await SecondAsync();
        for (var n = 0; n < 20; n++)
        {
            var key = $"SO-{n}";
            await AcceptAsync(Order(key));
            var submit = await ClaimOneAsync();

            var commit = Task.Run(() => CommitAsync(Commit(submit, WorkState.Confirmed) with { Established = [OrderAccepted(key)] }), Stop);
            var accept = Task.Run(() => second.AcceptAsync(Batch(Fulfilment(key, OrderAccepted(key))), Stop), Stop);
            await Task.WhenAll(commit, accept);

            (await ClaimAsync()).MustBeOne($"the order {key} is accepted, so nothing may wait for it").Key.Connection.MustBe("warehouse");
        }
    }

    [Fact]
    public async Task Links_of_one_audit_chain_written_at_once_follow_each_other()
    {
        var second = await SecondAsync();
        await Store.AcceptAsync(Batch([.. Enumerable.Range(0, 40).Select(n => Order($"SO-{n}"))]), Stop);
        var claimed = await ClaimAsync(40);

        // The claim is the store's, not the process's: whoever has the token may commit.
        var outcomes = await InParallelAsync(40, second, (store, n) => store.CommitAsync(
            Commit(claimed[n], WorkState.Confirmed) with { Audit = [new AuditDraft("runtime", "effect.confirmed", claimed[n].Key.DocumentKey, "")] }, Stop));

        outcomes.MustBe(Enumerable.Repeat(CommitOutcome.Committed, 40));
        var chain = await AuditAsync();
        chain.Count.MustBe(40);
        for (var n = 0; n < chain.Count; n++)
        {
            AuditChain.Follows(n == 0 ? null : chain[n - 1], chain[n]).MustBeTrue($"link {n + 1}");
        }
    }

    [Fact]
    public async Task Whoever_reads_on_from_the_last_number_misses_nothing_that_commits_late()
    {
        const int Inputs = 120;
        var second = await SecondAsync();
        var seen = new List<long>();
        var writing = InParallelAsync(Inputs, second, (store, n) => store.AcceptAsync(Batch(Refused($"SO-{n}")), Stop));
        for (var isLast = false; !isLast;)
        {
            isLast = writing.IsCompleted;
            var page = await second.ListExceptionsAsync(new ExceptionFilter(Tenant, [WorkState.Rejected], seen.LastOrDefault(), 50), Stop);
            seen.AddRange(page.Select(item => item.Id));
            isLast &= page.Count == 0;
        }

        await writing;
        seen.MustBeDistinct();
        seen.Count.MustBe(Inputs, "a lower number that commits after a higher one was read would be skipped");
    }

    [Fact]
    public async Task Two_people_at_two_processes_replay_once()
    {
        var second = await SecondAsync();
        var stuck = await StuckAsync("SO-1", WorkState.DeadLettered);

        var clicks = await InParallelAsync(10, second, (store, n) => store.ReplayAsync(Tenant, stuck.Id, $"person {n}", "again", Noon, Stop));

        clicks.Count(done => done).MustBe(1);
        (await AuditAsync()).Count.MustBe(1);
        (await ClaimAsync()).MustBeOne();
    }

    /// <summary>Calls both stores in turn, all calls at once.</summary>
    private Task<T[]> InParallelAsync<T>(int calls, ICrossdockStore second, Func<ICrossdockStore, int, Task<T>> call) => Task.WhenAll(
        Enumerable.Range(0, calls).Select(n => Task.Run(() => call(n % 2 == 0 ? Store : second, n), Stop)));
}
