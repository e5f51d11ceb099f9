using Crossdock.Storage.PostgreSql.Engine;
using Npgsql;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.Storage.PostgreSql.Tests;

/// <summary>The connection breaks at the commit or before it: each caller learns what happened, and it happened once.</summary>
public sealed class LostCommitTests(ServerFixture server) : StoreTests(server)
{
    private Func<NpgsqlConnection, Task>? _beforeCommit;
    private Func<NpgsqlConnection, Task>? _afterCommit;

    public enum Break
    {
        /// <summary>The server ends the session before COMMIT arrives: nothing took effect.</summary>
        BeforeCommit,

        /// <summary>COMMIT took effect, and its reply is lost.</summary>
        AfterCommit,
    }

    [Theory]
    [InlineData(Break.BeforeCommit)]
    [InlineData(Break.AfterCommit)]
    public async Task Every_call_ends_as_if_nothing_had_happened(Break where)
    {
        var store = await OpenAsync();
        Plan(where);
        (await AcceptAsync(store, "SO-1")).ShouldBe(new AcceptOutcome(AcceptDisposition.Accepted, 1));
        Plan(where);
        var work = (await store.ClaimAsync(Claim(), Stop)).ShouldHaveSingleItem();
        work.FencingToken.ShouldBe(1);

        Plan(where);
        (await store.CommitAsync(
            Commit(work, WorkState.Parked) with
            {
                CountsAsAttempt = true,
                Effect = Effect(work, EffectState.Parked, sends: 1),
                Kpis = [new KpiSample("latency", 1, "erp", "f", null, Noon)],
                Audit = [new AuditDraft("runtime", "effect.parked", "SO-1", "")],
            },
            Stop)).ShouldBe(CommitOutcome.Committed);
        Plan(where);
        (await store.ReplayAsync(Tenant, work.Id, "ann", "again", Noon, Stop)).ShouldBeTrue();

        (await store.ClaimAsync(Claim(), Stop)).ShouldHaveSingleItem().FencingToken.ShouldBe(2);
        (await store.ReadTotalsAsync(Stop)).Accepted.ShouldBe(1);
        (await store.ReadAuditAsync(Tenant, 1, Stop).ToListAsync(Stop)).Select(link => link.Action).ShouldBe(["effect.parked", "work.replayed"]);
        (await store.SummariseKpisAsync(Noon, Noon.AddDays(1), Stop)).ShouldHaveSingleItem().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(Break.BeforeCommit)]
    [InlineData(Break.AfterCommit)]
    public async Task A_whole_group_learns_the_same(Break where)
    {
        var store = await OpenAsync();
        Plan(where);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => AcceptAsync(store, $"SO-{n % 40}")));

        outcomes.Count(outcome => outcome.Disposition == AcceptDisposition.Accepted).ShouldBe(40);
        outcomes.Count(outcome => outcome.Disposition == AcceptDisposition.Duplicate).ShouldBe(10);
        (await store.ReadTotalsAsync(Stop)).ShouldBe(new StoreTotals(40, 10, 0, 0, 0, 0, 0, 0, 0));
    }

    [Fact]
    public async Task A_commit_that_is_still_on_its_way_is_waited_for()
    {
        // Another session holds the lock, as the server's end of a lost connection does until it has committed.
        Options.RetryTime = TimeSpan.FromSeconds(20);
        var store = await OpenAsync();
        await using var source = NpgsqlDataSource.Create(Options.ConnectionString!);
        await using var other = await source.OpenConnectionAsync(Stop);
        NpgsqlTransaction? held = null;
        _afterCommit = async _ =>
        {
            _afterCommit = null;
            held = await other.BeginTransactionAsync();
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({new Database(Options).LockKey})", other, held);
            await command.ExecuteNonQueryAsync();
            throw new IOException("planted");
        };

        var accepting = AcceptAsync(store, "SO-1");
        await Task.WhenAny(accepting, Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Stop));
        accepting.IsCompleted.ShouldBeFalse();
        await held!.RollbackAsync(Stop);

        (await accepting).Disposition.ShouldBe(AcceptDisposition.Accepted);
    }

    [Fact]
    public async Task A_connection_that_broke_without_a_word_is_replaced_before_the_next_call()
    {
        // The end of a transaction whose server is gone throws nothing: after it, only the connection's state tells.
        var store = await OpenAsync();
        _afterCommit = async connection =>
        {
            _afterCommit = null;
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var command = new NpgsqlCommand("SELECT 1", connection, transaction))
            {
                await command.ExecuteScalarAsync();
            }

            await ServerFixture.TerminateAsync(Options, connection);
        };
        (await AcceptAsync(store, "SO-1")).Disposition.ShouldBe(AcceptDisposition.Accepted);

        (await AcceptAsync(store, "SO-2")).Disposition.ShouldBe(AcceptDisposition.Accepted);
    }

    [Fact]
    public async Task A_connection_that_closes_under_a_call_is_replaced_and_the_call_made_again()
    {
        var store = await OpenAsync();
        _beforeCommit = async connection =>
        {
            _beforeCommit = null;
            await connection.CloseAsync(); // as its keep-alive does, when nobody answers
            await connection.BeginTransactionAsync();
        };

        (await AcceptAsync(store, "SO-1")).Disposition.ShouldBe(AcceptDisposition.Accepted);
        (await store.ReadTotalsAsync(Stop)).Accepted.ShouldBe(1);
    }

    [Theory]
    [InlineData(PostgresErrorCodes.SerializationFailure)]
    [InlineData(PostgresErrorCodes.DeadlockDetected)]
    public async Task Serialization_failures_and_deadlocks_are_tried_again(string code)
    {
        var store = await OpenAsync();
        var failures = 3;
        _beforeCommit = _ => failures-- > 0 ? throw new PostgresException("planted", "ERROR", "ERROR", code) : Task.CompletedTask;

        (await AcceptAsync(store, "SO-1")).Disposition.ShouldBe(AcceptDisposition.Accepted);

        failures.ShouldBe(-1);
    }

    [Fact]
    public async Task What_never_works_ends_in_time_and_took_no_effect()
    {
        Options.RetryTime = TimeSpan.FromMilliseconds(300);
        var store = await OpenAsync();
        _beforeCommit = _ => throw new PostgresException("planted", "ERROR", "ERROR", PostgresErrorCodes.SerializationFailure);

        (await Should.ThrowAsync<StoreException>(() => AcceptAsync(store, "SO-1"))).Kind.ShouldBe(StoreErrorKind.Transient);

        _beforeCommit = null;
        (await AcceptAsync(store, "SO-1")).Disposition.ShouldBe(AcceptDisposition.Accepted);
    }

    [Fact]
    public async Task A_process_that_stops_in_the_middle_holds_up_nobody_for_long_and_goes_on_afterwards()
    {
        Options.CommandTimeout = TimeSpan.FromSeconds(4); // the server ends sessions that pause for half of it
        var stopped = await OpenAsync();
        var other = await OpenPlainAsync();
        using var isStopped = new SemaphoreSlim(0);
        using var goesOn = new SemaphoreSlim(0);
        _beforeCommit = async _ =>
        {
            _beforeCommit = null;
            isStopped.Release();
            await goesOn.WaitAsync(TimeSpan.FromSeconds(60));
        };
        var late = AcceptAsync(stopped, "SO-1");
        await isStopped.WaitAsync(Stop);

        (await AcceptAsync(other, "SO-1")).Disposition.ShouldBe(AcceptDisposition.Accepted);
        goesOn.Release();

        (await late).Disposition.ShouldBe(AcceptDisposition.Duplicate);
    }

    [Fact]
    public async Task Reads_outlive_the_end_of_their_sessions()
    {
        var store = await OpenPlainAsync();
        await AcceptAsync(store, "SO-1");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => store.ReadTotalsAsync(Stop)));
        await ScriptAsync("SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE application_name = 'Crossdock'");

        (await store.ReadTotalsAsync(Stop)).Accepted.ShouldBe(1);
        (await AcceptAsync(store, "SO-1")).Disposition.ShouldBe(AcceptDisposition.Duplicate);
    }

    private Task<PostgreSqlCrossdockStore> OpenAsync() => base.OpenAsync(new FaultPoints
    {
        BeforeCommit = connection => _beforeCommit?.Invoke(connection) ?? Task.CompletedTask,
        AfterCommit = connection => _afterCommit?.Invoke(connection) ?? Task.CompletedTask,
    });

    private Task<PostgreSqlCrossdockStore> OpenPlainAsync() => base.OpenAsync();

    /// <summary>Breaks the next transaction, once.</summary>
    private void Plan(Break where)
    {
        _beforeCommit = where != Break.BeforeCommit ? null : async connection =>
        {
            _beforeCommit = null;
            await ServerFixture.TerminateAsync(Options, connection);
        };
        _afterCommit = where != Break.AfterCommit ? null : connection =>
        {
            _afterCommit = null;
            return Task.FromException(new IOException("planted"));
        };
    }
}
