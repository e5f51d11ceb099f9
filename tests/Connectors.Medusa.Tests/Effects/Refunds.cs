using Crossdock.Canonical;

namespace Crossdock.Connectors.Medusa.Tests.Effects;

/// <summary>Money goes back once, exactly, and to the payment it came from.</summary>
public class Refunds
{
    private const string Order = "order_1";

    [Fact]
    public async Task A_refund_names_its_number_in_the_note()
    {
        var (fake, shop) = Shop();
        await using var disposed = shop;

        var result = await shop.DoAsync(Documents.Refund("RF-1", Order, 12.34m), "RF-1");

        result.Outcome.ShouldBe(EffectOutcome.Applied);
        var refund = fake.Refunds.ShouldHaveSingleItem();
        ((string)refund["note"]!, FakeShop.Number(refund, "amount")).ShouldBe(("Broken (RF-1)", 12.34m));
    }

    [Fact]
    public async Task A_refund_which_the_shop_would_pay_as_often_as_it_is_asked_is_paid_once()
    {
        var (fake, shop) = Shop();
        await using var disposed = shop;
        fake.Handler.Takes = TimeSpan.FromMilliseconds(30);

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => shop.DoAsync(Documents.Refund("RF-1", Order, 10m), "RF-1")));

        results.Count(result => result.Outcome == EffectOutcome.Applied).ShouldBe(1);
        results.Count(result => result.Outcome == EffectOutcome.AlreadyApplied).ShouldBe(4);
        fake.Refunds.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public async Task A_refund_in_doubt_is_probed_and_never_paid_twice(int lost, int errors)
    {
        var (fake, shop) = Shop();
        await using var disposed = shop;
        (fake.AnswersToLose, fake.ErrorsAfterDone) = (lost, errors);
        var refund = Documents.Refund("RF-1", Order, 50m);

        (await shop.ProbeAsync(refund, "RF-1")).Outcome.ShouldBe(ProbeOutcome.NotFound);
        (await Should.ThrowAsync<ConnectorException>(() => shop.DoAsync(refund, "RF-1"))).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        (await shop.ProbeAsync(refund, "RF-1")).Outcome.ShouldBe(ProbeOutcome.Found);
        (await shop.DoAsync(refund, "RF-1")).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);
        fake.Refunds.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_pays_back_all_that_can_be_paid_pays_back_the_shops_fractions_of_a_cent_too()
    {
        var (fake, shop) = Shop();
        await using var disposed = shop;

        var refund = Documents.Refund("RF-1", Order, 86.12m);
        await shop.DoAsync(refund, "RF-1");

        FakeShop.Number(fake.Refunds.ShouldHaveSingleItem(), "amount").ShouldBe(86.12387m);
        (await shop.ProbeAsync(refund, "RF-1")).Outcome.ShouldBe(ProbeOutcome.Found);
        (await shop.FindAsync(Order))!.Document!.Statuses.On(StatusAxis.Payment)!.Code.ShouldBe(PaymentStatus.Refunded.Value);
    }

    [Fact]
    public async Task Two_refunds_of_one_amount_are_two_and_a_changed_one_is_not_passed_off_as_paid()
    {
        var (fake, shop) = Shop();
        await using var disposed = shop;
        await shop.DoAsync(Documents.Refund("RF-1", Order, 10m), "RF-1");
        (await shop.DoAsync(Documents.Refund("RF-2", Order, 10m), "RF-2")).Outcome.ShouldBe(EffectOutcome.Applied);

        var changed = await shop.DoAsync(Documents.Refund("RF-1", Order, 11m), "RF-1");

        (changed.Outcome, changed.Error!.Kind, changed.Error.Pointer).ShouldBe((EffectOutcome.Rejected, ErrorKind.Conflict, "/number"));
        (await shop.ProbeAsync(Documents.Refund("RF-1", Order, 11m), "RF-1")).Outcome.ShouldBe(ProbeOutcome.NotFound);
        fake.Refunds.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("USD", "1.00", null, null, "/amount/currency", "EUR")]
    [InlineData("EUR", "1.005", null, null, "/amount/amount", "1.005")]
    [InlineData("EUR", "0", null, null, "/amount/amount", "above zero")]
    [InlineData("EUR", "86.13", null, null, "/amount/amount", "less is left")]
    [InlineData("EUR", "1.00", "pay_9", null, "/originalPayment", "'pay_9'")]
    [InlineData("EUR", "1.00", null, "line_9", "/lines/0/lineId", "'line_9'")]
    public async Task What_cannot_be_paid_back_names_the_field_the_value_and_where_to_correct_it(
        string currency, string amount, string? payment, string? line, string pointer, string said)
    {
        var (fake, shop) = Shop();
        await using var disposed = shop;

        var result = await shop.DoAsync(
            Documents.Refund("RF-1", Order, decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency, payment, line), "RF-1");

        (result.Outcome, result.Error!.Pointer).ShouldBe((EffectOutcome.Rejected, pointer));
        result.Error.Message.ShouldContain(said);
        result.Error.Message.ShouldContain("correct");
        fake.Refunds.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_order_without_one_captured_payment_needs_the_payment_named()
    {
        var fake = new FakeShop();
        fake.Add(Order);
        await using var shop = new TestShop(fake.Handler);

        (await shop.DoAsync(Documents.Refund("RF-1", Order, 1m), "RF-1")).Error!.Pointer.ShouldBe("/originalPayment");
    }

    private static (FakeShop Fake, TestShop Shop) Shop()
    {
        var fake = new FakeShop();
        fake.Add(Order, like: "order-captured");
        return (fake, new TestShop(fake.Handler));
    }
}
