using Crossdock.Canonical;
using Crossdock.Canonical.CodeLists;
using Crossdock.Faults.History;
using Crossdock.Runtime;

namespace Crossdock.Faults.Simulation;

/// <summary>Shop, ERP and warehouse, and what customers and staff do there. They go on whatever becomes of Crossdock.</summary>
internal sealed class World
{
    private static readonly string[] s_currencies = ["EUR", "JPY", "KWD"];
    private readonly SimulatedRun _run;
    private readonly Dictionary<(string Connection, string Operation), EffectRule> _rules;
    private readonly Feed<Order> _orders;
    private readonly Feed<Shipment> _shipments;
    private readonly Feed<Invoice> _invoices;
    private readonly Feed<Inventory> _stock;
    private readonly Dictionary<string, SimOrder> _book = [];
    private readonly HashSet<string> _known = [];

    public World(SimulatedRun run)
    {
        _run = run;
        _rules = SimFlow.Rules(run.Random).ToDictionary(rule => (rule.Connection, rule.Operation.Name));
        Remotes = [new RemoteSystem(run, "shop"), new RemoteSystem(run, "erp"), new RemoteSystem(run, "warehouse")];
        Connections = [.. Remotes.Select(remote => new ConnectionDescriptor(remote.Name, SimFlow.Manifest(remote.Name, _rules.Values, run.Seams)))];
        _orders = new Feed<Order>(run, "shop");
        _shipments = new Feed<Shipment>(run, "warehouse");
        _invoices = new Feed<Invoice>(run, "erp");
        _stock = new Feed<Inventory>(run, "warehouse");
    }

    public IReadOnlyList<RemoteSystem> Remotes { get; }

    public IReadOnlyList<ConnectionDescriptor> Connections { get; }

    public IReadOnlyCollection<EffectRule> Rules => _rules.Values;

    /// <summary>Events that are still to come.</summary>
    public int Outstanding { get; private set; }

    public RemoteSystem RemoteOf(string connection) => Remotes.First(remote => remote.Name == connection);

    public EffectRule RuleOf(in IdempotencyKey key) => _rules[(key.Connection, key.Operation)];

    public bool IsRefusedByErp(string order) => _book.GetValueOrDefault(order)?.IsRefusedByErp == true;

    public IEnumerable<ISourcePoller> CreatePollers(VirtualProcess process) =>
        [_orders.CreatePoller(process), _shipments.CreatePoller(process), _invoices.CreatePoller(process), _stock.CreatePoller(process)];

    /// <summary>True when everything that was told is behind the stored cursors.</summary>
    public bool IsRead() => _orders.Settle() & _shipments.Settle() & _invoices.Settle() & _stock.Settle();

    /// <summary>Lays out the day.</summary>
    public void Begin()
    {
        for (var number = 1; number <= _run.Plan.Orders; number++)
        {
            Place($"SO-{number}");
        }

        var snapshots = _run.Random.Next(2, 7);
        for (var i = 0; i < snapshots; i++)
        {
            var sku = $"SKU-{_run.Random.Next(1, 3)}";
            var asOf = SimClock.Start + _run.Random.Upto(_run.Plan.Trouble);
            var available = _run.Random.Next(5);
            Later(_run.Random.Upto(_run.Plan.Trouble), () => _stock.Add(SimDocuments.Stock(sku, available, asOf), Input("warehouse", "inventory", $"{sku}@WH1", $"stock/{sku}@WH1", asOf.UtcTicks, $"{available}")));
        }

        for (var i = 0; i < 4; i++)
        {
            Later(_run.Random.Upto(_run.Plan.Trouble), () =>
            {
                _orders.Repeat();
                _shipments.Repeat();
                _invoices.Repeat();
                _stock.Repeat();
            });
        }
    }

    /// <summary>A remote took a request in; some cause more.</summary>
    public void Happened(object command, bool isRefused)
    {
        if (isRefused)
        {
            return;
        }

        switch (command)
        {
            case RequestFulfilment { Document: var request } when _known.Add($"request/{request.Number}"):
                Ship(_book[request.Number]);
                break;
            case PostInvoice { Document: var invoice } when _known.Add($"invoice/{invoice.Number}"):
                Issue(invoice);
                break;
        }
    }

