using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.TestKit.Fakes;

namespace Crossdock.Faults.Processes;

/// <summary>
/// The systems of a partner in this process, which outlives those that are killed, and the check of their own books: each order once everywhere, to the
/// minor unit; nothing of what had to be refused; stock never going back to an older level.
/// </summary>
internal sealed class RemoteBooks : IAsyncDisposable
{
    /// <summary>What the numbers of orders begin with that the ERP has to refuse.</summary>
    public const string RefusedByErp = "UNK";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly string _folder;
    private readonly long _seed;
    private readonly FakeSystems _systems;
    private readonly List<string> _good = [];
    private readonly List<string> _bad = [];
    private int _placed;
    private bool _isDisposed;

    private RemoteBooks(string folder, long seed, FakeSystems systems) => (_folder, _seed, _systems) = (folder, seed, systems);

    public Uri Address => _systems.BaseAddress;

    public FakeSystems Systems => _systems;

    /// <param name="folder">Where the journals are kept.</param>
    /// <param name="seed">Seed of the orders and of the faults.</param>
    /// <param name="faults">Share of requests that are answered badly.</param>
    /// <param name="adjust">Changes the systems' options last.</param>
    public static async Task<RemoteBooks> StartAsync(string folder, long seed, double faults, Func<FakeSystemsOptions, FakeSystemsOptions>? adjust = null)
    {
        var options = new FakeSystemsOptions
        {
            DataDirectory = folder,
            ShipDelay = TimeSpan.FromMilliseconds(30),
            Faults = new FaultPlan
            {
                Seed = seed,
                Rate = faults,
                Kinds = FaultKind.All & ~FaultKind.TimeoutAfterCommit,
                MaxLatency = TimeSpan.FromMilliseconds(20),
                MaxConsecutive = 2,
            },
        };
        return new RemoteBooks(folder, seed, await FakeSystems.StartAsync(adjust?.Invoke(options) ?? options));
    }

    /// <summary>Places orders that have to go through, and if asked for one that breaks the rules and one the ERP refuses.</summary>
    /// <returns>The numbers of those that have to go through.</returns>
    public IReadOnlyList<string> Place(int count, bool withBad = false, bool withUnknownItem = false)
    {
        var orders = Enumerable.Range(_placed, count).Select(index => VendureOrders.Generate(_seed, index)).ToList();
        _placed += count;
        _good.AddRange(orders.Select(order => (string)order["code"]!));
        if (withBad)
        {
            var bad = Next("BAD");
            bad["totalWithTax"] = (long)bad["totalWithTax"]! + 100;
            orders.Insert(count / 2, bad);
        }

        if (withUnknownItem)
        {
            var unknown = Next(RefusedByErp);
            unknown["lines"]![0]!["productVariant"]!["sku"] = "NO-SUCH-ITEM";
            orders.Insert(0, unknown);
        }

        _systems.PlaceOrders(orders);
        return _good[^count..];
    }

    /// <summary>Places an order whose times say that it was placed so long ago, as one does whose transaction took that long.</summary>
    public void PlaceLate(TimeSpan lateness)
    {
        var order = VendureOrders.Generate(_seed, _placed++);
        _good.Add((string)order["code"]!);
        var at = (TimeProvider.System.GetUtcNow() - lateness).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        (order["orderPlacedAt"], order["updatedAt"]) = (at, at);
        _systems.PlaceOrders([order], keepTimestamps: true);
    }

    /// <summary>True once each order that has to go through is in every ledger.</summary>
    public bool IsComplete() => Missing(_systems.ReadLedger()).Count == 0;

    /// <summary>Waits until that is so.</summary>
    public Task<bool> CompletesWithinAsync(TimeSpan limit, Func<bool>? givesUp = null) => IsWithinAsync(IsComplete, limit, givesUp);

    /// <summary>Waits until the ERP has these orders.</summary>
    public Task<bool> ReachErpWithinAsync(IReadOnlyList<string> numbers, TimeSpan limit) =>
        IsWithinAsync(() => numbers.All(_systems.ReadLedger().Orders.ContainsKey), limit, givesUp: null);

