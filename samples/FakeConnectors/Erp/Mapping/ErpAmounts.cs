using Crossdock.Canonical;
using Crossdock.FakeConnectors.Shared;

namespace Crossdock.FakeConnectors.Erp;

/// <summary>Amounts that orders and invoices have in common, in the ERP's words.</summary>
internal static class ErpAmounts
{
    public static ErpTotals Totals(MonetaryTotal? totals, string pointer)
    {
        var known = MappingProblem.Required(totals, pointer);
        return new ErpTotals(
            MappingProblem.Required(known.TaxExclusiveAmount, pointer + "/taxExclusiveAmount").Amount,
            MappingProblem.Required(known.TaxAmount, pointer + "/taxAmount").Amount,
            MappingProblem.Required(known.TaxInclusiveAmount, pointer + "/taxInclusiveAmount").Amount);
    }

    public static IEnumerable<ErpCharge> Charges(ValueList<AllowanceCharge> charges) => charges.Select((charge, i) => charge.TaxIncluded == true
        ? throw MappingProblem.At($"/allowanceCharges/{i}/taxIncluded", "The ERP takes amounts without tax: supply the amount without it.")
        : new ErpCharge(
            charge.Type?.Value ?? (charge.IsCharge ? "charge" : "allowance"),
            charge.IsCharge ? charge.Amount.Amount : -charge.Amount.Amount,
            charge.Reason,
            Rate(charge.Taxes),
            charge.IsCharge ? TaxAmount(charge.Taxes) : -TaxAmount(charge.Taxes)));

    /// <summary>The rate, where there is one rate.</summary>
    public static decimal? Rate(ValueList<Tax> taxes) => taxes.Count == 1 ? taxes[0].Rate : null;

    /// <summary>The sum of the taxes; null when one of them has no amount.</summary>
    public static decimal? TaxAmount(ValueList<Tax> taxes) =>
        taxes.Count == 0 || taxes.Any(tax => tax.Amount is null) ? null : taxes.Sum(tax => tax.Amount!.Value.Amount);
}
