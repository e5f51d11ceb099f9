using Crossdock.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Crossdock.OrderToCash;

/// <summary>One run: place orders in the shop, let the host move them, and check what the remote systems hold in the end.</summary>
/// <param name="plan">What to run.</param>
/// <param name="display">Shows the progress.</param>
/// <param name="time">The clock.</param>
internal sealed class OrderToCashRun(RunPlan plan, IProgressDisplay display, TimeProvider time)
{
    /// <summary>Changes the host's services last; tests plant bugs here.</summary>
    public Action<IServiceCollection>? Customise { get; init; }

    /// <summary>How long nothing may move. The default is longer than any back-off of the sample, so that a wait is not taken for an end.</summary>
    public TimeSpan StallLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Runs.</summary>
    /// <exception cref="CannotRunException">It cannot start.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted; what is unfinished stays in the store.</exception>
    public async Task<RunReport> RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await using var systems = await RemoteSystems.ConnectAsync(plan, cancellationToken);
        await RefuseForeignHistoryAsync(systems, cancellationToken);

        using var host = OrderToCashHost.Build(plan, systems, time, Customise);
        var store = host.Services.GetRequiredService<ICrossdockStore>();
        await StartAsync(host, cancellationToken);
        var orders = new ShopOrders(plan.Record.Orders, plan.Record.Seed);
        var inputs = orders.Numbers();
        var completed = false;
        try
        {
            await display.ShowAsync(async show => completed = await MoveAsync(systems, store, orders, inputs, show, cancellationToken));
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }

        return await ReportAsync(systems, store, inputs, completed, started, cancellationToken);
    }

    // The record comes before the store, so that there is no store without one; and goes again with a store that was not made.
    private async Task StartAsync(IHost host, CancellationToken cancellationToken)
    {
        plan.Record.Write(plan.Store);
        try
        {
            await OrderToCashHost.StartAsync(host, cancellationToken);
            await RefuseForeignStateAsync(host, cancellationToken);
        }
        catch (CannotRunException) when (plan.IsNew)
        {
            RunRecord.Delete(plan.Store);
            throw;
        }
    }

    // A file says by being there that it was used before; a database has to be asked.
    private async Task RefuseForeignStateAsync(IHost host, CancellationToken cancellationToken)
    {
        if (plan is { IsNew: true, Target.IsShared: true }
            && await host.Services.GetRequiredService<ICrossdockStore>().ReadTotalsAsync(cancellationToken) is { Accepted: > 0 } totals)
        {
            await host.StopAsync(cancellationToken);
            throw new CannotRunException(
                $"--store: {plan.Target.Name} holds an earlier run ({totals.Accepted} inputs). Continue it with --resume and its other options, or drop its schema 'crossdock'.");
        }
    }

    private async Task<bool> MoveAsync(
        RemoteSystems systems, ICrossdockStore store, ShopOrders orders, Inputs inputs, Action<RunProgress> show, CancellationToken cancellationToken)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var placed = 0;

        var placing = PlaceAsync(systems, orders, inputs, count => Interlocked.Add(ref placed, count), watching.Token);
        var watch = new RunWatch(systems, store, OrderToCashHost.Tenant, inputs, time, StallLimit).UntilDoneAsync(() => Volatile.Read(ref placed), show, watching.Token);
        try
        {
            if (await Task.WhenAny(placing, watch) == placing)
            {
                await placing;
            }

            return await watch;
        }
        finally
        {
            await watching.CancelAsync();
            await Task.WhenAll(placing, watch).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Placed while the host runs, as customers do; the bad one in the middle, so that others come after it. Nobody pays for that one.
    private async Task PlaceAsync(RemoteSystems systems, ShopOrders orders, Inputs inputs, Action<int> placed, CancellationToken cancellationToken)
    {
        var half = inputs.Good.Count / 2;
        await systems.PlaceAsync(orders.Good().Take(half), inputs.Refunded, placed, time, cancellationToken);
        await systems.PlaceAsync([orders.Bad()], refunded: null, placed, time, cancellationToken);
        await systems.PlaceAsync(orders.Good().Skip(half), inputs.Refunded, placed, time, cancellationToken);
    }

    // A new store knows nothing of documents made under another one, and would make them again.
    private async Task RefuseForeignHistoryAsync(RemoteSystems systems, CancellationToken cancellationToken)
    {
        if (plan.IsNew && (await systems.ReadCountsAsync(cancellationToken)).Total(LedgerName.Orders) is > 0 and var booked)
        {
            throw new CannotRunException(
                $"--remote: {systems.Address} holds {booked} ERP orders of an earlier run that this store knows nothing of. "
                + "Continue that run with its --store and --resume, or start FakeSystems with an empty --data folder.");
        }
    }

    private async Task<RunReport> ReportAsync(
        RemoteSystems systems, ICrossdockStore store, Inputs inputs, bool completed, long started, CancellationToken cancellationToken)
    {
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        var ledger = await systems.ReadLedgerAsync(cancellationToken);
        var ends = await VisibleEnds.ReadAsync(store, OrderToCashHost.Tenant, cancellationToken);
        var balance = BalanceCheck.Run(inputs, ledger, ends.Excused);
        var counts = ledger.Counts;
        var report = new RunReport
        {
            Balanced = balance.IsBalanced,
            Completed = completed,
            Orders = inputs.Good.Count,
            ErpOrders = counts.Total(LedgerName.Orders),
            Shipments = counts.Total(LedgerName.Shipments),
            Invoices = counts.Total(LedgerName.Invoices),
            Payments = counts.Total(LedgerName.Payments),
            Refunded = inputs.Refunded.Count,
            CreditNotes = counts.Total(LedgerName.CreditNotes),
            Refunds = counts.Total(LedgerName.Refunds),
            RefundPayments = counts.Total(LedgerName.RefundPayments),
            ErpShipments = counts.Total(LedgerName.ErpShipments),
            ShopFulfilments = counts.Total(LedgerName.ShopFulfilments),
            Lost = balance.Lost.Count,
            Duplicates = balance.Duplicates,
            WrongAmounts = balance.WrongAmounts.Count,
            FaultsInjected = await systems.ReadFaultsAsync(cancellationToken),
            Differences = [.. balance.Differences, .. Stuck(completed, await store.CountWorkAsync(cancellationToken))],
            Store = plan.Target.Name,
        };
        return await report.WithStoreAsync(ends, store, seconds, cancellationToken);
    }

    private IEnumerable<string> Stuck(bool completed, IReadOnlyDictionary<WorkState, long> work) => completed
        ? []
        : [
            $"nothing moved for {StallLimit.TotalSeconds:N0} s; work: {string.Join(", ", work.Where(entry => entry.Value > 0).Select(entry => $"{entry.Value} {entry.Key}"))}",
            $"next: see that the systems answer, read {OrderToCashHost.WarningsPath(plan)}, then run again with --store {plan.Target.Name} --resume",
        ];
}
