using Crossdock.Canonical;

namespace Crossdock.Faults.Soak;

/// <summary>
/// Shop, warehouse and ERP in memory, with books of a byte per document: a second document counts twice. A share of all calls fails, before or after it
/// took effect. Which, follows from the seed, the document and the attempt.
/// </summary>
internal sealed class SoakRemotes(SoakPlan plan)
{
    private readonly SoakDocuments _documents = new(plan);
    private readonly byte[] _orders = new byte[plan.Orders];
    private readonly byte[] _shipments = new byte[plan.Orders];
    private readonly byte[] _invoices = new byte[plan.Orders];
    private readonly long[] _invoiced = new long[SoakDocuments.Currencies.Count];
    private readonly long[] _ordered = new long[SoakDocuments.Currencies.Count];
    private readonly List<int> _toShip = new(plan.Orders);
    private readonly Lock _gate = new();
    private int _told;
    private int _done;
    private long _faults;
    private long _calls;

    /// <summary>Orders that are invoiced.</summary>
    public int Done => Volatile.Read(ref _done);

    public double FaultShare => _calls == 0 ? 0 : (double)_faults / _calls;

    public ChangePage<Order> ReadOrders(ChangeQuery query)
    {
        Disturb("orders", Interlocked.Increment(ref _calls), isWrite: false);
        var from = query.After.IsStart ? 0 : int.Parse(query.After.Cursor, System.Globalization.CultureInfo.InvariantCulture);
        var to = Math.Min(Math.Min(plan.Orders, from + query.PageSize), Done + SoakPlan.MaxUnderWay);

        // A source may tell again what it told before; it must not skip.
        var again = Math.Max(0, from - (from % 7));
        var page = Enumerable.Range(again, Math.Max(0, to - again)).Select(index => new Change<Order> { DocumentKey = SoakDocuments.NumberOf(index), Document = _documents.Order(index), SourceVersion = 1 });
        Volatile.Write(ref _told, Math.Max(_told, to));
        return new ChangePage<Order>([.. page], new Checkpoint(Math.Max(from, to).ToString(System.Globalization.CultureInfo.InvariantCulture)), HasMore: to < Math.Min(plan.Orders, Done + SoakPlan.MaxUnderWay));
    }