    private static async Task<bool> IsWithinAsync(Func<bool> isSo, TimeSpan limit, Func<bool>? givesUp)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            if (TimeProvider.System.GetElapsedTime(started) > limit || givesUp?.Invoke() == true)
            {
                return false;
            }

            await Task.Delay(s_pause, TimeProvider.System, CancellationToken.None);
        }

        return true;
    }

    /// <summary>Checks the books as they are now.</summary>
    public Verdict Check(string story)
    {
        var ledger = _systems.ReadLedger();
        var lost = Missing(ledger);
        var twice = Ledgers(ledger).SelectMany(one => one.Counts.Where(entry => entry.Value > 1).Select(entry => $"{story}: {entry.Key} {entry.Value} times in {one.Name}")).ToList();
        twice.AddRange(_bad.SelectMany(number => Ledgers(ledger).Where(one => one.Counts.ContainsKey(number)).Select(one => $"{story}: {number} had to be refused and is in {one.Name}")));
        var amounts = _systems.ReadAmounts();

        // What is missing is counted as such, and has no amounts to compare.
        var missing = _good.Where(number => Ledgers(ledger).Any(one => !one.Counts.ContainsKey(number))).ToHashSet();
        var wrong = _good.Where(number => !missing.Contains(number) && !Agrees(amounts[number])).Select(number => $"{story}: amounts of {number} differ: {amounts[number]}");
        return new Verdict([.. lost.Select(line => $"{story}: {line}")], twice, [.. wrong]);
    }

    /// <summary>Stops the systems and reads in the shop's journal whether a stock level ever went back: the warehouse only ships, so it never rises.</summary>
    public async Task<IReadOnlyList<string>> FindRegressionsAsync()
    {
        await DisposeAsync();
        var levels = new Dictionary<string, int>();
        var found = new List<string>();
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(_folder, "shop.jsonl")))
        {
            var entry = JsonNode.Parse(line)!;
            foreach (var level in (string?)entry["event"] == "stock" ? entry["levels"]!.AsArray() : [])
            {
                var (item, onHand) = ((string)level!["variantId"]!, (int)level["stockOnHand"]!);
                if (onHand > levels.GetValueOrDefault(item, int.MaxValue))
                {
                    found.Add($"stock of item {item} went from {levels[item]} back to {onHand}");
                }

                levels[item] = onHand;
            }
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            await _systems.DisposeAsync();
        }
    }

    private static (string Name, IReadOnlyDictionary<string, int> Counts)[] Ledgers(FakeLedger ledger) =>
    [
        ("orders", ledger.Orders), ("fulfilment requests", ledger.FulfilmentRequests), ("shipments", ledger.Shipments), ("ERP shipments", ledger.ErpShipments),
        ("shop fulfilments", ledger.ShopFulfilments), ("invoices", ledger.Invoices), ("shop notes", NotesOfOurs(ledger)),
    ];

    // That an order was refused is told to the shop, and so should be there.
    private static IReadOnlyDictionary<string, int> NotesOfOurs(FakeLedger ledger) =>
        ledger.ShopNotes.Where(entry => !entry.Key.StartsWith(RefusedByErp, StringComparison.Ordinal)).ToDictionary();

    private List<string> Missing(FakeLedger ledger) =>
        [.. Ledgers(ledger).SelectMany(one => _good.Where(number => !one.Counts.ContainsKey(number)).Select(number => $"{number} missing in {one.Name}"))];

    private static bool Agrees(FakeOrderAmounts amounts) =>
        amounts.Shop is { } shop
        && amounts.Orders.Count > 0 && amounts.Orders.All(order => order.Currency == shop.Currency) && amounts.Orders.Sum(order => order.Amount) == shop.Amount
        && amounts.Invoices.Count > 0 && amounts.Invoices.All(invoice => invoice.Currency == shop.Currency) && amounts.Invoices.Sum(invoice => invoice.Amount) == shop.Amount;

    private JsonObject Next(string prefix)
    {
        var order = VendureOrders.Generate(_seed, _placed++);
        order["code"] = prefix + (string)order["code"]!;
        _bad.Add((string)order["code"]!);
        return order;
    }
}
