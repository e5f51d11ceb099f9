using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;

namespace Crossdock.Runtime.Tests;

/// <summary>Whether money moved, by type and status; what is not known is never taken for one or the other.</summary>
public sealed class PaymentMoneyTests
{
    [Theory]
    [InlineData(null, "NotStated")]
    [InlineData("unpaid", "Open")]
    [InlineData("pending", "Open")]
    [InlineData("requiresAction", "Open")]
    [InlineData("partiallyAuthorized", "Open")]
    [InlineData("authorized", "Open")]
    [InlineData("partiallyPaid", "Open")]
    [InlineData("paid", "Moved")]
    [InlineData("partiallyRefunded", "Moved")]
    [InlineData("refunded", "Moved")]
    [InlineData("voided", "CalledOff")]
    [InlineData("expired", "CalledOff")]
    [InlineData("failed", "CalledOff")]
    [InlineData("half-way", "Unknown")]
    public void Of_a_payment(string? status, string standing) => Check(Docs.Payment("PAY-1", "SO-1", status: status is null ? null : new PaymentStatus(status)), standing, "half-way");

    [Theory]
    [InlineData(null, "NotStated")]
    [InlineData("requested", "Open")]
    [InlineData("pending", "Open")]
    [InlineData("settled", "Moved")]
    [InlineData("failed", "CalledOff")]
    [InlineData("cancelled", "CalledOff")]
    [InlineData("lost", "Unknown")]
    public void Of_a_refund(string? status, string standing) =>
        Check(Docs.Refund("RF-1", "SO-1", "PAY-1", status: status is null ? null : new RefundStatus(status)), standing, "lost");

    [Fact]
    public void Of_a_refund_its_own_status_counts_before_that_of_its_payment()
    {
        var refund = Docs.Refund("RF-1", "SO-1", "PAY-1") with { Statuses = [StatusFact.Of(PaymentStatus.Paid), StatusFact.Of(RefundStatus.Cancelled)] };
        PaymentMoney.StandingOf(refund).ShouldBe(PaymentStanding.CalledOff);
        PaymentMoney.StandingOf(refund with { Statuses = [StatusFact.Of(PaymentStatus.Paid)] }).ShouldBe(PaymentStanding.Moved);
        PaymentMoney.StandingOf(refund with { Type = PaymentType.Payment }).ShouldBe(PaymentStanding.Moved, "of a payment, a refund's status says nothing");
    }

    [Theory]
    [InlineData("authorization")]
    [InlineData("void")]
    public void A_reservation_moves_nothing_whatever_its_status(string type)
    {
        PaymentMoney.HasMoved(Docs.Payment("PAY-1", "SO-1", status: PaymentStatus.Paid) with { Type = new PaymentType(type) }).ShouldBeFalse();
        PaymentMoney.HasMoved(Docs.Payment("PAY-1", "SO-1", status: new PaymentStatus("half-way")) with { Type = new PaymentType(type) }).ShouldBeFalse();
    }

    [Fact]
    public void A_type_nobody_knows_is_for_a_person()
    {
        var failure = Should.Throw<ConnectorException>(() => PaymentMoney.HasMoved(Docs.Payment("PAY-1", "SO-1", status: PaymentStatus.Paid) with { Type = new PaymentType("payout") }));
        (failure.Error.Kind, failure.Error.Pointer).ShouldBe((ErrorKind.Validation, "/type"));
        failure.Error.Message.ShouldBe("The type 'payout' of the payment is not known, so nobody can tell whether money moved; map it to a known one, or correct it at the source.");
    }

    [Fact]
    public void When_it_happened_is_the_latest_thing_that_moved_money()
    {
        var traits = new PaymentTraits();
        var payment = Docs.Payment("PAY-1", "SO-1") with { CreatedAt = At(1), AuthorizedAt = At(2), PostedAt = At(3), SettledAt = At(4) };
        traits.OccurredAt(payment).ShouldBe(At(4));
        traits.OccurredAt(payment with { SettledAt = null }).ShouldBe(At(3));
        traits.OccurredAt(payment with { SettledAt = null, PostedAt = null }).ShouldBe(At(2));
        traits.OccurredAt(payment with { SettledAt = null, PostedAt = null, AuthorizedAt = null }).ShouldBe(At(1));
        traits.SequenceOf(payment).ShouldBe("SO-1");
        traits.SequenceOf(Docs.Payment("PAY-1", order: null)).ShouldBeNull();
        (traits.KeyOf(payment), traits.SequenceScope).ShouldBe(("PAY-1", "order"));
    }

    [Fact]
    public void A_revision_is_made_by_what_money_moved_and_by_nothing_else()
    {
        var traits = new PaymentTraits();
        var paid = Docs.Payment("PAY-1", "SO-1", status: PaymentStatus.Paid);
        foreach (var same in new[]
        {
            paid with { Statuses = [] },
            paid with { Statuses = [StatusFact.Of(PaymentStatus.Refunded)] },
            paid with { Revision = 2, SourceVersion = "7", CreatedAt = At(1), AuthorizedAt = At(1), SettledAt = At(1), ModifiedAt = At(1), ExpiresAt = At(1), PostedAt = At(1), ValueDate = new DateOnly(2026, 3, 2) },
            paid with { FeeAmount = Docs.Eur(1), ErrorMessage = "slow", Notes = [new Note { Text = "told", Audience = NoteAudience.Internal }] },
        })
        {
            traits.Significant(same).ShouldBe(traits.Significant(paid));
        }

        foreach (var other in new[]
        {
            paid with { Amount = Docs.Eur(19) },
            paid with { Statuses = [StatusFact.Of(PaymentStatus.Failed)] },
            paid with { Statuses = [StatusFact.Of(new PaymentStatus("half-way"))] },
        })
        {
            traits.Significant(other).ShouldNotBe(traits.Significant(paid));
        }

        traits.Significant(paid with { Statuses = [StatusFact.Of(new PaymentStatus("half-way"))] })
            .ShouldNotBe(traits.Significant(paid with { Statuses = [StatusFact.Of(PaymentStatus.Failed)] }), "not known is not called off");
    }

    private static DateTimeOffset At(int hour) => World.Start.AddHours(hour);

    private static void Check(Payment payment, string standing, string unknown)
    {
        PaymentMoney.StandingOf(payment).ToString().ShouldBe(standing);
        if (standing == "Unknown")
        {
            foreach (var ask in new Func<Payment, bool>[] { PaymentMoney.IsOpen, PaymentMoney.HasMoved })
            {
                var failure = Should.Throw<ConnectorException>(() => ask(payment));
                (failure.Error.Kind, failure.Error.Pointer).ShouldBe((ErrorKind.Validation, "/statuses"));
                failure.Error.Message.ShouldBe($"The status '{unknown}' of the payment is not known, so nobody can tell whether money moved; map it to a known one, or correct it at the source.");
            }

            return;
        }

        PaymentMoney.IsOpen(payment).ShouldBe(standing is "Open" or "NotStated");
        PaymentMoney.HasMoved(payment).ShouldBe(standing is "Moved" or "NotStated");
    }
}
