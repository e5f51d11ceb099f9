using Crossdock.Storage.Sqlite.Engine;
using Crossdock.TestKit.Conformance;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crossdock.Storage.Sqlite.Tests;

/// <summary>Concurrent callers share a transaction, and each is told the truth.</summary>
public sealed class GroupCommitTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();
    private readonly SemaphoreSlim _committing = new(0);
    private readonly SemaphoreSlim _mayCommit = new(0);
    private SqliteCrossdockStore? _store;
    private volatile bool _isGated;
    private volatile int _errorOfCommit;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private SqliteCrossdockStore Store => _store!;

    public async ValueTask DisposeAsync()
    {
        OpenGate();
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        _folder.Dispose();
        _committing.Dispose();
        _mayCommit.Dispose();
    }

    [Theory]
    [InlineData(512, 1)]
    [InlineData(10, 7)]
    [InlineData(1, 64)]
    public async Task Sixty_four_callers_share_transactions_of_the_allowed_size(int maxOperations, int transactions)
    {
        await OpenAsync(options => options.MaxGroupOperations = maxOperations);
        var first = await StartGatedAsync(Stop);
        var callers = Enumerable.Range(0, 64).Select(n => AcceptAsync($"SO-{n}")).ToArray();

        OpenGate();
        await Task.WhenAll(callers);
        await first;

        Store.Transactions.ShouldBe(1 + transactions);
        (await Store.ReadTotalsAsync(Stop)).Accepted.ShouldBe(65);
    }

    [Fact]
    public async Task Large_documents_end_a_group_early()
    {
        await OpenAsync(options => options.MaxGroupBytes = 100_000);
        var first = await StartGatedAsync(Stop);
        var large = Enumerable.Range(0, 10).Select(n => Store.AcceptAsync(
            StoreInputs.Batch(StoreInputs.Order($"SO-{n}") with { Document = new byte[60_000] }), Stop)).ToArray();

        OpenGate();
        await Task.WhenAll(large);
        await first;

        Store.Transactions.ShouldBe(1 + 5);
    }

    [Fact]
    public async Task Only_the_bad_one_of_a_group_fails()
    {
        await OpenAsync();
        var first = await StartGatedAsync(Stop);
        var good = Enumerable.Range(0, 20).Select(n => AcceptAsync($"SO-{n}")).ToList();
        var bad = AcceptAsync("SO-\ud800");
        good.AddRange(Enumerable.Range(20, 20).Select(n => AcceptAsync($"SO-{n}")));

        OpenGate();

        await Should.ThrowAsync<ArgumentException>(() => bad);
        (await Task.WhenAll(good)).ShouldAllBe(outcome => outcome.Disposition == AcceptDisposition.Accepted);
        await first;
        (await Store.ReadTotalsAsync(Stop)).Accepted.ShouldBe(41);
    }

    [Fact]
    public async Task A_disk_that_is_full_acknowledges_nothing_and_the_store_goes_on_when_there_is_space()
    {
        await OpenAsync();
        await AcceptAsync("SO-0");
        var work = (await Store.ClaimAsync(StoreInputs.Claim(), Stop)).ShouldHaveSingleItem();
        var commit = StoreInputs.Commit(work, WorkState.Confirmed) with { Audit = [new AuditDraft("runtime", "effect.confirmed", "SO-0", "")] };
        _errorOfCommit = raw.SQLITE_FULL;

        var callers = Enumerable.Range(1, 8).Select(n => AcceptAsync($"SO-{n}")).ToArray();
        foreach (var caller in callers)
        {
            var error = await Should.ThrowAsync<StoreException>(() => caller);
            error.Kind.ShouldBe(StoreErrorKind.Unavailable);
            error.Message.ShouldContain("no space left");
        }

        await Should.ThrowAsync<StoreException>(() => Store.CommitAsync(commit, Stop));
        _errorOfCommit = 0;

        (await Store.CommitAsync(commit, Stop)).ShouldBe(CommitOutcome.Committed);
        (await AcceptAsync("SO-1")).Disposition.ShouldBe(AcceptDisposition.Accepted);
        (await Store.ReadTotalsAsync(Stop)).Accepted.ShouldBe(2);
        (await Store.ReadAuditAsync(StoreInputs.Tenant, 1, Stop).ToListAsync(Stop)).ShouldHaveSingleItem().Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task A_disk_that_fails_a_sync_is_not_trusted_again_before_a_restart()
    {
        await OpenAsync();
        await AcceptAsync("SO-0");
        _errorOfCommit = raw.SQLITE_IOERR;
        (await Should.ThrowAsync<StoreException>(() => AcceptAsync("SO-1"))).Kind.ShouldBe(StoreErrorKind.Unavailable);
        _errorOfCommit = 0;

        (await Should.ThrowAsync<StoreException>(() => AcceptAsync("SO-2"))).Message.ShouldContain("restart the host");
        await Store.DisposeAsync();

        await OpenAsync();
        (await AcceptAsync("SO-0")).Disposition.ShouldBe(AcceptDisposition.Duplicate);
        (await AcceptAsync("SO-1")).Disposition.ShouldBe(AcceptDisposition.Accepted);
    }

    [Fact]
    public async Task A_locked_file_is_a_passing_fault()
    {
        await OpenAsync();
        _errorOfCommit = raw.SQLITE_BUSY;

        (await Should.ThrowAsync<StoreException>(() => AcceptAsync("SO-1"))).Kind.ShouldBe(StoreErrorKind.Transient);
    }

    [Fact]
    public async Task A_call_cancelled_while_it_waits_has_no_effect()
    {
        await OpenAsync();
        var first = await StartGatedAsync(Stop);
        using var source = new CancellationTokenSource();
        var waiting = Store.AcceptAsync(StoreInputs.Batch(StoreInputs.Order("SO-1")), source.Token);
        await source.CancelAsync();

        OpenGate();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        await first;
        (await AcceptAsync("SO-1")).Disposition.ShouldBe(AcceptDisposition.Accepted);
    }

    [Fact]
    public async Task A_call_cancelled_while_it_is_written_learns_that_it_was_written()
    {
        await OpenAsync();
        using var source = new CancellationTokenSource();
        var first = await StartGatedAsync(source.Token);
        await source.CancelAsync();

        OpenGate();

        (await first).ShouldHaveSingleItem().Disposition.ShouldBe(AcceptDisposition.Accepted);
    }

    [Fact]
    public async Task Callers_beyond_the_queue_wait_their_turn()
    {
        await OpenAsync(options => options.QueueCapacity = 4);
        var first = await StartGatedAsync(Stop);
        var callers = Enumerable.Range(0, 40).Select(n => AcceptAsync($"SO-{n}")).ToArray();
        using var source = new CancellationTokenSource();
        var impatient = Store.AcceptAsync(StoreInputs.Batch(StoreInputs.Order("SO-99")), source.Token);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => impatient);

        OpenGate();
        await Task.WhenAll(callers);
        await first;

        (await Store.ReadTotalsAsync(Stop)).Accepted.ShouldBe(41);
    }

    [Fact]
    public async Task Closing_finishes_the_writes_that_wait()
    {
        await OpenAsync();
        var first = await StartGatedAsync(Stop);
        var callers = Enumerable.Range(0, 20).Select(n => AcceptAsync($"SO-{n}")).ToArray();
        var closing = Store.DisposeAsync();

        OpenGate();
        await closing;

        (await Task.WhenAll(callers)).ShouldAllBe(outcome => outcome.Disposition == AcceptDisposition.Accepted);
        await first;
    }

    [Fact]
    public async Task A_call_that_changes_nothing_costs_no_transaction()
    {
        await OpenAsync();
        await AcceptAsync("SO-1");
        await Store.ClaimAsync(StoreInputs.Claim(), Stop);
        var before = Store.Transactions;

        (await Store.ClaimAsync(StoreInputs.Claim(), Stop)).ShouldBeEmpty();

        Store.Transactions.ShouldBe(before);
    }

    private async Task OpenAsync(Action<SqliteStoreOptions>? configure = null)
    {
        var options = new SqliteStoreOptions { Path = _folder.Path };
        configure?.Invoke(options);
        _store = await StoreFolder.OpenAsync(options, new FaultPoints { BeforeCommit = BeforeCommit });
    }

    private void BeforeCommit()
    {
        if (_isGated)
        {
            _committing.Release();
            _mayCommit.Wait(TimeSpan.FromSeconds(30)); // the writer has no test context
        }

        if (_errorOfCommit != 0)
        {
            throw new SqliteException("planted", _errorOfCommit);
        }
    }

    /// <summary>Starts a call and stops the writer just before its commit, so that all later callers wait.</summary>
    private async Task<Task<IReadOnlyList<AcceptOutcome>>> StartGatedAsync(CancellationToken cancellationToken)
    {
        _isGated = true;
        var first = Store.AcceptAsync(StoreInputs.Batch(StoreInputs.Order("SO-first")), cancellationToken);
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

    private async Task<AcceptOutcome> AcceptAsync(string key) => (await Store.AcceptAsync(StoreInputs.Batch(StoreInputs.Order(key)), Stop)).ShouldHaveSingleItem();
}
