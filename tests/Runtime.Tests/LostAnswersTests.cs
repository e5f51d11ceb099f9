using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>
/// Faults 12 and 13: the store refuses for a while (deadlock, serialization, no connection free), or does what it was asked for and its answer is lost. Nothing is
/// lost and nothing happens twice.
/// </summary>
public sealed class LostAnswersTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Whatever_the_store_answers_each_effect_happens_once(int seed)
    {
        UnsureStore? unsure = null;
        for (var number = 1; number <= 5; number++)
        {
            _world.Orders.Add(Docs.Order($"SO-{number}"), $"SO-{number}", 1);
        }

        await using var host = await TestHost.StartAsync(
            _world,
            _folder.Store,
            flow =>
            {
                flow.On<Order>("shop").SequenceBy(order => order.Number).Submit("erp").RequestFulfilment("warehouse");
                flow.On<Order>("portal").Pushed().KeyBy(order => "portal-" + order.Number).Submit("erp");
            },
            decorate: store => unsure = new UnsureStore(store, new Random(seed)));
        for (var number = 1; number <= 3; number++)
        {
            await SendAsync(host, Docs.Order($"PO-{number}"));
        }

        await host.SettleAsync();

        unsure!.Lost.ShouldBeGreaterThan(5, $"seed {seed}");
        unsure.Refused.ShouldBeGreaterThan(5, $"seed {seed}");
        _world.Erp.Ledger.Select(entry => entry.Key).Order().ShouldBe(
            ["SO-1", "SO-2", "SO-3", "SO-4", "SO-5", "portal-PO-1", "portal-PO-2", "portal-PO-3"], ignoreOrder: true, $"seed {seed}");
        _world.Warehouse.Ledger.Select(entry => entry.Key).ShouldBe(["SO-1", "SO-2", "SO-3", "SO-4", "SO-5"], ignoreOrder: true, $"seed {seed}");
        (await host.ExceptionsAsync()).ShouldBeEmpty($"seed {seed}");
    }

    /// <summary>A sender that does not know repeats.</summary>
    private static async Task SendAsync(TestHost host, Order order)
    {
        for (var attempt = 0; ; attempt++)
        {
            attempt.ShouldBeLessThan(50);
            try
            {
                (await host.Intake.AcceptAsync("portal", order, 1, Cancel)).IsTaken.ShouldBeTrue();
                return;
            }
            catch (StoreException failure)
            {
                failure.Kind.ShouldBeOneOf(StoreErrorKind.Transient, StoreErrorKind.Unknown);
            }
        }
    }

    private sealed class UnsureStore(ICrossdockStore inner, Random random) : ForwardingStore(inner)
    {
        private readonly Lock _gate = new();

        public int Lost { get; private set; }

        public int Refused { get; private set; }

        public override Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(AcceptBatch batch, CancellationToken cancellationToken) =>
            CallAsync(() => base.AcceptAsync(batch, cancellationToken));

        public override Task<IReadOnlyList<ClaimedWork>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) =>
            CallAsync(() => base.ClaimAsync(request, cancellationToken));

        public override Task<CommitOutcome> CommitAsync(WorkCommit commit, CancellationToken cancellationToken) =>
            CallAsync(() => base.CommitAsync(commit, cancellationToken));

        private async Task<T> CallAsync<T>(Func<Task<T>> call)
        {
            int chance;
            lock (_gate)
            {
                // Not for ever: what is tested is that it comes to an end once the store is well.
                chance = Lost + Refused < 60 ? random.Next(100) : 100;
                Refused += chance < 20 ? 1 : 0;
                Lost += chance is >= 20 and < 45 ? 1 : 0;
            }

            if (chance < 20)
            {
                throw new StoreException(StoreErrorKind.Transient, "could not serialize access");
            }

            var answer = await call();
            return chance < 45 ? throw new StoreException(StoreErrorKind.Unknown, "the connection was lost at the commit") : answer;
        }
    }
}
