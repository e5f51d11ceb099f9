using Crossdock.Storage.PostgreSql.Engine;
using Npgsql;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.Storage.PostgreSql.Tests;

/// <summary>Concurrent callers share a transaction, and each is told the truth.</summary>
public sealed class GroupCommitTests(ServerFixture server) : StoreTests(server)
{
    private readonly SemaphoreSlim _committing = new(0);
    private readonly SemaphoreSlim _mayCommit = new(0);
    private volatile bool _isGated;

    [Theory]
    [InlineData(512, 1)]
    [InlineData(10, 7)]
    [InlineData(1, 64)]
    public async Task Sixty_four_callers_share_transactions_of_the_allowed_size(int maxOperations, int transactions)
    {
        Options.MaxGroupOperations = maxOperations;
        var store = await OpenGatedAsync();
        var first = await StartGatedAsync(store, Stop);
        var callers = Enumerable.Range(0, 64).Select(n => AcceptAsync(store, $"SO-{n}")).ToArray();

        OpenGate();
        await Task.WhenAll(callers);
        await first;

        store.Transactions.ShouldBe(1 + transactions);
        (await store.ReadTotalsAsync(Stop)).Accepted.ShouldBe(65);
        (await ScriptAsync("SELECT value FROM counter WHERE name = 'transactions'")).ShouldBe(1L + transactions);
    }

    [Fact]
    public async Task Large_documents_end_a_group_early()
    {
        Options.MaxGroupBytes = 100_000;
        var store = await OpenGatedAsync();
        var first = await StartGatedAsync(store, Stop);
        var large = Enumerable.Range(0, 10).Select(n => store.AcceptAsync(
            Batch(Order($"SO-{n}") with { Document = new byte[60_000] }), Stop)).ToArray();

        OpenGate();
        await Task.WhenAll(large);
        await first;

        store.Transactions.ShouldBe(1 + 5);
    }

    [Fact]
    public async Task Only_the_bad_one_of_a_group_fails()
    {
        var store = await OpenGatedAsync();
        await ScriptAsync("ALTER TABLE inbox ADD CHECK (document_key <> 'SO-bad')");
        var first = await StartGatedAsync(store, Stop);
        var good = Enumerable.Range(0, 20).Select(n => AcceptAsync(store, $"SO-{n}")).ToList();
        var bad = AcceptAsync(store, "SO-bad");
        good.AddRange(Enumerable.Range(20, 20).Select(n => AcceptAsync(store, $"SO-{n}")));

        OpenGate();

        (await Should.ThrowAsync<StoreException>(() => bad)).Kind.ShouldBe(StoreErrorKind.Unavailable);
        (await Task.WhenAll(good)).ShouldAllBe(outcome => outcome.Disposition == AcceptDisposition.Accepted);
        await first;
        (await store.ReadTotalsAsync(Stop)).Accepted.ShouldBe(41);
        (await store.ClaimAsync(Claim(100), Stop)).Select(work => work.Key.DocumentKey).ShouldBe(
            ["SO-first", .. Enumerable.Range(0, 40).Select(n => $"SO-{n}")], "the order of acceptance");
    }

    [Fact]
    public async Task A_key_too_long_for_an_index_is_refused_before_it_joins_a_group()
    {
        var store = await OpenAsync();

        var error = await Should.ThrowAsync<ArgumentException>(() => AcceptAsync(store, new string('é', 1000)));

        error.Message.ShouldContain("'sequence_key' is 2006 bytes long");
        (await AcceptAsync(store, new string('x', 300))).Disposition.ShouldBe(AcceptDisposition.Accepted);
    }

    [Fact]
    public async Task A_call_cancelled_while_it_waits_has_no_effect()
    {
        var store = await OpenGatedAsync();
        var first = await StartGatedAsync(store, Stop);
        using var source = new CancellationTokenSource();
        var waiting = store.AcceptAsync(Batch(Order("SO-1")), source.Token);
        await source.CancelAsync();

        OpenGate();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        await first;
        (await AcceptAsync(store, "SO-1")).Disposition.ShouldBe(AcceptDisposition.Accepted);
    }

