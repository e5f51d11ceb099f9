namespace Crossdock.Connectors.Vendure.Tests.Effects;

/// <summary>Money goes back once, exactly, and to the payment it came from.</summary>
public class Refunds
{
    [Fact]
    public async Task Zeros_for_shipping_and_adjustment_go_with_the_amount_because_PostgreSQL_refuses_it_alone()
    {
        var till = new RefundTill();
        await using var shop = TestShop.With(till.Handler);

        var result = await shop.ExecuteAsync(RefundTill.Refund("RF-1", 12.34m, lines: [("11", 1), ("11", 1)]));

        (result.Outcome, result.Remote!.Id).ShouldBe((EffectOutcome.Applied, "1"));
        till.LastInput.ToJsonString().ShouldBe(
            """{"paymentId":"5","amount":1234,"shipping":0,"adjustment":0,"lines":[{"orderLineId":"11","quantity":2}],"reason":"Broken (RF-1)"}""");
    }

    [Fact]
    public async Task A_full_refund_which_the_shop_would_pay_twice_in_parallel_is_paid_once()
    {
        var till = new RefundTill { Takes = TimeSpan.FromMilliseconds(30) };
        await using var shop = TestShop.With(till.Handler);

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => shop.ExecuteAsync(RefundTill.Refund("RF-1", 50m))));

        results.Count(result => result.Outcome == EffectOutcome.Applied).ShouldBe(1);
        results.Count(result => result.Outcome == EffectOutcome.AlreadyApplied).ShouldBe(4);
        till.Refunds.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refund_in_doubt_is_probed_and_never_paid_twice()
    {
        var till = new RefundTill { AnswersToLose = 1 };
        await using var shop = TestShop.With(till.Handler);
        var refund = RefundTill.Refund("RF-1", 50m);

        (await shop.ProbeAsync(refund)).Outcome.ShouldBe(ProbeOutcome.NotFound);
        (await Should.ThrowAsync<ConnectorException>(() => shop.ExecuteAsync(refund))).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        (await shop.ProbeAsync(refund)).Outcome.ShouldBe(ProbeOutcome.Found);
        (await shop.ExecuteAsync(refund)).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);
        till.Refunds.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_refunds_of_one_amount_are_two_and_a_changed_one_is_not_passed_off_as_paid()
    {
        var till = new RefundTill();
        await using var shop = TestShop.With(till.Handler);
        await shop.ExecuteAsync(RefundTill.Refund("RF-1", 10m));
        (await shop.ExecuteAsync(RefundTill.Refund("RF-2", 10m))).Outcome.ShouldBe(EffectOutcome.Applied);

        var changed = await shop.ExecuteAsync(RefundTill.Refund("RF-1", 11m));

        (changed.Outcome, changed.Error!.Kind, changed.Error.Pointer).ShouldBe((EffectOutcome.Rejected, ErrorKind.Conflict, "/number"));
        (await shop.ProbeAsync(RefundTill.Refund("RF-1", 11m))).Outcome.ShouldBe(ProbeOutcome.NotFound);
        till.Refunds.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_refund_that_the_provider_did_not_pay_is_refused_and_may_be_asked_for_again()
    {
        var till = new RefundTill { State = "Failed" };
        await using var shop = TestShop.With(till.Handler);
        (await shop.ExecuteAsync(RefundTill.Refund("RF-1", 100m))).Outcome.ShouldBe(EffectOutcome.Rejected);
        (await shop.ProbeAsync(RefundTill.Refund("RF-1", 100m))).Outcome.ShouldBe(ProbeOutcome.NotFound);

        till.State = "Settled";

        (await shop.ExecuteAsync(RefundTill.Refund("RF-1", 100m))).Outcome.ShouldBe(EffectOutcome.Applied);
    }

    [Theory]
    [InlineData("USD", "1.00", null, "11", "/amount/currency", "EUR")]
    [InlineData("EUR", "1.005", null, "11", "/amount/amount", "1.005")]
    [InlineData("EUR", "0", null, "11", "/amount/amount", "above zero")]
    [InlineData("EUR", "100.01", null, "11", "/amount/amount", "less is left")]
    [InlineData("EUR", "1.00", "6", "11", "/originalPayment", "'6'")]
    [InlineData("EUR", "1.00", "tx-5", "12", "/lines/0/lineId", "'12'")]
    public async Task What_cannot_be_paid_back_names_the_field_the_value_and_where_to_correct_it(
        string currency, string amount, string? payment, string line, string pointer, string said)
    {
        var till = new RefundTill();
        await using var shop = TestShop.With(till.Handler);

        var result = await shop.ExecuteAsync(RefundTill.Refund("RF-1", decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency, payment, (line, 1)));

        (result.Outcome, result.Error!.Pointer).ShouldBe((EffectOutcome.Rejected, pointer));
        result.Error.Message.ShouldContain(said);
        result.Error.Message.ShouldContain("correct");
        till.Refunds.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_order_without_one_settled_payment_needs_the_payment_named()
    {
        var till = new RefundTill { PaymentState = "Authorized" };
        await using var shop = TestShop.With(till.Handler);

        (await shop.ExecuteAsync(RefundTill.Refund("RF-1", 1m))).Error!.Pointer.ShouldBe("/originalPayment");
    }
}
