namespace Crossdock.Storage.Sqlite.Tests.Contract;

/// <summary>
/// What every store promises. A store passes by deriving one class per contract and saying how to open it; see <see cref="OpenAsync"/>.
/// </summary>
public abstract partial class StoreContractTests : IAsyncLifetime
{
    private ICrossdockStore? _store;

    protected ICrossdockStore Store => _store!;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        await CleanUpAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the store that belongs to this test, an empty one at first.</summary>
    protected abstract Task<ICrossdockStore> OpenAsync();

    /// <summary>Removes what the test left.</summary>
    protected abstract ValueTask CleanUpAsync();

    /// <summary>Closes the store and opens it again, as a new process would.</summary>
    protected async Task RestartAsync()
    {
        await Store.DisposeAsync();
        _store = await OpenAsync();
    }

    protected async Task<AcceptOutcome> AcceptAsync(InboxEntry entry) => (await Store.AcceptAsync(Make.Batch(entry), Stop)).ShouldHaveSingleItem();

    protected Task<IReadOnlyList<ClaimedWork>> ClaimAsync(int maxItems = 10, DateTimeOffset? now = null, params string[] excluded) =>
        Store.ClaimAsync(Make.Claim(maxItems, now, excluded), Stop);

    protected async Task<ClaimedWork> ClaimOneAsync(DateTimeOffset? now = null) => (await ClaimAsync(1, now)).ShouldHaveSingleItem();

    protected Task<CommitOutcome> CommitAsync(WorkCommit commit) => Store.CommitAsync(commit, Stop);

    protected async Task FinishAsync(ClaimedWork work, WorkState state = WorkState.Confirmed) =>
        (await CommitAsync(Make.Commit(work, state))).ShouldBe(CommitOutcome.Committed);

    protected Task<IReadOnlyList<WorkItem>> ListAsync(params WorkState[] states) =>
        Store.ListExceptionsAsync(new ExceptionFilter(Make.Tenant, states), Stop);

    protected async Task<IReadOnlyList<AuditEntry>> AuditAsync(string tenant = Make.Tenant) =>
        await Store.ReadAuditAsync(tenant, 1, Stop).ToListAsync(Stop);

    protected async Task<long> CountAsync(WorkState state) => (await Store.CountWorkAsync(Stop))[state];
}
