using Crossdock.Canonical.Rules;
using static Crossdock.Canonical.Tests.Rules.Sample;

namespace Crossdock.Canonical.Tests.Rules;

/// <summary>At least one planted breach per rule.</summary>
internal static partial class RuleCases
{
    public static IReadOnlyList<RuleCase> All { get; } = [.. MoneyCases(), .. CodeCases(), .. StructureCases(), .. DocumentCases(), .. PaymentCases()];

    private static IEnumerable<RuleCase> MoneyCases() =>
    [
        RuleCase.FirstLine(RuleIds.AmountCurrency, "/lines/0/lineExtensionAmount", line => line with { LineExtensionAmount = Money.Of(51.27m, "USD") }),
        RuleCase.FirstLine(RuleIds.AmountCurrency, "/lines/0/price/amount", line => line with { Price = new Price { Amount = Money.Of(18.99m, "CHF") } }),
        RuleCase.Totals(RuleIds.AmountPrecision, "/totals/taxAmount", totals => totals with { TaxAmount = Eur(13.054m) }),
        RuleCase.FirstLine(RuleIds.LineExtension, "/lines/0/lineExtensionAmount", line => line with { LineExtensionAmount = Eur(51.28m) }),
        RuleCase.FirstLine(RuleIds.PriceBaseQuantity, "/lines/0/price/baseQuantity", line => line with { Price = line.Price! with { BaseQuantity = Quantity.Of(0) } }),
        RuleCase.FirstLine(RuleIds.PriceBaseQuantity, "/lines/0/price/baseQuantity", line => line with { Price = line.Price! with { BaseQuantity = Quantity.Of(1, "KGM") } }),
        RuleCase.FirstLine(RuleIds.LineTaxSum, "/lines/0/taxAmount", line => line with { TaxAmount = Eur(10.26m), TaxInclusiveAmount = Eur(61.53m) }),
        RuleCase.FirstLine(RuleIds.LineTaxInclusive, "/lines/0/taxInclusiveAmount", line => line with { TaxInclusiveAmount = Eur(61.51m) }),
        RuleCase.Totals(RuleIds.LineTotal, "/totals/lineExtensionAmount", totals => totals with { LineExtensionAmount = Eur(61.26m) }),
        RuleCase.FirstLine(RuleIds.TotalNotCheckable, "/lines/0", line => line with { LineExtensionAmount = null, Price = null, TaxInclusiveAmount = null }),
        RuleCase.Order(RuleIds.TotalNotCheckable, "/taxes/0", order => order with { Taxes = [Vat(20, 65.27m)] }),
        RuleCase.Totals(RuleIds.AllowanceTotal, "/totals/allowanceTotalAmount", totals => totals with { AllowanceTotalAmount = Eur(1.01m) }),
        RuleCase.Totals(RuleIds.ChargeTotal, "/totals/chargeTotalAmount", totals => totals with { ChargeTotalAmount = Eur(4.99m) }),
        RuleCase.Totals(RuleIds.ChargeShare, "/totals/shippingAmount", totals => totals with { ShippingAmount = Eur(4.99m) }),
        RuleCase.Totals(RuleIds.TaxExclusive, "/totals/taxExclusiveAmount", totals => totals with { TaxExclusiveAmount = Eur(65.28m) }),
        RuleCase.Totals(RuleIds.TaxTotal, "/totals/taxAmount", totals => totals with { TaxAmount = Eur(13.06m) }),
        RuleCase.Totals(RuleIds.TaxInclusive, "/totals/taxInclusiveAmount", totals => totals with { TaxInclusiveAmount = Eur(78.33m) }),
        RuleCase.Totals(RuleIds.Payable, "/totals/payableAmount", totals => totals with { PayableAmount = Eur(78.31m) }),
        RuleCase.Order(RuleIds.Payable, "/originalTotals/payableAmount", order => order with { OriginalTotals = order.OriginalTotals! with { PayableAmount = Eur(120.01m) } }),
        RuleCase.Totals(RuleIds.UnusualRounding, "/totals/payableRoundingAmount", totals => totals with { PayableRoundingAmount = Eur(-3m), PayableAmount = Eur(75.32m) }),
        RuleCase.Order(RuleIds.TaxAmount, "/taxes/0/amount", order => order with { Taxes = [Vat(20, 65.27m, 13.06m)] }),
        RuleCase.FirstLine(RuleIds.TaxAmount, "/lines/0/taxes/0/amount", line => line with { Taxes = [Vat(20, amount: 10.26m)], TaxAmount = null, TaxInclusiveAmount = null }),
        RuleCase.Order(RuleIds.TaxBreakdownSum, "/taxes/0/amount", order => order with { Taxes = [Vat(20, 65.27m, 13.06m)] }, ByLine),
        RuleCase.Order(RuleIds.TaxBase, "/taxes/0/taxableAmount", order => order with { Taxes = [Vat(20, 65.25m, 13.05m)] }),
        RuleCase.Order(RuleIds.TaxBase, "/taxes", order => order with { Taxes = [Vat(19, 65.27m, 12.40m)] }),
        RuleCase.Order(RuleIds.TaxBase, "/taxes/1", order => order with { Taxes = [Vat(20, 65.27m, 13.05m), Vat(20, 65.27m, 13.05m)] }),
        RuleCase.FirstLine(RuleIds.PercentAmount, "/lines/0/allowanceCharges/0/amount", line => line with { AllowanceCharges = [line.AllowanceCharges[0] with { Amount = Eur(5.71m) }] }),
        RuleCase.Order(RuleIds.NegativeAllowance, "/allowanceCharges/1/amount", order => order with { AllowanceCharges = [Coupon, Shipping with { Amount = Eur(-5m) }] }),
        RuleCase.Order(RuleIds.AllocationSum, "/allowanceCharges/0/allocations", order => order with { AllowanceCharges = [Coupon with { Allocations = [new() { LineId = "1", Amount = Eur(0.99m) }] }, Shipping] }),
        RuleCase.Order(RuleIds.InstalmentSum, "/paymentTerms/instalments", order => order with { PaymentTerms = new PaymentTerms { Instalments = [new Instalment { Amount = Eur(78.31m) }] } }),
        RuleCase.Totals(RuleIds.MoneySetRate, "/totals/payableAmountSet/accounting", totals => totals with { PayableAmountSet = totals.PayableAmountSet! with { FxRate = 111m } }),
        RuleCase.FirstLine(RuleIds.AmountTooLarge, "", line => line with { Quantity = Quantity.Of(decimal.MaxValue), Quantities = null }),
    ];

    /// <summary>The same order from a source that rounds tax on each line.</summary>
    private static Order ByLine(Order order) => order with { Rounding = new RoundingPolicy { Tax = TaxRounding.Line } };
}
