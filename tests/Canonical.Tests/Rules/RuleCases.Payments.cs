using Crossdock.Canonical.Rules;
using static Crossdock.Canonical.Tests.Rules.Sample;

namespace Crossdock.Canonical.Tests.Rules;

internal static partial class RuleCases
{
    private static IEnumerable<RuleCase> PaymentCases() =>
    [
        RuleCase.Payment(RuleIds.PaymentNotPositive, "/amount", payment => payment with { Amount = Eur(-140m), Allocations = [], IsFullyAllocated = null }),
        RuleCase.Payment(RuleIds.PaymentNotPositive, "/amount", payment => payment with { Amount = Eur(0m), Allocations = [], IsFullyAllocated = null }),
        RuleCase.Make(RuleIds.PaymentNotPositive, "/amount", Reservation, payment => payment with { Amount = Eur(-1m) }, CanonicalRules.Check),
        RuleCase.Make(RuleIds.PaymentNotPositive, "/amount", Reservation with { Amount = Eur(0m) }, payment => payment with { Type = PaymentType.Payment }, CanonicalRules.Check),
        RuleCase.Payment(RuleIds.AllocationNotPositive, "/allocations/0/amount", payment => payment with { Allocations = [payment.Allocations[0] with { Amount = Eur(-60m) }] }),
        RuleCase.Payment(RuleIds.AllocationNotPositive, "/allocations/0/amount", payment => payment with { Allocations = [payment.Allocations[2] with { Amount = Eur(0m) }] }),
        RuleCase.Payment(RuleIds.AllocationNotPositive, "/allocations/0/discountAmount", payment => payment with { Allocations = [payment.Allocations[1] with { DiscountAmount = Eur(-2m) }] }),
        RuleCase.Payment(RuleIds.AllocationsExceedAmount, "/allocations", payment => payment with { Amount = Eur(139.99m), AmountSet = null, IsFullyAllocated = null }),
        RuleCase.Payment(RuleIds.AllocationsIncomplete, "/allocations", payment => payment with { Amount = Eur(140.01m), AmountSet = null }),
        RuleCase.Payment(RuleIds.AllocationsIncomplete, "/allocations", payment => payment with { Allocations = [] }),
        RuleCase.Refund(RuleIds.RefundPartSum, "/amount", refund => refund with { Amount = Eur(11.01m) }),
        RuleCase.Refund(RuleIds.RefundWithoutCause, "/originalPayment", refund => refund with { OriginalPayment = null, Orders = [] }),
        RuleCase.Refund(RuleIds.OriginalPaymentMissing, "/originalPayment", refund => refund with { Type = PaymentType.Chargeback, OriginalPayment = null }),
        RuleCase.Refund(RuleIds.OwnPayment, "/originalPayment/id", refund => refund with { OriginalPayment = Reference(DocumentReferenceType.Payment, "RF-1") }),

        RuleCase.Payment(RuleIds.AmountCurrency, "/amount", payment => payment with { Amount = Money.Of(140m, "USD") }),
        RuleCase.Payment(RuleIds.AmountCurrency, "/allocations/1/amount", payment => payment with { Allocations = [payment.Allocations[0], payment.Allocations[1] with { Amount = Money.Of(98m, "USD") }] }),
        RuleCase.Payment(RuleIds.AmountPrecision, "/amount", payment => payment with { Amount = Eur(140.001m) }),
        RuleCase.Payment(RuleIds.UnknownPaymentMeans, "/meansCode", payment => payment with { MeansCode = new PaymentMeansCode("999") }),
        RuleCase.Payment(RuleIds.UnknownStatusCode, "/statuses/0/code", payment => payment with { Statuses = [new StatusFact { Axis = StatusAxis.Payment, Code = "settledish" }] }),
        RuleCase.Payment(RuleIds.DateOrder, "/settledAt", payment => payment with { SettledAt = Monday.AddHours(-1) }),
        RuleCase.Payment(RuleIds.ReferenceNotListed, "/allocations/0/reference/id", payment => payment with { Allocations = [payment.Allocations[0] with { Reference = Reference(DocumentReferenceType.Invoice, "INV-9") }], IsFullyAllocated = null }),
    ];

    private static Payment Reservation => new() { Number = "AU-1", Type = PaymentType.Authorization, Currency = "EUR", Amount = Eur(5m) };
}
