using Crossdock.Canonical;
using Crossdock.RealSystems.Tryton;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Payments of the customer of one large sale.</summary>
public abstract class ErpRecordedPayments : EffectConformance<RecordPayment>
{
    private protected abstract ErpFixture Erp { get; }

    protected override ConnectorFixture Fixture => Erp;

    protected override EffectOperation Operation => RecordPayment.Operation;

    protected override async Task<EffectRequest<RecordPayment>> NextRequestAsync() => Request(WiredFixture.Number("CP"), await Erp.SoldAsync());

    protected override Task<EffectRequest<RecordPayment>?> NextRefusedRequestAsync() =>
        Task.FromResult<EffectRequest<RecordPayment>?>(Request(WiredFixture.Number("CP"), "NEVER-SUBMITTED"));

    protected override async Task<EffectRequest<RecordPayment>?> NextSimilarRequestAsync(EffectRequest<RecordPayment> request) =>
        Request(request.Key.DocumentKey + "0", await Erp.SoldAsync());

    protected override EffectRequest<RecordPayment> Revised(EffectRequest<RecordPayment> request) =>
        Request(request.Key.DocumentKey, request.Command.Document.Orders[0].Id, amount: 8.19m, revision: 2);

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<RecordPayment> request) =>
        [new("/amount/amount", request.Command.Document.Amount.Amount, (await Erp.FiguresAsync(ReceivedSql(request.Command.Document.Number)))[0])];

    /// <summary>The query of what the customer's account says came in.</summary>
    private protected abstract string ReceivedSql(string number);

    private static EffectRequest<RecordPayment> Request(string number, string order, decimal amount = 7.38m, int revision = 1) =>
        ErpDocuments.Request(Documents.Payment(number, PaymentType.Payment, amount, order), RecordPayment.Operation, number, revision);
}
