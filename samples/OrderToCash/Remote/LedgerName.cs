namespace Crossdock.OrderToCash;

/// <summary>The ledgers that <c>GET /ledger</c> answers, each a count per shop order number.</summary>
internal static class LedgerName
{
    public const string Orders = "orders";
    public const string Payments = "payments";
    public const string Shipments = "shipments";
    public const string Invoices = "invoices";
    public const string ErpShipments = "erpShipments";
    public const string ShopFulfilments = "shopFulfilments";
    public const string CreditNotes = "creditNotes";
    public const string Refunds = "refunds";
    public const string RefundPayments = "refundPayments";

    /// <summary>An order that went through has exactly one document in each of these.</summary>
    public static IReadOnlyList<string> OfOrder { get; } = [Orders, Payments, Shipments, Invoices, ErpShipments, ShopFulfilments];

    /// <summary>An order that is partly paid back has exactly one document in each of these, and any other has none.</summary>
    public static IReadOnlyList<string> OfRefund { get; } = [CreditNotes, Refunds, RefundPayments];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. OfOrder, .. OfRefund];
}
