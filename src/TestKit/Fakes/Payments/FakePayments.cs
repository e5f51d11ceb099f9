using System.Globalization;

namespace Crossdock.TestKit.Fakes;

/// <summary>
/// The shop's payment provider, with a small REST API and no idempotency keys: a refund that is issued twice is paid twice. Clients can search for
/// what they issued. Money is taken when an order is placed; customer service asks for refunds, which somebody has to issue.
/// </summary>
internal sealed class FakePayments : IFakeSystem
{
    private readonly Lock _lock = new();
    private readonly FakeSystemsOptions _options;
    private readonly Journal<PaymentEvent> _journal;
    private readonly Dictionary<string, PaymentRow> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<IssuedRefund>> _issuedByRequest = new(StringComparer.Ordinal);
    private readonly FeedLog<PaymentRow> _feed = new("transactions");
    private int _issued;

    public FakePayments(FakeSystemsOptions options)
    {
        _options = options;
        _journal = Journal<PaymentEvent>.Open(options.DataDirectory, "payments", Apply);
    }

    public RequestClass Classify(FakeRequest request) => request.Method == "GET"
        ? new RequestClass(FaultTarget.PaymentsRead, request.Path is "/transactions")
        : new RequestClass(FaultTarget.PaymentsWrite, IsFeed: false);

    public ValueTask<FakeResponse> HandleAsync(FakeRequest request, CancellationToken cancellationToken)
    {
        if (request.Header("X-Api-Key") != _options.PaymentsApiKey)
        {
            return new(FakeResponse.Problem(401, "unauthorized", "Send a valid X-Api-Key."));
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

    /// <summary>Takes the money of an order, once.</summary>
    public void Take(LedgerAmount order)
    {
        lock (_lock)
        {
            if (!_rows.ContainsKey(PaymentOf(order.Number)))
            {
                Note(PaymentOf(order.Number), PaymentRow.Payment, PaymentRow.Paid, order);
            }
        }
    }

    /// <summary>Asks for a refund of an order, once.</summary>
    /// <param name="order">The order's number, and how much goes back.</param>
    /// <param name="lines">For what.</param>
    public void Ask(LedgerAmount order, IReadOnlyList<PaymentRefundLine> lines)
    {
        lock (_lock)
        {
            if (!_rows.ContainsKey(RefundOf(order.Number)))
            {
                Note(RefundOf(order.Number), PaymentRow.Refund, PaymentRow.Requested, order, lines);
            }
        }
    }

    /// <summary>What is asked for and what was paid back, per shop order number.</summary>
    public PaymentsLedger ReadLedger()
    {
        lock (_lock)
        {
            return new PaymentsLedger(
                _rows.Values.Where(row => row.Type == PaymentRow.Refund).ToDictionary(row => row.OrderReference, row => new LedgerAmount(row.Number, row.Currency, row.Amount)),
                _issuedByRequest.Values.SelectMany(refunds => refunds).GroupBy(refund => refund.Refund.OrderReference).ToDictionary(
                    group => group.Key,
                    group => (IReadOnlyList<LedgerAmount>)[.. group.Select(refund => new LedgerAmount(refund.Number, refund.Refund.Currency, refund.Refund.Amount))]));
        }
    }

    public void Dispose() => _journal.Dispose();

    private FakeResponse Route(FakeRequest request) => (request.Method, request.Path) switch
    {
        ("GET", "/transactions") => GetTransactions(request),
        ("GET", "/refunds") => GetRefunds(request),
        ("POST", "/refunds") => Issue(FakeInput.Read<IssueRefundInput>(request)),
        (_, "/transactions" or "/refunds") => FakeResponse.Problem(405, "method-not-allowed", $"{request.Method} is not possible here."),
        _ => FakeResponse.Problem(404, "not-found", $"There is no {request.Path}."),
    };

    private FakeResponse GetTransactions(FakeRequest request)
    {
        var page = _feed.Read(request, request.Parameter("after"), (row, sequence) => _rows[row.Number].Sequence == sequence);
        return FakeResponse.Json(200, new { Transactions = page.Rows, page.NextCursor, page.HasMore });
    }

    private FakeResponse GetRefunds(FakeRequest request) => request.Parameter("requestReference") is { } reference
        ? FakeResponse.Json(200, new { Refunds = _issuedByRequest.GetValueOrDefault(reference, []) })
        : throw new FakeRefusal(400, "bad-query", "Ask by requestReference.");

    private FakeResponse Issue(IssueRefundInput input)
    {
        var asked = _rows.GetValueOrDefault(input.RequestReference);
        FakeRefusal.Unless(asked is { Type: PaymentRow.Refund }, "unknown-request", $"Nobody asked for a refund '{input.RequestReference}'.", "/requestReference");
        FakeRefusal.Unless(asked!.OrderReference == input.OrderReference, "wrong-order", $"Refund '{input.RequestReference}' is for order {asked.OrderReference}.", "/orderReference");
        FakeRefusal.Unless(asked.Currency == input.Currency, "currency-mismatch", $"The payment is in {asked.Currency}.", "/currency");
        FakeRefusal.Unless(asked.Amount == input.Amount, "wrong-amount", $"{asked.Amount} is to be paid back, not {input.Amount}.", "/amount");
        var refund = new IssuedRefund(string.Create(CultureInfo.InvariantCulture, $"RF-{_issued + 1:D6}"), input, Now());
        Commit(new RefundPaid(refund));
        return FakeResponse.Json(201, refund);
    }

    private void Note(string number, string type, string status, LedgerAmount order, IReadOnlyList<PaymentRefundLine>? lines = null) => Commit(new TransactionNoted(
        new PaymentRow(number, type, status, order.Number, order.Currency, order.Amount, Now(), Now(), _feed.NextSequence)
        {
            PaymentReference = type == PaymentRow.Refund ? PaymentOf(order.Number) : null,
            Reason = type == PaymentRow.Refund ? "arrived damaged" : null,
            Lines = lines ?? [],
        }));

    private void Commit(PaymentEvent @event)
    {
        _journal.Append(@event);
        Apply(@event);
    }

    private void Apply(PaymentEvent @event)
    {
        switch (@event)
        {
            case TransactionNoted(var row):
                Put(row);
                break;
            case RefundPaid(var refund):
                _issued++;
                _issuedByRequest.AddTo(refund.Refund.RequestReference, refund);
                Put(_rows[refund.Refund.RequestReference] with { Status = PaymentRow.Paid, ChangedAt = refund.PaidAt, Sequence = _feed.NextSequence });
                break;
        }
    }

    private void Put(PaymentRow row)
    {
        _rows[row.Number] = row;
        _feed.Append(row);
    }

    private DateTimeOffset Now() => _options.TimeProvider.GetUtcNow();

    private static string PaymentOf(string order) => "PAY-" + order;

    private static string RefundOf(string order) => "REF-" + order;
}
