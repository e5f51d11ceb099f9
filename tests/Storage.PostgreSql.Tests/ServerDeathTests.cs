using System.Collections.Concurrent;
using System.Globalization;
using Crossdock.Servers;
using Crossdock.Storage.PostgreSql.Engine;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.Storage.PostgreSql.Tests;

/// <summary>
/// The server dies, and sessions are ended, while several processes work: nothing acknowledged is lost, nothing happens twice. On a server of its own,
/// which syncs to its disk.
/// </summary>
public sealed class ServerDeathTests
{
    private const int Processes = 3;
    private const int Callers = 6;

    private readonly ConcurrentQueue<string> _accepted = new();
    private readonly ConcurrentQueue<string> _confirmed = new();
    private readonly ConcurrentQueue<Exception> _failures = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Nothing_acknowledged_is_lost_and_nothing_happens_twice(int seed)
    {
        ServerFixture.Require();
        await using var server = await PostgreSqlServer.StartAsync(isDurable: true);
        var options = new PostgreSqlStoreOptions { ConnectionString = server.ConnectionString, RetryTime = TimeSpan.FromSeconds(60), MaxPoolSize = 4 };
        var stores = new List<PostgreSqlCrossdockStore>();
        for (var n = 0; n < Processes; n++)
        {
            stores.Add(new PostgreSqlCrossdockStore(options, new FaultPoints { LeavesTheDead = true })); // each loses its session, and none its claims
            await stores[n].OpenAsync(Stop);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var callers = stores.SelectMany((store, process) => Enumerable.Range(0, Callers)
            .Select(caller => Task.Run(() => WorkAsync(store, $"{seed}-{process}-{caller}", ending.Token)))).ToArray();
        await BreakAsync(server, options, new Random(seed));
        await ending.CancelAsync();
        await Task.WhenAll(callers);

        await VerifyAsync(stores[0], options, seed);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_server_that_stays_away_leaves_the_outcome_unknown_and_a_repeated_call_is_recognised()
    {
        ServerFixture.Require();
        await using var server = await PostgreSqlServer.StartAsync(isDurable: true);
        var options = new PostgreSqlStoreOptions { ConnectionString = server.ConnectionString, RetryTime = TimeSpan.FromMilliseconds(300) };
        var isPlanned = true;
        await using var store = new PostgreSqlCrossdockStore(options, new FaultPoints
        {
            AfterCommit = async _ =>
            {
                if (isPlanned)
                {
                    isPlanned = false;
                    await server.StopAsync(isImmediate: true);
                    throw new IOException("planted");
                }
            },
        });
        await store.OpenAsync(Stop);

        var error = await Should.ThrowAsync<StoreException>(() => store.AcceptAsync(Batch(Order("SO-1")), Stop));
        error.Kind.ShouldBe(StoreErrorKind.Unknown);
        error.Message.ShouldContain("Repeat the call");
        (await Should.ThrowAsync<StoreException>(() => store.AcceptAsync(Batch(Order("SO-2")), Stop))).Kind.ShouldBe(StoreErrorKind.Transient);

        await server.StartAgainAsync();
        (await store.AcceptAsync(Batch(Order("SO-1")), Stop)).ShouldHaveSingleItem().Disposition.ShouldBe(AcceptDisposition.Duplicate);
        (await store.AcceptAsync(Batch(Order("SO-2")), Stop)).ShouldHaveSingleItem().Disposition.ShouldBe(AcceptDisposition.Accepted);
    }

    private async Task WorkAsync(PostgreSqlCrossdockStore store, string caller, CancellationToken ending)
    {
        for (var n = 0; !ending.IsCancellationRequested; n++)
        {
            try
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"SO-{caller}-{n}");
                await store.AcceptAsync(Batch(Order(key)), CancellationToken.None);
                _accepted.Enqueue(key);
                foreach (var work in await store.ClaimAsync(Claim(1), CancellationToken.None))
                {
                    var outcome = await store.CommitAsync(
                        Commit(work, WorkState.Confirmed) with
                        {
                            Effect = Effect(work, EffectState.Confirmed, sends: 1),
                            Audit = [new AuditDraft("runtime", "effect.confirmed", work.Key.DocumentKey, "")],
                        },
                        CancellationToken.None);
                    outcome.ShouldBe(CommitOutcome.Committed, "leases do not end in this test");
                    _confirmed.Enqueue(work.Key.DocumentKey);
                }
            }
            catch (Exception exception)
            {
                _failures.Enqueue(exception);
                return;
            }
        }
    }

    private static async Task BreakAsync(PostgreSqlServer server, PostgreSqlStoreOptions options, Random random)
    {
        for (var n = 0; n < 12; n++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 250)), TimeProvider.System, Stop);
            if (n % 4 == 3)
            {
                await server.StopAsync(isImmediate: true);
                await server.StartAgainAsync();
            }
            else
            {
                await ServerFixture.ScriptAsync(options, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'Crossdock'");
            }
        }
    }

    private async Task VerifyAsync(PostgreSqlCrossdockStore store, PostgreSqlStoreOptions options, int seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {_accepted.Count} accepted, {_confirmed.Count} confirmed");
        _failures.ShouldBeEmpty();
        _accepted.Count.ShouldBeGreaterThan(0);
        _confirmed.ShouldBeUnique();
        var totals = await store.ReadTotalsAsync(Stop);
        (totals.Accepted, totals.Duplicates, totals.EffectsConfirmed).ShouldBe((_accepted.Count, 0, _confirmed.Count));
        var counts = await store.CountWorkAsync(Stop);
        (counts[WorkState.Ready], counts[WorkState.Claimed], counts[WorkState.Confirmed]).ShouldBe((_accepted.Count - _confirmed.Count, 0, _confirmed.Count));

        (await store.AcceptAsync(Batch([.. _accepted.Select(key => Order(key))]), Stop)).ShouldAllBe(outcome => outcome.Disposition == AcceptDisposition.Duplicate);
        AuditEntry? previous = null;
        var audited = new List<string>();
        await foreach (var entry in store.ReadAuditAsync(Tenant, 1, Stop))
        {
            AuditChain.Follows(previous, entry).ShouldBeTrue($"link {entry.Sequence}");
            audited.Add(entry.Subject);
            previous = entry;
        }

        audited.ShouldBe(_confirmed, ignoreOrder: true);
        (await ServerFixture.ScriptAsync(options, "SELECT count(DISTINCT state) FROM work WHERE state NOT IN (0, 4)")).ShouldBe(0L);
        (await ServerFixture.ScriptAsync(
            options,
            """
            SELECT (SELECT count(*) FROM work AS w WHERE NOT EXISTS (SELECT FROM inbox AS i WHERE i.id = w.inbox))
                + (SELECT count(*) FROM effect AS e WHERE NOT EXISTS (SELECT FROM work AS w WHERE w.id = e.work))
                + (SELECT count(*) FROM inbox AS i WHERE NOT EXISTS (SELECT FROM work AS w WHERE w.inbox = i.id))
            """)).ShouldBe(0L, "nothing dangles");
    }
}
