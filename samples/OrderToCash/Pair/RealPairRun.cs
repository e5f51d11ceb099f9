using Crossdock.Canonical;
using Crossdock.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Crossdock.OrderToCash;

/// <summary>One run with the real pair: customers buy, people work in both systems, the host moves what has to move, and in the end both books are compared.</summary>
internal sealed class RealPairRun : IDisposable
{
    private const int OrdersPerRound = 10;
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(4);

    private readonly RunPlan _plan;
    private readonly RealPair _pair;
    private readonly IProgressDisplay _display;
    private readonly TimeProvider _time;
    private readonly LossyNetwork _network;
    private readonly IHost _host;
    private readonly ICrossdockStore _store;
    private readonly PairReader _reader;
    private readonly long _started;
    private readonly List<PlacedOrder> _placed = [];

    /// <summary>Makes a run.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="pair">The systems; fresh ones.</param>
    /// <param name="display">Shows the progress.</param>
    /// <param name="time">The clock.</param>
    public RealPairRun(RunPlan plan, RealPair pair, IProgressDisplay display, TimeProvider time)
    {
        (_plan, _pair, _display, _time, _started) = (plan, pair, display, time, time.GetTimestamp());
        _network = new LossyNetwork(plan.Record.Faults, plan.Record.Seed);
        _host = RealPairHost.Build(plan, pair, _network, time);
        _store = _host.Services.GetRequiredService<ICrossdockStore>();
        _reader = new PairReader(pair, _store);
    }

    /// <summary>How long nothing may move.</summary>
    public TimeSpan StallLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Starts the systems, runs and stops them.</summary>
    /// <exception cref="CannotRunException">They cannot be started, or the store is refused.</exception>
    public static async Task<RunReport> RunAsync(RunPlan plan, IProgressDisplay display, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var pair = await RealPair.StartAsync(plan.Record.Pair!, time);
        using var run = new RealPairRun(plan, pair, display, time);
        return await run.RunAsync(cancellationToken);
    }

    /// <summary>Runs.</summary>
    /// <exception cref="CannotRunException">The store is refused.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public async Task<RunReport> RunAsync(CancellationToken cancellationToken)
    {
        _plan.Record.Write(_plan.Store);
        await OrderToCashHost.StartAsync(_host, cancellationToken);
        var completed = false;
        try
        {
            await _display.ShowAsync(async show => completed = await LiveAsync(show, cancellationToken));
        }
        finally
        {
            await _host.StopAsync(CancellationToken.None);
        }

        var report = await ReadAgainAsync(cancellationToken);
        return completed ? report : report with
        {
            Completed = false,
            Differences =
            [
                .. report.Differences,
                $"nothing moved for {StallLimit.TotalSeconds:N0} s; read {OrderToCashHost.WarningsPath(_plan)}. The systems of this run ended with it, so start another one",
            ],
        };
    }