    [Fact]
    public async Task A_call_cancelled_while_it_is_written_learns_that_it_was_written()
    {
        var store = await OpenGatedAsync();
        using var source = new CancellationTokenSource();
        var first = await StartGatedAsync(store, source.Token);
        await source.CancelAsync();

        OpenGate();

        (await first).ShouldHaveSingleItem().Disposition.ShouldBe(AcceptDisposition.Accepted);
    }

    [Fact]
    public async Task Closing_finishes_the_writes_that_wait()
    {
        var store = await OpenGatedAsync();
        var first = await StartGatedAsync(store, Stop);
        var callers = Enumerable.Range(0, 20).Select(n => AcceptAsync(store, $"SO-{n}")).ToArray();
        var closing = store.DisposeAsync();

        OpenGate();
        await closing;

        (await Task.WhenAll(callers)).ShouldAllBe(outcome => outcome.Disposition == AcceptDisposition.Accepted);
        await first;
        await Should.ThrowAsync<ObjectDisposedException>(() => AcceptAsync(store, "SO-late"));
    }

    [Fact]
    public async Task A_call_that_changes_nothing_costs_no_transaction()
    {
        var store = await OpenAsync();
        await AcceptAsync(store, "SO-1");
        await store.ClaimAsync(Claim(), Stop);
        var before = store.Transactions;

        (await store.ClaimAsync(Claim(), Stop)).ShouldBeEmpty();

        store.Transactions.ShouldBe(before);
    }

    [Fact]
    public async Task Every_text_is_hashed_and_read_as_it_was_given()
    {
        var store = await OpenAsync();
        const string Odd = "a\0b\u001ac\u001a0 d/é 日本 😀 \\ \" %";
        await store.AcceptAsync(Batch(Entry(Envelope("SO-1", tenant: Odd), Submit(Odd))), Stop);
        var work = (await store.ClaimAsync(Claim(), Stop)).ShouldHaveSingleItem();
        await store.CommitAsync(
            Commit(work, WorkState.Parked) with { Audit = [new AuditDraft(Odd, Odd, Odd, Odd), new AuditDraft("", "", "", "")] }, Stop);
        (await store.ReplayAsync(Odd, work.Id, Odd, Odd, Noon, Stop)).ShouldBeTrue();

        var chain = await store.ReadAuditAsync(Odd, 1, Stop).ToListAsync(Stop);

        chain.Count.ShouldBe(3);
        chain[0].Detail.ShouldBe(Odd);
        chain[2].Subject.ShouldBe(work.Key.ToString());
        for (var n = 0; n < chain.Count; n++)
        {
            AuditChain.Follows(n == 0 ? null : chain[n - 1], chain[n]).ShouldBeTrue($"link {n + 1}");
        }
    }

    protected override ValueTask BeforeClosingAsync()
    {
        OpenGate();
        return ValueTask.CompletedTask;
    }

    private Task<PostgreSqlCrossdockStore> OpenGatedAsync() => OpenAsync(new FaultPoints { BeforeCommit = WaitAtGateAsync });

    private async Task WaitAtGateAsync(NpgsqlConnection connection)
    {
        if (_isGated)
        {
            _committing.Release();
            await _mayCommit.WaitAsync(TimeSpan.FromSeconds(60)); // the writer has no test context
        }
    }

    /// <summary>Starts a call and stops the writer just before its commit, so that all later callers wait.</summary>
    private async Task<Task<IReadOnlyList<AcceptOutcome>>> StartGatedAsync(PostgreSqlCrossdockStore store, CancellationToken cancellationToken)
    {
        Options.CommandTimeout = TimeSpan.FromMinutes(2);
        _isGated = true;
        var first = store.AcceptAsync(Batch(Order("SO-first")), cancellationToken);
        await _committing.WaitAsync(Stop);
        return first;
    }

    private void OpenGate()
    {
        if (_isGated)
        {
            _isGated = false;
            _mayCommit.Release();
        }
    }
}
