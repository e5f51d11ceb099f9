using Crossdock.Canonical.Rules;
using static Crossdock.Canonical.Tests.Rules.Sample;

namespace Crossdock.Canonical.Tests.Rules;

internal static partial class RuleCases
{
    private static IEnumerable<RuleCase> CodeCases() =>
    [
        RuleCase.Order(RuleIds.UnknownCurrency, "/currency", order => order with { Currency = "EUX" }),
        RuleCase.Shipment(RuleIds.UnknownCurrency, "/freightCost", shipment => shipment with { FreightCost = Money.Of(1, "ZZZ") }),
        RuleCase.FirstLine(RuleIds.UnknownUnit, "/lines/0/quantity/unit", line => line with { Quantity = Quantity.Of(3, "PCS") }),
        RuleCase.Order(RuleIds.UnknownCountry, "/parties/0/address/countryCode", order => order with { Parties = [ShipTo with { Address = new Address { CountryCode = "EL" } }] }),
        RuleCase.FirstLine(RuleIds.UnknownCountry, "/lines/0/customs/originCountry", line => line with { Customs = new CustomsInformation { OriginCountry = "AA" } }),
        RuleCase.Order(RuleIds.RegionCountry, "/parties/0/address/regionCode", order => order with { Parties = [ShipTo with { Address = ShipTo.Address! with { RegionCode = "US-CA" } }] }),
        RuleCase.FirstLine(RuleIds.GtinCheckDigit, "/lines/0/item/gtin", line => line with { Item = Mouse with { Gtin = "4006381333930" } }),
        RuleCase.Item(RuleIds.GtinCheckDigit, "/units/1/gtin", item => item with { Units = [item.Units[0], item.Units[1] with { Gtin = "14006381333930" }] }),
        RuleCase.Order(RuleIds.GlnCheckDigit, "/parties/0/address/gln", order => order with { Parties = [ShipTo with { Address = ShipTo.Address! with { Gln = "4012345000001" } }] }),
        RuleCase.Order(RuleIds.IdentifierFormat, "/parties/0/ids/0/value", order => order with { Parties = [ShipTo with { Ids = [new Identifier { Scheme = new IdentifierScheme("0088"), Value = "123" }] }] }),
        RuleCase.Order(RuleIds.IdentifierFormat, "/parties/0/electronicAddress/value", order => order with { Parties = [ShipTo with { ElectronicAddress = new Identifier { Scheme = new IdentifierScheme("0060"), Value = "12345678" } }] }),
        RuleCase.Shipment(RuleIds.SsccCheckDigit, "/handlingUnits/0/sscc", shipment => shipment with { HandlingUnits = [shipment.HandlingUnits[0] with { Sscc = "340123450000000001" }] }),
        RuleCase.Shipment(RuleIds.UnknownPackageType, "/handlingUnits/0/packageType", shipment => shipment with { HandlingUnits = [shipment.HandlingUnits[0] with { PackageType = "QQ" }] }),
        RuleCase.Order(RuleIds.UnknownReasonCode, "/allowanceCharges/1/reasonCode", order => order with { AllowanceCharges = [Coupon, Shipping with { ReasonCode = "95" }] }),
        RuleCase.Item(RuleIds.UnknownTaxCategory, "/taxes/0/category", item => item with { Taxes = [new ItemTax { Category = new TaxCategory("NORMAL") }] }),
        RuleCase.Invoice(RuleIds.TaxCategoryRate, "/taxes/1/rate", invoice => invoice with { Taxes = [invoice.Taxes[0], invoice.Taxes[1] with { Rate = 7 }] }),
        RuleCase.Order(RuleIds.TaxCategoryRate, "/allowanceCharges/1/taxes/0/rate", order => order with { AllowanceCharges = [Coupon, Shipping with { Taxes = [new Tax { Category = TaxCategory.S, Rate = 0 }] }] }),
        RuleCase.Invoice(RuleIds.UnknownExemptionCode, "/taxes/1/exemptionReasonCode", invoice => invoice with { Taxes = [invoice.Taxes[0], invoice.Taxes[1] with { ExemptionReasonCode = "VATEX-EU-XX" }] }),
        RuleCase.Invoice(RuleIds.UnknownPaymentMeans, "/paymentMeans/0/code", invoice => invoice with { PaymentMeans = [new PaymentMeans { Code = new PaymentMeansCode("paypal") }] }),
        RuleCase.Order(RuleIds.UnknownPaymentMeans, "/payments/0/meansCode", order => order with { Payments = [order.Payments[0] with { MeansCode = new PaymentMeansCode("999") }] }),
        RuleCase.Order(RuleIds.UnknownIncoterm, "/deliveryTerms/incoterm", order => order with { DeliveryTerms = new DeliveryTerms { Incoterm = new Incoterm("DDU") } }),
        RuleCase.Order(RuleIds.UnknownIdentifierScheme, "/parties/0/ids/0/scheme", order => order with { Parties = [ShipTo with { Ids = [new Identifier { Scheme = new IdentifierScheme("9999"), Value = "1" }] }] }),
        RuleCase.Order(RuleIds.UnknownStatusCode, "/statuses/0/code", order => order with { Statuses = [new StatusFact { Axis = StatusAxis.Order, Code = "shipped" }] }),
        RuleCase.Item(RuleIds.UnknownStatusCode, "/statuses/0/status/code", item => item with { Statuses = [new ItemChannelStatus { Status = new StatusFact { Axis = StatusAxis.Item, Code = "visible" } }] }),
        RuleCase.Invoice(RuleIds.UnknownInvoiceType, "/typeCode", invoice => invoice with { TypeCode = new InvoiceTypeCode("999") }),
    ];
}