    /// <summary>Reads both books after the run.</summary>
    public async Task<RunReport> ReadAgainAsync(CancellationToken cancellationToken)
    {
        var state = await _reader.ReadAsync(_placed, cancellationToken);
        return await RealPairReport.Make(state, _placed, _pair, _network.Counts, _plan.Target.Name)
            .WithStoreAsync(state.Ends, _store, _time.GetElapsedTime(_started).TotalSeconds, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _host.Dispose();

    private async Task<bool> LiveAsync(Action<RunProgress> show, CancellationToken cancellationToken)
    {
        var toShip = new List<PlacedOrder>();
        PairState? state = null;
        var (readAt, readFor) = (0L, TimeSpan.Zero);

        // The warehouse works while customers buy.
        foreach (var some in PairPlan.Make(_plan.Record.Orders, _plan.Record.Seed, _pair.Shop.RoundsTotalOnly).Chunk(OrdersPerRound))
        {
            foreach (var next in some)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var order = await _pair.Shop.PlaceAsync(next);
                _placed.Add(order);
                toShip.Add(order);
                foreach (var payment in order.MoneyMoved(_time.GetUtcNow()))
                {
                    await HandOverAsync(RealPairFlow.PaymentProvider, payment, cancellationToken);
                }
            }

            await ShipAsync(toShip, cancellationToken);
            if (state is null || IsDue())
            {
                state = await ReadBooksAsync();
            }
        }

        var (last, lastMoved, isCounted) = ("", _time.GetTimestamp(), false);
        while (true)
        {
            await ShipAsync(toShip, cancellationToken);
            await _pair.Shop.PayRefundsAsync();
            var work = await _store.CountWorkAsync(cancellationToken);
            var isQuiet = work.GetValueOrDefault(WorkState.Claimed) == 0 && await _store.NextDueAsync(cancellationToken) is null;
            if (state is null || isQuiet || IsDue())
            {
                state = await ReadBooksAsync();
                toShip.RemoveAll(order => state.Ends.Excused.ContainsKey(order.Number)); // it waits for a person, and so do its parcels
            }

            if (isQuiet && toShip.Count == 0 && state.Balance.Lost.Count == 0)
            {
                if (isCounted && state.Balance.WrongStock.Count == 0)
                {
                    return true;
                }

                if (!isCounted)
                {
                    // In the evening the warehouse finds other figures than it had, and the shop is told these. During the day the shop may show less than
                    // there is, since it takes what it is told to have shipped off a stock from which the ERP took it already.
                    await _pair.Erp.CountStockAsync(_plan.Record.Seed);
                    isCounted = true;
                }
            }

            var now = $"{toShip.Count} {isCounted} {state.Balance.Lost.Count} {state.Balance.WrongStock.Count} {string.Join(' ', work.OrderBy(entry => entry.Key))}";
            if (now != last)
            {
                (last, lastMoved) = (now, _time.GetTimestamp());
            }
            else if (_time.GetElapsedTime(lastMoved) > StallLimit)
            {
                return false;
            }

            await Task.Delay(s_interval, _time, cancellationToken);
        }

        // All books of both systems are much work for them; most of their time is for what moves.
        bool IsDue() => _time.GetElapsedTime(readAt) > 4 * readFor;

        async Task<PairState> ReadBooksAsync()
        {
            var began = _time.GetTimestamp();
            var books = await _reader.ReadAsync(_placed, cancellationToken);
            show(Progress(books));
            (readAt, readFor) = (_time.GetTimestamp(), _time.GetElapsedTime(began));
            return books;
        }
    }

    private async Task ShipAsync(List<PlacedOrder> toShip, CancellationToken cancellationToken)
    {
        foreach (var left in await _pair.Erp.ShipAsync(toShip, cancellationToken))
        {
            toShip.Remove(left);
            if (left.Plan.Returned is not null)
            {
                await HandOverAsync(RealPairFlow.ServiceDesk, left.RefundRequest(_time.GetUtcNow()), cancellationToken);
            }
        }
    }

    private async Task HandOverAsync(string source, Payment payment, CancellationToken cancellationToken)
    {
        var intake = _host.Services.GetRequiredService<IIntake>();
        var result = await intake.AcceptAsync(source, payment, cancellationToken: cancellationToken);
        if (result.Problems.Count > 0)
        {
            throw new InvalidOperationException($"Payment {payment.Number} was refused: {string.Join("; ", result.Problems)}");
        }
    }

    private RunProgress Progress(PairState state) => new(
        _plan.Record.Orders,
        [
            ("Placed in the shop", _placed.Count),
            ("ERP orders", state.Books.Orders.Sum(order => order.Sales.Count)),
            ("Shipments", state.Books.Orders.Sum(order => order.Shipments.Count)),
            ("Tracking in the shop", state.Books.Orders.Sum(order => order.Fulfilments.Count)),
            ("Invoices", state.Books.Orders.Sum(order => order.Invoices.Count)),
        ]);
}
