using Crossdock.Canonical;
using Crossdock.TestKit.Fakes;

namespace Crossdock.FakeConnectors.Tests;

/// <summary>Credit notes, payments and refunds: sent as they are, recognised when they come again, and found when nobody knows.</summary>
public sealed class MoneyConnectorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_payment_is_recorded_once_per_key_and_found_by_its_number()
    {
        await using var connections = await Connections.StartAsync();
        await connections.Erp.ExecuteAsync(Connections.Submit(Documents.Order()), Token);
        var request = Record(Payment("PAY-1", PaymentType.Payment, 92.80m));

        (await connections.Erp.ProbeAsync(request, Token)).ShouldBe(ProbeResult.NotFound);
        var result = await connections.Erp.ExecuteAsync(request, Token);
        await connections.Erp.ExecuteAsync(request, Token);

        (await connections.Erp.ProbeAsync(request, Token)).ShouldBe(ProbeResult.Found(result.Remote!));
        connections.Systems.ReadLedger().Payments.ShouldBe([new("SO-1", 1)]);
        connections.Systems.ReadAmounts()["SO-1"].Payments.ShouldBe([new LedgerAmount("PAY-000001", "USD", 92.80m)]);

        await connections.Erp.ExecuteAsync(Record(Payment("RF-1", PaymentType.Refund, 10m)), Token);
        connections.Systems.ReadLedger().RefundPayments.ShouldBe([new("SO-1", 1)]);
    }

    [Fact]
    public async Task What_the_erp_refuses_points_into_the_payment()
    {
        await using var connections = await Connections.StartAsync();
        await connections.Erp.ExecuteAsync(Connections.Submit(Documents.Order()), Token);

        var result = await connections.Erp.ExecuteAsync(Record(Payment("PAY-1", PaymentType.Payment, 0.001m)), Token);

        result.Outcome.ShouldBe(EffectOutcome.Rejected);
        result.Error!.Pointer.ShouldBe("/amount/amount");
        var unmoved = await Should.ThrowAsync<ConnectorException>(() => connections.Erp.ExecuteAsync(Record(Payment("PAY-2", PaymentType.Void, 1m)), Token));
        (unmoved.Error.Kind, unmoved.Error.Pointer).ShouldBe((ErrorKind.Validation, "/type"));
    }

    [Fact]
    public async Task A_refund_that_is_asked_for_is_read_paid_found_and_read_as_paid()
    {
        await using var connections = await Connections.StartAsync();
        var order = connections.Systems.PlaceCapturedOrders().Codes[0];
        connections.Systems.TakePayments([order]);
        connections.Systems.AskForRefunds([order]);

        var page = await connections.Payments.ReadChangesAsync(new ChangeQuery(Checkpoint.Start, 10), Token);
        page.Changes.Select(change => change.Document!.Type).ShouldBe([PaymentType.Payment, PaymentType.Refund]);
        page.Changes.SelectMany(change => change.Problems).ShouldBeEmpty();
        var refund = page.Changes[1].Document!;
        Canonical.Payment.Codec.Validate(Canonical.Payment.Codec.ToUtf8Bytes(refund)).ShouldBeEmpty();
        Canonical.Rules.CanonicalRules.Check(refund).ShouldBeEmpty();
        refund.Amount.ShouldBe(Money.Of(1402.92m, "USD"));
        refund.Statuses.On(StatusAxis.Refund)!.Code.ShouldBe("requested");
        refund.Lines.ShouldHaveSingleItem().Amount.ShouldBe(refund.Amount);

        var request = Connections.Request("payments", IssueRefund.Operation, refund.Number, new IssueRefund(refund));
        (await connections.Payments.ProbeAsync(request, Token)).ShouldBe(ProbeResult.NotFound);
        var issued = await connections.Payments.ExecuteAsync(request, Token);
        (await connections.Payments.ProbeAsync(request, Token)).ShouldBe(ProbeResult.Found(issued.Remote!));
        connections.Systems.ReadLedger().Refunds.ShouldBe([new(order, 1)]);

        var paid = (await connections.Payments.ReadChangesAsync(new ChangeQuery(page.Next, 10), Token)).Changes.ShouldHaveSingleItem().Document!;
        paid.Statuses.On(StatusAxis.Refund)!.Code.ShouldBe("settled");
        paid.Number.ShouldBe(refund.Number);
    }

    private static EffectRequest<RecordPayment> Record(Payment payment) => Connections.Request("erp", RecordPayment.Operation, payment.Number, new RecordPayment(payment));

    private static Payment Payment(string number, PaymentType type, decimal amount) => new()
    {
        Number = number,
        Type = type,
        Currency = "USD",
        Amount = Documents.Usd(amount),
        Orders = [new DocumentReference { Type = DocumentReferenceType.Order, Id = "SO-1" }],
    };
}
