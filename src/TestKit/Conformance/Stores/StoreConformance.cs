using Crossdock.Storage;
using Xunit;

namespace Crossdock.TestKit.Conformance;

/// <summary>
/// What every store promises, as tests. Derive one class per store and say in <see cref="OpenAsync"/> how to open it; for a store that many
/// processes share also in <see cref="OpenSecondAsync"/>, which adds the rules for processes beside each other.
/// </summary>
/// <remarks>
/// xunit.v3 makes one instance for each test, so an instance field is a good place for the file or schema the test owns. The names of the
/// tests are the rules; there is one file for each topic. Add tests of your own to the derived class, or to another one.
/// </remarks>
public abstract partial class StoreConformance : IAsyncLifetime
{
    private ICrossdockStore? _store;
    private ICrossdockStore? _second;

    /// <summary>The store under test, open.</summary>
    protected ICrossdockStore Store => _store!;

    /// <summary>Cancelled when the test run is.</summary>
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Opens the store for the test.</summary>
    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    /// <summary>Closes the stores, then cleans up.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await CloseAsync(_second);
            await CloseAsync(_store);
        }
        finally
        {
            await CleanUpAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Opens (<see cref="ICrossdockStore.OpenAsync"/>) a store over the data that belongs to this instance: empty the first time, as it was
    /// left when it is called again. It is disposed of before the next call, unless the store is shared.
    /// </summary>
    protected abstract Task<ICrossdockStore> OpenAsync();

    /// <summary>
    /// Opens another store over the same data while the first one stays open, as a second process would. Null, which is the default, when
    /// the data belongs to one process: the rules for several are skipped.
    /// </summary>
    protected virtual Task<ICrossdockStore?> OpenSecondAsync() => Task.FromResult<ICrossdockStore?>(null);

    /// <summary>Removes what the test left; the stores are closed by then.</summary>
    protected virtual ValueTask CleanUpAsync() => ValueTask.CompletedTask;

    /// <summary>Closes the store and opens it again, as a new process would.</summary>
    protected async Task RestartAsync()
    {
        await Store.DisposeAsync();
        _store = await OpenAsync();
    }

    /// <summary>Accepts one input.</summary>
    protected async Task<AcceptOutcome> AcceptAsync(InboxEntry entry) => (await Store.AcceptAsync(StoreInputs.Batch(entry), Stop)).MustBeOne();

    /// <summary>Claims work; by default at <see cref="StoreInputs.Noon"/>.</summary>
    protected Task<IReadOnlyList<ClaimedWork>> ClaimAsync(int maxItems = 10, DateTimeOffset? now = null, params string[] excluded) =>
        Store.ClaimAsync(StoreInputs.Claim(maxItems, now, excluded), Stop);

    /// <summary>Claims one work, which must be there.</summary>
    protected async Task<ClaimedWork> ClaimOneAsync(DateTimeOffset? now = null) => (await ClaimAsync(1, now)).MustBeOne();

    /// <summary>Commits.</summary>
    protected Task<CommitOutcome> CommitAsync(WorkCommit commit) => Store.CommitAsync(commit, Stop);

    /// <summary>Ends claimed work in a state; the claim must still hold.</summary>
    protected async Task FinishAsync(ClaimedWork work, WorkState state = WorkState.Confirmed) =>
        (await CommitAsync(StoreInputs.Commit(work, state))).MustBe(CommitOutcome.Committed);

    /// <summary>Lists the first exceptions of <see cref="StoreInputs.Tenant"/>.</summary>
    protected Task<IReadOnlyList<WorkItem>> ListAsync(params WorkState[] states) =>
        Store.ListExceptionsAsync(new ExceptionFilter(StoreInputs.Tenant, states), Stop);

    /// <summary>Reads a tenant's audit chain from its start.</summary>
    protected async Task<IReadOnlyList<AuditEntry>> AuditAsync(string tenant = StoreInputs.Tenant) =>
        await Store.ReadAuditAsync(tenant, 1, Stop).ToListAsync(Stop);

    /// <summary>Counts the work in a state.</summary>
    protected async Task<long> CountAsync(WorkState state) => (await Store.CountWorkAsync(Stop))[state];

    private static ValueTask CloseAsync(ICrossdockStore? store) => store?.DisposeAsync() ?? ValueTask.CompletedTask;
}
