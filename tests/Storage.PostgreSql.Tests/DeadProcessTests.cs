using Crossdock.Storage.PostgreSql.Engine;
using Npgsql;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.Storage.PostgreSql.Tests;

/// <summary>What a process had claimed when it died: what it had not sent goes on at once, what it may have sent waits for its lease.</summary>
public sealed class DeadProcessTests(ServerFixture server) : StoreTests(server)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    // Longer than a process has to come back.
    private static readonly TimeSpan s_longEnough = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Claims_that_were_not_sent_go_on_long_before_their_lease_ends()
    {
        var (dead, other) = (await OpenAsync(), await OpenAsync());
        await dead.AcceptAsync(Batch(Order("SO-1")), Stop);
        var lost = (await dead.ClaimAsync(Claim(), Stop)).ShouldHaveSingleItem();
        (await other.ClaimAsync(Claim(), Stop)).ShouldBeEmpty("its process lives");

        await dead.DisposeAsync();

        var again = (await ClaimWithinAsync(other, s_patience)).ShouldHaveSingleItem();
        again.Id.ShouldBe(lost.Id);
        again.FencingToken.ShouldBeGreaterThan(lost.FencingToken);
        (await other.CommitAsync(Commit(lost, WorkState.Claimed) with { Effect = Effect(lost, EffectState.Sending, sends: 1) }, Stop))
            .ShouldBe(CommitOutcome.Fenced, "were it alive after all, it could not send any more");
    }

    [Fact]
    public async Task What_may_have_been_sent_waits_for_the_end_of_the_lease()
    {
        var (dead, other) = (await OpenAsync(), await OpenAsync());
        await dead.AcceptAsync(Batch(Order("SO-1")), Stop);
        var sent = (await dead.ClaimAsync(Claim(), Stop)).ShouldHaveSingleItem();
        await dead.CommitAsync(Commit(sent, WorkState.Claimed) with { Effect = Effect(sent, EffectState.Sending, sends: 1) }, Stop);

        await dead.DisposeAsync();

        (await ClaimWithinAsync(other, s_longEnough)).ShouldBeEmpty("the remote may still be working on it");
        (await other.ClaimAsync(Claim(now: Noon + Lease), Stop)).ShouldHaveSingleItem().Effect!.State.ShouldBe(EffectState.Sending);
    }

    [Fact]
    public async Task A_process_that_lives_keeps_what_it_claimed_also_when_its_connection_was_ended()
    {
        NpgsqlConnection? session = null;
        var living = await OpenAsync(Watching(connection => session = connection));
        var other = await OpenAsync();
        await living.AcceptAsync(Batch(Order("SO-1"), Order("SO-2")), Stop);
        var work = await living.ClaimAsync(Claim(), Stop);
        await ServerFixture.TerminateAsync(Options, session!);

        // The next claim, on a new connection, says again that it lives.
        (await living.ClaimAsync(Claim(), Stop)).ShouldBeEmpty();

        (await ClaimWithinAsync(other, s_longEnough)).ShouldBeEmpty();
        foreach (var one in work)
        {
            (await living.CommitAsync(Commit(one, WorkState.Confirmed), Stop)).ShouldBe(CommitOutcome.Committed);
        }
    }

    [Fact]
    public async Task A_process_that_was_taken_for_gone_sends_only_what_nobody_else_has_claimed()
    {
        NpgsqlConnection? session = null;
        var living = await OpenAsync(Watching(connection => session = connection));
        var other = await OpenAsync();
        await living.AcceptAsync(Batch(Order("SO-1")), Stop);
        var work = (await living.ClaimAsync(Claim(), Stop)).ShouldHaveSingleItem();
        await ServerFixture.TerminateAsync(Options, session!);
        await Task.Delay(s_longEnough, TimeProvider.System, Stop);

        // Given back, but its connection is paused, so that nobody claims it.
        (await other.ClaimAsync(Claim(excluded: work.Key.Connection), Stop)).ShouldBeEmpty();
        (await ScriptAsync("SELECT count(*) FROM work WHERE state = 3 AND queue = 0")).ShouldBe(1L);

        (await living.CommitAsync(Commit(work, WorkState.Claimed) with { Effect = Effect(work, EffectState.Sending, sends: 1) }, Stop))
            .ShouldBe(CommitOutcome.Committed, "its token is still the newest");
        (await ClaimWithinAsync(other, s_longEnough)).ShouldBeEmpty("it is being sent");
    }

    /// <summary>Tells each connection that a process has committed on.</summary>
    private static FaultPoints Watching(Action<NpgsqlConnection> see) => new()
    {
        AfterCommit = connection =>
        {
            see(connection);
            return Task.CompletedTask;
        },
    };

    /// <summary>Claims as a dispatcher does, again and again, at a time at which no lease has ended.</summary>
    private static async Task<IReadOnlyList<ClaimedWork>> ClaimWithinAsync(PostgreSqlCrossdockStore store, TimeSpan limit)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < limit)
        {
            if (await store.ClaimAsync(Claim(), Stop) is { Count: > 0 } claimed)
            {
                return claimed;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Stop);
        }

        return [];
    }
}
