using Crossdock.Canonical;
using Crossdock.RealSystems.Tryton;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonRecordedPayments(SqliteTryton live) : EffectConformance<RecordPayment>
{
    private TrytonFixture Erp => field ??= new TrytonFixture(live);

    private TrytonSales Sales => field ??= new TrytonSales(Erp);

    protected override ConnectorFixture Fixture => Erp;

    protected override EffectOperation Operation => RecordPayment.Operation;

    protected override async Task<EffectRequest<RecordPayment>> NextRequestAsync() => Request(TrytonFixture.Number("CP"), await Sales.SoldAsync());

    protected override Task<EffectRequest<RecordPayment>?> NextRefusedRequestAsync() =>
        Task.FromResult<EffectRequest<RecordPayment>?>(Request(TrytonFixture.Number("CP"), "NEVER-SUBMITTED"));

    protected override async Task<EffectRequest<RecordPayment>?> NextSimilarRequestAsync(EffectRequest<RecordPayment> request) =>
        Request(request.Key.DocumentKey + "0", await Sales.SoldAsync());

    protected override EffectRequest<RecordPayment> Revised(EffectRequest<RecordPayment> request) =>
        Request(request.Key.DocumentKey, request.Command.Document.Orders[0].Id, amount: 8.19m, revision: 2);

    /// <summary>What is not posted is not in the books; beside one that is, each counts.</summary>
    protected override Task<int> CountEffectsAsync(EffectRequest<RecordPayment> request) => Erp.CountAsync($"""
        SELECT CASE WHEN SUM(CASE WHEN state = 'posted' THEN 1 ELSE 0 END) > 0 THEN COUNT(*) ELSE 0 END
        FROM account_move WHERE description = '{Mark(request)}'
        """);

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<RecordPayment> request) =>
    [
        new("/amount/amount", request.Command.Document.Amount.Amount, (await Erp.FiguresAsync($"""
            SELECT l.credit FROM account_move m JOIN account_move_line l ON l.move = m.id WHERE m.description = '{Mark(request)}' AND l.party IS NOT NULL
            """))[0]),
    ];

    private static string Mark(EffectRequest<RecordPayment> request) => "crossdock:acme/" + request.Command.Document.Number;

    private static EffectRequest<RecordPayment> Request(string number, string order, decimal amount = 7.38m, int revision = 1) => TrytonDocuments.Request(
        new RecordPayment(new Payment
        {
            Number = number,
            Type = PaymentType.Payment,
            Currency = "EUR",
            Amount = Money.Of(amount, "EUR"),
            CreatedAt = TimeProvider.System.GetUtcNow(),
            Orders = [new DocumentReference { Type = DocumentReferenceType.Order, Id = order }],
        }),
        RecordPayment.Operation,
        number,
        revision);
}