    private void Place(string number)
    {
        var random = _run.Random;
        var currency = random.Pick<string>(s_currencies);
        Iso4217.TryGetExponent(currency, out var exponent);
        var order = new SimOrder(number, currency, random.Next(1, 4), random.Chance(0.1), random.Chance(0.5));
        _book.Add(number, order);
        var versions = random.Next(1, 4);
        var price = Scale(random.Next(1, 5000), exponent + 1);
        var mark = 1;
        var latest = _run.Plan.Trouble / 2;
        for (var version = 1; version <= versions; version++)
        {
            if (version > 1 && random.Chance(0.3))
            {
                price = Scale(random.Next(1, 5000), exponent + 1);
                mark++;
            }
            else if (version > 1 && random.Chance(0.7))
            {
                mark++;
            }

            var total = decimal.Round(order.Pieces * price, exponent, MidpointRounding.AwayFromZero);
            var isBroken = random.Chance(0.07);
            var document = SimDocuments.Order(number, mark, $"note {version}", order.Pieces, price, currency, isBroken ? total + Scale(1, exponent) : total);
            var input = Input("shop", "order", number, $"order/{number}", version, $"v{mark}", CommandFacts.Minor(Money.Of(total, currency)), currency, order.Pieces, isBroken);
            Later(random.Upto(latest), () => Tell(order, document, input));
        }
    }

    private void Tell(SimOrder order, Order document, RecordedInput input)
    {
        if (!order.IsPushed)
        {
            _orders.Add(document, input);
            return;
        }

        _run.History.Inputs.Add(input);
        var times = _run.Random.Chance(0.3) ? 2 : 1;
        for (var time = 0; time < times; time++)
        {
            Later(_run.Random.Upto(TimeSpan.FromSeconds(40)), () => Push(document, input));
        }
    }

    private void Push(Order document, RecordedInput input)
    {
        _run.Note($"shop pushes order {input.DocumentKey} v{input.Version} '{input.Mark}'");
        if (_run.AnyProcess() is { } process)
        {
            process.Watch(DeliverAsync(process, document, input));
        }

        // A sender that heard nothing tells it again.
        Later(TimeSpan.FromSeconds(20), () =>
        {
            if (!input.IsAccepted)
            {
                Push(document, input);
            }
        });
    }

    private static async Task DeliverAsync(VirtualProcess process, Order document, RecordedInput input)
    {
        if (await process.PushAsync("shop", document, input).ConfigureAwait(false))
        {
            input.IsAccepted = true;
        }
    }

    private void Ship(SimOrder order)
    {
        var left = order.Pieces;
        for (var part = 1; left > 0; part++)
        {
            var pieces = part == 1 && left > 1 && _run.Random.Chance(0.5) ? 1 : left;
            left -= pieces;
            var number = $"{order.Number}-S{part}";
            Later(_run.Random.Upto(TimeSpan.FromMinutes(1)), () =>
            {
                TellShipment(number, order, pieces, 1);
                if (_run.Random.Chance(0.3))
                {
                    Later(_run.Random.Upto(TimeSpan.FromMinutes(1)), () => TellShipment(number, order, pieces, 2));
                }
            });
        }
    }

    private void TellShipment(string number, SimOrder order, int pieces, int version) => _shipments.Add(
        SimDocuments.Shipment(number, order.Number, pieces, $"m{version}"),
        Input("warehouse", "shipment", number, $"order/{order.Number}", version, $"m{version}", pieces: pieces));

    private void Issue(Invoice invoice) => Later(_run.Random.Upto(TimeSpan.FromMinutes(1)), () =>
    {
        TellInvoice(invoice, 1);
        if (_run.Random.Chance(0.3))
        {
            Later(_run.Random.Upto(TimeSpan.FromMinutes(1)), () => TellInvoice(invoice, 2));
        }
    });

    private void TellInvoice(Invoice invoice, int version) => _invoices.Add(
        invoice with { BuyerReference = $"p{version}" },
        Input("erp", "invoice", invoice.Number, $"order/{invoice.Orders[0].Id}", version, $"p{version}", CommandFacts.Minor(invoice.Totals.PayableAmount), invoice.Currency));

    private void Later(TimeSpan delay, Action action)
    {
        Outstanding++;
        _run.Clock.In(delay, () =>
        {
            Outstanding--;
            action();
        });
    }

    private static RecordedInput Input(
        string source,
        string type,
        string key,
        string sequenceKey,
        long version,
        string mark,
        long? amount = null,
        string? currency = null,
        int pieces = 0,
        bool isBroken = false) => new()
        {
            Source = source,
            DocumentType = type,
            DocumentKey = key,
            SequenceKey = sequenceKey,
            Version = version,
            Mark = mark,
            Amount = amount,
            Currency = currency,
            Pieces = pieces,
            IsBroken = isBroken,
        };

    private static decimal Scale(int units, int exponent) => new(units, 0, 0, false, (byte)exponent);

    private sealed record SimOrder(string Number, string Currency, int Pieces, bool IsRefusedByErp, bool IsPushed);
}
