using Crossdock.Canonical.CodeLists;

namespace Crossdock.Canonical.Rules.Checks;

internal sealed partial class DocumentCheck
{
    public void DeliveryTerms(DeliveryTerms? terms, string member)
    {
        if (terms?.Incoterm is not { IsKnown: false } incoterm)
            return;
        using var _ = Report.At(member);
        Report.Warning(RuleIds.UnknownIncoterm, "incoterm", "The delivery term is not an Incoterms 2020 code.", incoterm.Value, "EXW, FCA, CPT, CIP, DAP, DPU, DDP, FAS, FOB, CFR or CIF");
    }

    /// <param name="terms">The terms.</param>
    /// <param name="payable">The amount the instalments must add up to, when it is known.</param>
    public void PaymentTerms(PaymentTerms? terms, Money? payable)
    {
        if (terms is null)
            return;
        using var _ = Report.At("paymentTerms");
        var instalments = terms.Instalments;
        var sum = instalments.Count == 0 ? null : (decimal?)0;
        for (var i = 0; i < instalments.Count; i++)
        {
            using var __ = Report.At("instalments", i);
            Amount(instalments[i].Amount, "amount");
            PaymentMeans(instalments[i].MeansCode, "meansCode");
            Statuses(instalments[i].Statuses);
            sum += instalments[i].Amount?.Amount;
        }

        if (sum is { } total && payable is { } expected && total != expected.Amount)
            Report.Error(RuleIds.InstalmentSum, "instalments", "The instalments do not add up to the payable amount.", Text(total), expected.ToString());
    }

    public void PaymentMeans(PaymentMeansCode? code, string member)
    {
        if (code is { } means && !TradeCodes.PaymentMeans.Contains(means.Value))
            Report.Warning(RuleIds.UnknownPaymentMeans, member, "The payment means is not in UNCL 4461.", means.Value, "a UNCL 4461 code, e.g. 58");
    }
}
