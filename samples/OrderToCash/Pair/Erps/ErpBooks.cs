namespace Crossdock.OrderToCash;

/// <summary>Reads an ERP's own books, around the connector, once. A system adds what it finds, by the orders of the shop.</summary>
internal abstract class ErpBooks
{
    private static readonly string[] s_payments = ["PAY-", "BACK-", "RF-"];

    private readonly Dictionary<string, List<decimal>> _sales = [];
    private readonly Dictionary<string, List<IReadOnlyDictionary<string, int>>> _shipments = [];
    private readonly Dictionary<string, List<decimal>> _invoices = [];
    private readonly Dictionary<string, List<decimal>> _creditNotes = [];
    private readonly Dictionary<string, List<decimal>> _received = [];
    private readonly Dictionary<string, List<decimal>> _paidOut = [];
    private readonly List<string> _strays = [];
    private HashSet<string> _known = [];

    /// <summary>Adds what the ERP holds to what the shop says of its orders.</summary>
    /// <returns>The orders, and what belongs to none of them.</returns>
    public async Task<(IReadOnlyList<OrderBooks> Orders, IReadOnlyList<string> Strays)> AddToAsync(IReadOnlyList<OrderBooks> shop)
    {
        _known = [.. shop.Select(order => order.Number)];
        await ReadAsync();
        return ([.. shop.Select(order => order with
        {
            Sales = _sales.GetValueOrDefault(order.Number) ?? [],
            Shipments = _shipments.GetValueOrDefault(order.Number) ?? [],
            Invoices = _invoices.GetValueOrDefault(order.Number) ?? [],
            CreditNotes = _creditNotes.GetValueOrDefault(order.Number) ?? [],
            Received = _received.GetValueOrDefault(order.Number) ?? [],
            PaidOut = _paidOut.GetValueOrDefault(order.Number) ?? [],
        })], _strays);
    }

    /// <summary>Reads all that there is, and adds it.</summary>
    protected abstract Task ReadAsync();

    /// <summary>True when the shop has the order; a sale for any other is a stray.</summary>
    protected bool IsKnown(string order, string sale)
    {
        if (!_known.Contains(order))
        {
            _strays.Add($"sale {sale} in the ERP is for order '{order}', which the shop does not have");
            return false;
        }

        return true;
    }

    /// <summary>A confirmed sale. A draft is no order yet; nobody would ship it.</summary>
    protected void AddSale(string order, decimal amount) => Add(_sales, order, amount);

    /// <summary>A shipment that left.</summary>
    /// <param name="orders">Whose goods it holds; a stray unless that is one order of the shop.</param>
    /// <param name="number">Its number.</param>
    /// <param name="pieces">Its lines.</param>
    /// <returns>The order; null for a stray.</returns>
    protected string? AddShipment(IEnumerable<string?> orders, string number, IEnumerable<(string Sku, int Pieces)> pieces)
    {
        if (orders.Distinct().ToList() is not [{ } order])
        {
            _strays.Add($"shipment {number} in the ERP is for no order of the shop, or for several");
            return null;
        }

        Add<IReadOnlyDictionary<string, int>>(_shipments, order, pieces.GroupBy(line => line.Sku).ToDictionary(group => group.Key, group => group.Sum(line => line.Pieces)));
        return order;
    }

    /// <summary>Goods that left by no shipment.</summary>
    protected void AddStrayGoods(string sku, int pieces) => _strays.Add($"{pieces} pieces of {sku} left the ERP's warehouse without a shipment");

    /// <summary>A posted invoice, or a credit note, whose amount is below zero.</summary>
    /// <param name="order">Its order as its lines tell it; null when they do not, as in a copy made by hand, which has only the reference.</param>
    /// <param name="number">Its number.</param>
    /// <param name="reference">Its reference: the shipment it is for, or the refund.</param>
    /// <param name="amount">Its amount.</param>
    /// <param name="orderOfShipment">The orders of the shipments.</param>
    protected void AddInvoice(string? order, string number, string reference, decimal amount, IReadOnlyDictionary<string, string> orderOfShipment)
    {
        order ??= orderOfShipment.GetValueOrDefault(reference) ?? _known.FirstOrDefault(one => reference == "RF-" + one);
        if (order is null)
        {
            _strays.Add($"invoice {number} over {amount} in the ERP is for no order of the shop");
            return;
        }

        Add(amount < 0 ? _creditNotes : _invoices, order, Math.Abs(amount));
    }

    /// <summary>What the books say came in from a customer.</summary>
    /// <param name="entry">Number of the entry.</param>
    /// <param name="text">Whose it is, only this says: its last part is PAY-, BACK- or RF- and the order.</param>
    /// <param name="received">Below zero for what went back.</param>
    protected void AddPayment(string entry, string text, decimal received)
    {
        var number = text.Split('/')[^1];
        if (_known.FirstOrDefault(one => s_payments.Any(kind => number == kind + one)) is not { } order)
        {
            _strays.Add($"{received} received in the ERP (entry {entry}, '{text}') is for no order of the shop");
            return;
        }

        Add(received < 0 ? _paidOut : _received, order, Math.Abs(received));
    }

    private static void Add<T>(Dictionary<string, List<T>> lists, string order, T value)
    {
        if (!lists.TryGetValue(order, out var list))
        {
            lists[order] = list = [];
        }

        list.Add(value);
    }
}
