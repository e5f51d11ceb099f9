using Crossdock.Canonical.Rules;
using static Crossdock.Canonical.Tests.Rules.Sample;

namespace Crossdock.Canonical.Tests.Rules;

/// <summary>Shapes of invoice that European billing practice knows.</summary>
public sealed class InvoiceArithmeticTests
{
    [Fact]
    public void Allowances_charges_base_quantities_and_a_prepayment_add_up()
    {
        var invoice = Blank with
        {
            Lines =
            [
                Line("1", 10, 410m, 4000m, Vat(25)) with { AllowanceCharges = [Charge(1m), Allowance(101m)] },
                Line("2", 10, 200m, 1000m, Exempt) with { Price = new Price { Amount = Eur(200m), BaseQuantity = Quantity.Of(2) } },
                Line("3", 10, 100m, 900m, Vat(25)) with { AllowanceCharges = [Charge(1m), Allowance(101m)] },
            ],
            AllowanceCharges = [Charge(200m) with { Percent = 20, BasisAmount = Eur(1000m), Taxes = [Vat(25)] }, Allowance(200m) with { Taxes = [Vat(25)] }],
            Taxes = [Vat(25, 4900m, 1225m), Exempt with { TaxableAmount = Eur(1000m), Amount = Eur(0m), ExemptionReason = "medical" }],
            Totals = new MonetaryTotal
            {
                LineExtensionAmount = Eur(5900m),
                AllowanceTotalAmount = Eur(200m),
                ChargeTotalAmount = Eur(200m),
                TaxExclusiveAmount = Eur(5900m),
                TaxAmount = Eur(1225m),
                TaxInclusiveAmount = Eur(7125m),
                PrepaidAmount = Eur(1000m),
                PayableAmount = Eur(6125m),
            },
        };

        CanonicalRules.Check(invoice).ShouldBeEmpty();
    }

    [Fact]
    public void An_invoice_may_take_back_an_earlier_one_with_negative_amounts()
    {
        var invoice = Blank with
        {
            Lines = [Line("1", -7, 400m, -2800m, Vat(25)), Line("2", 3, 500m, 1500m, Vat(25))],
            AllowanceCharges = [Charge(-25m) with { Taxes = [Vat(25, amount: -6.25m)] }],
            Taxes = [Vat(25, -1325m, -331.25m)],
            Totals = new MonetaryTotal
            {
                LineExtensionAmount = Eur(-1300m), ChargeTotalAmount = Eur(-25m), TaxExclusiveAmount = Eur(-1325m), TaxInclusiveAmount = Eur(-1656.25m), PayableAmount = Eur(-1656.25m),
            },
        };

        CanonicalRules.Check(invoice).ShouldBeEmpty();
    }

    [Fact]
    public void Two_taxes_on_one_base_and_a_compound_one_add_up()
    {
        // Sales tax of state and county on 100.00, and a compound tax on both together.
        var state = new Tax { Type = TaxType.SalesTax, Category = TaxCategory.S, Rate = 6, Jurisdiction = "US-PA", TaxableAmount = Eur(100m), Amount = Eur(6m) };
        var county = state with { Rate = 1, Jurisdiction = "Allegheny", Amount = Eur(1m) };
        var compound = state with { Rate = 10, Jurisdiction = "QC", IsCompound = true, TaxableAmount = Eur(107m), Amount = Eur(10.70m) };
        var invoice = Blank with
        {
            Lines = [Line("1", 1, 100m, 100m, state, county, compound)],
            Taxes = [state, county, compound],
            Totals = new MonetaryTotal { PayableAmount = Eur(117.70m) },
        };

        CanonicalRules.Check(invoice).ShouldBeEmpty();
    }

    [Fact]
    public void Withheld_tax_is_not_added()
    {
        var withheld = new Tax { Type = TaxType.Withholding, Category = TaxCategory.S, Rate = 15, TaxableAmount = Eur(100m), Amount = Eur(15m), IsWithheld = true };
        var invoice = Blank with
        {
            Lines = [Line("1", 1, 100m, 100m, Vat(22), withheld)],
            Taxes = [Vat(22, 100m, 22m), withheld],
            Totals = new MonetaryTotal { TaxAmount = Eur(22m), PrepaidAmount = Eur(15m), PayableAmount = Eur(107m) },
        };

        CanonicalRules.Check(invoice).ShouldBeEmpty();
    }

    [Fact]
    public void A_credit_note_states_positive_amounts()
    {
        var invoice = Blank with
        {
            TypeCode = InvoiceTypeCode.Code381,
            PrecedingInvoices = [new DocumentReference { Id = "INV-1" }],
            Lines = [Line("1", 1, 20m, 20m, Vat(25)) with { PrecedingInvoice = new DocumentReference { Id = "INV-1", LineId = "3" } }],
            Taxes = [Vat(25, 20m, 5m)],
            Totals = new MonetaryTotal { PayableAmount = Eur(25m) },
        };

        CanonicalRules.Check(invoice).ShouldBeEmpty();
    }

    private static Invoice Blank => new()
    {
        Number = "1",
        TypeCode = InvoiceTypeCode.Code380,
        IssueDate = new DateOnly(2026, 3, 3),
        DueDate = new DateOnly(2026, 3, 13),
        Currency = "EUR",
        Parties = [new Party { Role = PartyRole.Seller }, new Party { Role = PartyRole.Buyer }],
        Lines = [],
        Totals = new MonetaryTotal { PayableAmount = Eur(0) },
    };

    private static Tax Exempt => new() { Category = TaxCategory.E, Rate = 0 };

    private static AllowanceCharge Charge(decimal amount) => new() { IsCharge = true, ReasonCode = "CG", Amount = Eur(amount) };

    private static AllowanceCharge Allowance(decimal amount) => new() { IsCharge = false, ReasonCode = "95", Amount = Eur(amount) };

    private static InvoiceLine Line(string id, decimal quantity, decimal price, decimal amount, params ReadOnlySpan<Tax> taxes) => new()
    {
        Id = id,
        Quantity = Quantity.Of(quantity),
        Price = new Price { Amount = Eur(price) },
        LineExtensionAmount = Eur(amount),
        Taxes = [.. taxes],
    };
}
