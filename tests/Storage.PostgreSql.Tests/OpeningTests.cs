using Crossdock.Servers;
using Crossdock.Storage.PostgreSql.Engine;
using Crossdock.Storage.PostgreSql.Schema;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.Storage.PostgreSql.Tests;

/// <summary>A store that must not be used is refused at start, with what to do; a migration happens whole or not at all.</summary>
public sealed class OpeningTests(ServerFixture server) : StoreTests(server)
{
    [Theory]
    [InlineData("CREATE TABLE customers (name text)")]
    [InlineData("CREATE FUNCTION answer() RETURNS integer LANGUAGE sql AS 'SELECT 42'")]
    [InlineData("CREATE TABLE schema_version (version text)")]
    [InlineData("CREATE TABLE schema_version (product text, version integer); INSERT INTO schema_version VALUES ('flyway', 1)")]
    public async Task Another_application_s_schema_is_refused_untouched(string script)
    {
        await ScriptAsync($"CREATE SCHEMA {Options.Schema}; {script}");

        (await RefusalAsync(StoreErrorKind.ForeignSchema)).ShouldContain("Crossdock:Storage:PostgreSql:Schema");

        (await CountObjectsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task An_empty_schema_made_by_an_administrator_is_taken()
    {
        await ScriptAsync($"CREATE SCHEMA {Options.Schema}");

        (await AcceptAsync(await OpenAsync(), "SO-1")).Disposition.ShouldBe(AcceptDisposition.Accepted);
    }

    [Fact]
    public async Task A_newer_schema_is_refused_untouched()
    {
        await OpenAsync();
        await ScriptAsync($"UPDATE schema_version SET version = {StoreSchema.CurrentVersion + 1}");
        var before = await CountObjectsAsync();

        (await RefusalAsync(StoreErrorKind.NewerSchema)).ShouldContain("Upgrade the Crossdock packages");

        (await CountObjectsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_process_that_runs_while_another_migrates_stops_writing()
    {
        var old = await OpenAsync();
        await AcceptAsync(old, "SO-1");
        await ScriptAsync($"UPDATE schema_version SET version = {StoreSchema.CurrentVersion + 1}");

        var error = await Should.ThrowAsync<StoreException>(() => AcceptAsync(old, "SO-2"));

        (error.Kind, error.Message.Contains("Upgrade the Crossdock packages", StringComparison.Ordinal)).ShouldBe((StoreErrorKind.NewerSchema, true));
        await ScriptAsync($"UPDATE schema_version SET version = {StoreSchema.CurrentVersion}");
        (await AcceptAsync(old, "SO-2")).Disposition.ShouldBe(AcceptDisposition.Accepted, "nothing of the refused call took effect");
    }

    [Theory]
    [InlineData("Versions/0001")]
    [InlineData("Functions/claims")]
    public async Task A_killed_migration_leaves_nothing_and_the_next_start_does_it(string script)
    {
        var killed = new PostgreSqlCrossdockStore(Options, new FaultPoints
        {
            Migrating = (_, name) => name == script ? Task.FromException(new InvalidOperationException("killed")) : Task.CompletedTask,
        });
        await Should.ThrowAsync<InvalidOperationException>(() => killed.OpenAsync(Stop));
        await killed.DisposeAsync();
        (await CountObjectsAsync()).ShouldBe(0);

        (await AcceptAsync(await OpenAsync(), "SO-1")).Disposition.ShouldBe(AcceptDisposition.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_migration_whose_session_ended_is_done_again(bool isTold)
    {
        var times = 0;
        await OpenAsync(new FaultPoints
        {
            Migrating = (connection, name) => name != "Functions/intake" || times++ > 0 ? Task.CompletedTask
                : isTold ? ServerFixture.TerminateAsync(Options, connection)
                : connection.CloseAsync(), // as the driver leaves it, when it noticed the end and had nobody to tell
        });

        times.ShouldBe(2);
        (await ScriptAsync("SELECT version FROM schema_version")).ShouldBe(StoreSchema.CurrentVersion);
    }

    [Fact]
    public async Task Functions_and_views_of_an_older_version_can_be_dropped_and_made_anew_under_the_rows()
    {
        var store = await OpenAsync();
        await AcceptAsync(store, "SO-1");
        await using var database = new Database(Options);
        await using (var connection = await database.OpenAsync(Stop))
        {
            var session = new SchemaSession(connection, database, Stop);
            await session.DropFunctionsAsync();
            (await ScriptAsync($"SELECT count(*) FROM pg_proc WHERE pronamespace = '{Options.Schema}'::regnamespace")).ShouldBe(0L);
            (await Should.ThrowAsync<StoreException>(() => AcceptAsync(store, "SO-2"))).Kind.ShouldBe(StoreErrorKind.Corrupt);

            await session.ExecuteAsync($"SET search_path = {Options.Schema}");
            foreach (var name in StoreSchema.FunctionScripts)
            {
                await session.ExecuteAsync(SqlScripts.Read($"Functions/{name}"));
            }
        }

        (await AcceptAsync(store, "SO-1")).Disposition.ShouldBe(AcceptDisposition.Duplicate);
        (await store.ClaimAsync(Claim(), Stop)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_of_version_2_is_brought_up_to_date_with_its_exceptions()
    {
        var store = await OpenAsync();
        await AcceptAsync(store, "SO-1");
        var work = (await store.ClaimAsync(Claim(), Stop)).ShouldHaveSingleItem();
        var error = new ConnectorError { Kind = ErrorKind.Validation, Message = "no \0 such item", RemoteCode = "E\u001a42", Pointer = "/lines/3/item" };
        await store.CommitAsync(Commit(work, WorkState.DeadLettered) with { Error = error }, Stop);
        await using (var database = new Database(Options))
        await using (var connection = await database.OpenAsync(Stop))
        {
            await new SchemaSession(connection, database, Stop).DropFunctionsAsync();
        }

        await ScriptAsync("DROP TABLE failure, failure_group, replay_plan, replay_item, payload_edit; DROP INDEX work_in_lane, work_held, inbox_unversioned, work_waiting_revision; ALTER TABLE work DROP COLUMN writer; UPDATE schema_version SET version = 2");

        var upgraded = await OpenAsync();

        var group = (await upgraded.ListExceptionGroupsAsync(new ExceptionGroupFilter(work.Key.Tenant, [WorkState.DeadLettered]), Stop)).ShouldHaveSingleItem();
        (group.RemoteCode, group.Pointer, group.SampleId).ShouldBe(("E\u001a42", "/lines/*/item", work.Id));
        group.Fingerprint.ShouldBe(ErrorFingerprint.Of(work.Key.Connection, work.Key.Operation, error.Kind, error.RemoteCode, error.Pointer));
        (await upgraded.ReplayAsync(work.Key.Tenant, work.Id, "ann", "again", Noon, Stop)).ShouldBeTrue();
    }

    [Fact]
    public async Task Ten_processes_that_start_at_once_make_one_store()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(async () =>
        {
            var store = new PostgreSqlCrossdockStore(Options);
            await store.OpenAsync(Stop);
            return store;
        })));

        var outcomes = await Task.WhenAll(stores.Select(store => AcceptAsync(store, "SO-1")));

        outcomes.Count(outcome => outcome.Disposition == AcceptDisposition.Accepted).ShouldBe(1);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_second_process_of_the_same_name_takes_no_work_that_is_claimed()
    {
        var first = await OpenAsync();
        await AcceptAsync(first, "SO-1");
        var work = (await first.ClaimAsync(Claim(), Stop)).ShouldHaveSingleItem();

        var second = await OpenAsync();

        (await second.ClaimAsync(Claim(), Stop)).ShouldBeEmpty();
        (await first.CommitAsync(Commit(work, WorkState.Confirmed), Stop)).ShouldBe(CommitOutcome.Committed);
    }

    [Theory]
    [InlineData("fsync=off", "fsync = off")]
    [InlineData("synchronous_commit=off", "synchronous_commit = off")]
    public async Task A_server_that_acknowledges_too_early_is_refused(string setting, string reason)
    {
        await using var unsafeServer = await PostgreSqlServer.StartAsync(isDurable: true, setting);
        Options.ConnectionString = unsafeServer.ConnectionString;
        Options.AllowUnsafeDurability = false;

        (await RefusalAsync(StoreErrorKind.Unavailable)).ShouldContain(reason);

        Options.AllowUnsafeDurability = true;
        await (await OpenAsync()).DisposeAsync();
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=postgres;Username=crossdock;Password=s3cret-canary;Timeout=2", StoreErrorKind.Transient)]
    [InlineData("{server};Database=missing;Password=s3cret-canary", StoreErrorKind.Unavailable)]
    [InlineData("{server};Username=nobody;Password=s3cret-canary", StoreErrorKind.Unavailable)]
    public async Task What_can_not_be_reached_is_named_without_the_password(string connection, StoreErrorKind kind)
    {
        Options.ConnectionString = connection.Replace("{server}", Fixture.Server.ConnectionString, StringComparison.Ordinal);
        Options.RetryTime = TimeSpan.FromMilliseconds(50);
        var store = new PostgreSqlCrossdockStore(Options);

        var error = await Should.ThrowAsync<StoreException>(() => store.OpenAsync(Stop));

        error.Kind.ShouldBe(kind, error.Message);
        error.ToString().ShouldNotContain("canary");
        error.Message.ShouldContain($"{Options.Schema}@127.0.0.1");
        await store.DisposeAsync();
    }

    [Fact]
    public async Task A_call_before_opening_or_after_closing_is_refused()
    {
        var store = new PostgreSqlCrossdockStore(Options);
        await Should.ThrowAsync<InvalidOperationException>(() => AcceptAsync(store, "SO-1"));
        await Should.ThrowAsync<InvalidOperationException>(() => store.ReadTotalsAsync(Stop));

        await store.OpenAsync(Stop);
        await Should.ThrowAsync<InvalidOperationException>(() => store.OpenAsync(Stop));
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(() => AcceptAsync(store, "SO-1"));
        await Should.ThrowAsync<ObjectDisposedException>(() => store.ReadTotalsAsync(Stop));
        await Should.ThrowAsync<ObjectDisposedException>(() => store.OpenAsync(Stop));
    }

    private async Task<string> RefusalAsync(StoreErrorKind kind)
    {
        await using var store = new PostgreSqlCrossdockStore(Options);
        var error = await Should.ThrowAsync<StoreException>(() => store.OpenAsync(Stop));
        error.Kind.ShouldBe(kind, error.Message);
        error.Message.ShouldContain($"{Options.Schema}@");
        return error.Message;
    }

    private async Task<long> CountObjectsAsync() => (long)(await ScriptAsync(
        $"""
        SELECT (SELECT count(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = '{Options.Schema}' AND c.relkind = 'r')
            + (SELECT count(*) FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace WHERE n.nspname = '{Options.Schema}')
        """))!;
}
