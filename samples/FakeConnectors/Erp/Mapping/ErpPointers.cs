namespace Crossdock.FakeConnectors.Erp;

/// <summary>Translates pointers into the ERP's body back into the canonical document, so that a refusal names the field at home.</summary>
/// <param name="Lines">For each line of the body, the index of the canonical line it came from.</param>
internal sealed record ErpPointers(IReadOnlyList<int> Lines)
{
    private static readonly Dictionary<string, string> s_members = new(StringComparer.Ordinal)
    {
        ["/externalReference"] = "/number",
        ["/orderReference"] = "/orders/0/id",
        ["/shipmentReference"] = "/despatches/0/id",
        ["/direction"] = "/type",
        ["/amount"] = "/amount/amount",
        ["/invoiceReference"] = "/precedingInvoices/0/id",
        ["/shippedAt"] = "/dates/shipped",
        ["/issuedOn"] = "/issueDate",
        ["/totals/netAmount"] = "/totals/taxExclusiveAmount/amount",
        ["/totals/taxAmount"] = "/totals/taxAmount/amount",
        ["/totals/grossAmount"] = "/totals/taxInclusiveAmount/amount",
    };

    private static readonly Dictionary<string, string> s_lineMembers = new(StringComparer.Ordinal)
    {
        ["reference"] = "id",
        ["lineReference"] = "id",
        ["sku"] = "item/sellerItemId",
        ["quantity"] = "quantity/value",
        ["unitPrice"] = "price/amount/amount",
        ["netAmount"] = "lineExtensionAmount/amount",
        ["taxAmount"] = "taxAmount/amount",
    };

    public string? ToCanonical(string? pointer)
    {
        if (pointer?.Split('/', 4) is ["", "lines", var index, .. var rest] && int.TryParse(index, out var line) && line < Lines.Count)
        {
            return rest is [var member] ? $"/lines/{Lines[line]}/{s_lineMembers.GetValueOrDefault(member, member)}" : $"/lines/{Lines[line]}";
        }

        return pointer is null ? null : s_members.GetValueOrDefault(pointer, pointer);
    }
}