    public ChangePage<Shipment> ReadShipments(ChangeQuery query)
    {
        Disturb("shipments", Interlocked.Increment(ref _calls), isWrite: false);
        var from = query.After.IsStart ? 0 : int.Parse(query.After.Cursor, System.Globalization.CultureInfo.InvariantCulture);
        int[] indices;
        bool more;
        lock (_gate)
        {
            indices = [.. _toShip.Skip(from).Take(query.PageSize)];
            more = from + indices.Length < _toShip.Count;
        }

        var next = new Checkpoint((from + indices.Length).ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new ChangePage<Shipment>(
            [.. indices.Select(index => new Change<Shipment> { DocumentKey = "SH-" + index.ToString(System.Globalization.CultureInfo.InvariantCulture), Document = _documents.Shipment(index), SourceVersion = 1 })],
            next,
            more);
    }

    public EffectResult Submit(EffectRequest<SubmitOrder> request) => Write(request.Key, request.Attempt, _orders, index =>
    {
        var (currency, _) = _documents.WorthOf(index);
        _ordered[currency] += SoakDocuments.ToMinor(request.Command.Document.Totals!.PayableAmount, currency);
        _toShip.Add(index);
    });

    public EffectResult Report(EffectRequest<ReportShipment> request) => Write(request.Key, request.Attempt, _shipments, _ => { });

    public EffectResult Post(EffectRequest<PostInvoice> request) => Write(request.Key, request.Attempt, _invoices, index =>
    {
        var (currency, _) = _documents.WorthOf(index);
        _invoiced[currency] += SoakDocuments.ToMinor(request.Command.Document.Totals.PayableAmount, currency);
        _done++;
    });

    public ProbeResult Probe(IdempotencyKey key)
    {
        Disturb("probe/" + key.DocumentKey, Interlocked.Increment(ref _calls), isWrite: false);
        lock (_gate)
        {
            return BooksOf(key.Operation)[SoakDocuments.IndexOf(key.DocumentKey)] > 0 ? ProbeResult.Found(new RemoteReference(key.DocumentKey)) : ProbeResult.NotFound;
        }
    }

    /// <summary>Compares the books with what the sources told; empty when all is there once, to the minor unit.</summary>
    public IReadOnlyList<string> Audit()
    {
        lock (_gate)
        {
            var problems = new List<string>();
            foreach (var (name, books) in ((string, byte[])[])[("orders", _orders), ("shipments", _shipments), ("invoices", _invoices)])
            {
                var (lost, twice) = (books.Count(count => count == 0), books.Sum(count => Math.Max(0, count - 1)));
                problems.AddRange(lost + twice == 0 ? [] : [$"{name}: {lost} lost, {twice} duplicates"]);
            }

            var worth = new long[_ordered.Length];
            for (var index = 0; index < plan.Orders; index++)
            {
                var (currency, minor) = _documents.WorthOf(index);
                worth[currency] += minor;
            }

            for (var currency = 0; currency < worth.Length; currency++)
            {
                problems.AddRange(worth[currency] == _ordered[currency] && worth[currency] == _invoiced[currency]
                    ? []
                    : [$"{SoakDocuments.Currencies[currency]}: {worth[currency]} told, {_ordered[currency]} ordered, {_invoiced[currency]} invoiced, in minor units"]);
            }

            return problems;
        }
    }

    public string Balance()
    {
        lock (_gate)
        {
            return string.Join(", ", SoakDocuments.Currencies.Select((currency, index) =>
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{currency} {_ordered[index]} ordered = {_invoiced[index]} invoiced")));
        }
    }

    private byte[] BooksOf(string operation) =>
        operation == SubmitOrder.Operation.Name ? _orders : operation == ReportShipment.Operation.Name ? _shipments : _invoices;

    private EffectResult Write(IdempotencyKey key, int attempt, byte[] books, Action<int> book)
    {
        var index = SoakDocuments.IndexOf(key.DocumentKey);
        Interlocked.Increment(ref _calls);
        var late = Disturb($"{key.Operation}/{key.DocumentKey}", attempt, isWrite: true);
        lock (_gate)
        {
            // Invoices are guarded by a key of the remote's own, everything else by our looking it up.
            var isKnown = ReferenceEquals(books, _invoices) && books[index] > 0;
            if (!isKnown)
            {
                books[index]++;
                book(index);
            }
        }

        return late is null ? EffectResult.Applied(new RemoteReference(key.DocumentKey)) : throw late;
    }

    /// <summary>Throws a fault that comes before the call took effect, or returns one that comes after.</summary>
    private ConnectorException? Disturb(string what, long attempt, bool isWrite)
    {
        var dice = new Random(unchecked((int)(Hash(what) ^ ((ulong)attempt * 0x9E3779B97F4A7C15) ^ (ulong)plan.Seed))).NextDouble();
        if (dice >= plan.Faults)
        {
            return null;
        }

        Interlocked.Increment(ref _faults);
        var kind = dice / plan.Faults;
        return (isWrite, kind) switch
        {
            (false, _) or (_, < 0.4) => throw new ConnectorException(ErrorKind.Transient, "connection refused"),
            (_, < 0.5) => throw new ConnectorException(new ConnectorError { Kind = ErrorKind.Throttled, Message = "slow down", RetryAfter = TimeSpan.FromMilliseconds(5) }),
            (_, < 0.7) => throw new ConnectorException(ErrorKind.UnknownOutcome, "connection reset"),
            _ => new ConnectorException(ErrorKind.UnknownOutcome, "connection reset after it was done"),
        };
    }

    private static ulong Hash(string text) => text.Aggregate(14695981039346656037UL, (hash, letter) => unchecked((hash ^ letter) * 1099511628211UL));
}
