using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Crossdock.TestKit.Fakes;

/// <summary>
/// An ERP with a small REST API. Writes need an <c>Idempotency-Key</c>: the same key and payload get the same answer
/// within the window, another payload 409. Nothing else merges documents: another key makes another document, except
/// that a higher revision of an order amends it.
/// </summary>
internal sealed partial class FakeErp : IFakeSystem
{
    private readonly Lock _lock = new();
    private readonly FakeSystemsOptions _options;
    private readonly Journal<ErpEvent> _journal;
    private readonly Dictionary<string, (ErpKey Key, object Document)> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ErpOrder> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _numbersByReference = new(StringComparer.Ordinal);
    private readonly List<ErpDeliveryNote> _notes = [];
    private readonly Dictionary<string, List<ErpDeliveryNote>> _notesByOrder = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ErpInvoice>> _invoicesByOrder = new(StringComparer.Ordinal);
    private readonly FeedLog<ErpOrder> _orderFeed = new("erp-orders");
    private readonly FeedLog<ErpInvoice> _invoiceFeed = new("erp-invoices");
    private readonly FeedLog<ErpItem> _itemFeed = new("erp-items");

    public FakeErp(FakeSystemsOptions options)
    {
        _options = options;
        foreach (var item in FakeCatalogue.Items)
        {
            _itemFeed.Append(new ErpItem(item.Sku, item.Name, "C62", item.Gtin, item.IsReduced ? "reduced" : "standard", CurrencyExponent.FromMinor(item.Price, "USD"), "USD"));
        }

        _journal = Journal<ErpEvent>.Open(options.DataDirectory, "erp", Apply);
    }

    public RequestClass Classify(FakeRequest request) => request.Method == "GET"
        ? new RequestClass(FaultTarget.ErpRead, request.Path is "/orders" or "/invoices" && request.Parameter("changedSince") is not null)
        : new RequestClass(FaultTarget.ErpWrite, IsFeed: false);

    public ValueTask<FakeResponse> HandleAsync(FakeRequest request, CancellationToken cancellationToken)
    {
        if (request.Header("Authorization") != "Bearer " + _options.ErpToken)
        {
            return new(FakeResponse.Problem(401, "unauthorized", "Send Authorization: Bearer with a valid token."));
        }

        try
        {
            lock (_lock)
            {
                return new(Route(request));
            }
        }
        catch (FakeRefusal refusal)
        {
            return new(refusal.Response);
        }
    }

    public void Dispose() => _journal.Dispose();

    private FakeResponse Route(FakeRequest request) => (request.Method, request.Path) switch
    {
        ("GET", "/orders") => GetOrders(request),
        ("GET", var path) when path.StartsWith("/orders/", StringComparison.Ordinal) => GetOrder(path["/orders/".Length..]),
        ("POST", "/orders") => WriteOnce<ErpOrderInput>(request, WriteOrder),
        ("GET", "/shipments") => FakeResponse.Json(200, new { Shipments = FindShipments(request) }),
        ("POST", "/shipments") => WriteOnce<ErpShipmentInput>(request, WriteShipment),
        ("GET", "/invoices") => GetInvoices(request),
        ("POST", "/invoices") => WriteOnce<ErpInvoiceInput>(request, WriteInvoice),
        ("GET", "/credit-notes") => GetCreditNotes(request),
        ("POST", "/credit-notes") => WriteOnce<ErpCreditNoteInput>(request, WriteCreditNote),
        ("GET", "/payments") => GetPayments(request),
        ("POST", "/payments") => WriteOnce<ErpPaymentInput>(request, WritePayment),
        ("GET", "/items") => GetItems(request),
        (_, "/orders" or "/shipments" or "/invoices" or "/credit-notes" or "/payments" or "/items") => FakeResponse.Problem(405, "method-not-allowed", $"{request.Method} is not possible here."),
        _ => FakeResponse.Problem(404, "not-found", $"There is no {request.Path}."),
    };

    private FakeResponse WriteOnce<TInput>(FakeRequest request, Func<TInput, ErpKey, ErpEvent> write)
    {
        if (request.Header("Idempotency-Key") is not { Length: > 0 and <= 255 } value)
        {
            throw new FakeRefusal(400, "idempotency-key-missing", "Send an Idempotency-Key of 1 to 255 characters.");
        }

        var now = _options.TimeProvider.GetUtcNow();
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(request.Path), 0, .. request.Body]));
        if (_keys.TryGetValue(value, out var known) && now - known.Key.At < _options.IdempotencyWindow)
        {
            return known.Key.Fingerprint == fingerprint
                ? FakeResponse.Json(known.Key.Status, known.Document) with { Headers = [new("Idempotency-Replayed", "true")] }
                : throw new FakeRefusal(409, "idempotency-key-reused", "This Idempotency-Key was used with another payload.");
        }

        var @event = write(FakeInput.Read<TInput>(request), new ErpKey(value, fingerprint, 201, now));
        _journal.Append(@event);
        Apply(@event);
        return FakeResponse.Json(@event.Key.Status, _keys[value].Document);
    }

    private void Apply(ErpEvent @event)
    {
        switch (@event)
        {
            case ErpOrderWritten(var key, var order):
                if (!_orders.ContainsKey(order.Number))
                {
                    _numbersByReference.AddTo(order.Order.ExternalReference, order.Number);
                }

                _orders[order.Number] = order;
                _orderFeed.Append(order);
                _keys[key.Value] = (key, order);
                break;
            case ErpShipmentWritten(var key, var note):
                _notes.Add(note);
                _notesByOrder.AddTo(note.Shipment.OrderReference, note);
                _keys[key.Value] = (key, note);
                break;
            case ErpInvoiceWritten(var key, var invoice):
                _invoicesByOrder.AddTo(invoice.OrderReference, invoice);
                _invoiceFeed.Append(invoice);
                _keys[key.Value] = (key, invoice);
                break;
            case ErpCreditNoteWritten(var key, var note):
                Apply(note);
                _keys[key.Value] = (key, note);
                break;
            case ErpPaymentWritten(var key, var payment):
                Apply(payment);
                _keys[key.Value] = (key, payment);
                break;
        }
    }

    private static string Number(string prefix, long count) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{count:D6}");
}
