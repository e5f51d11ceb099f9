namespace Crossdock.OrderToCash;

/// <summary>The ledgers that <c>GET /ledger</c> answers, each a count per shop order number.</summary>
internal static class LedgerName
{
    public const string Orders = "orders";
    public const string Shipments = "shipments";
    public const string Invoices = "invoices";
    public const string ErpShipments = "erpShipments";
    public const string ShopFulfilments = "shopFulfilments";

    /// <summary>All of them: an order that went through has exactly one document in each.</summary>
    public static IReadOnlyList<string> All { get; } = [Orders, Shipments, Invoices, ErpShipments, ShopFulfilments];
}
