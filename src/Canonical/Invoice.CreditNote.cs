using Crossdock.Canonical.CodeLists;

namespace Crossdock.Canonical;

public sealed partial record Invoice
{
    /// <summary>True when the type code is one of UNCL 1001 that credit: the amounts are positive and reduce what is owed.</summary>
    public bool IsCreditNote => TradeCodes.CreditNoteTypes.Contains(TypeCode.Value);
}
