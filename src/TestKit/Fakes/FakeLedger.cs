namespace Crossdock.TestKit.Fakes;

/// <summary>
/// How many documents each remote system holds per business key, the shop's order number. Nothing is merged: a document
/// created twice counts twice. A key without documents is absent.
/// </summary>
public sealed record FakeLedger
{
    /// <summary>Sales orders at the ERP.</summary>
    public required IReadOnlyDictionary<string, int> Orders { get; init; }

    /// <summary>Shipments that left the warehouse.</summary>
    public required IReadOnlyDictionary<string, int> Shipments { get; init; }

    /// <summary>Invoices posted at the ERP.</summary>
    public required IReadOnlyDictionary<string, int> Invoices { get; init; }

    /// <summary>Credit notes posted at the ERP.</summary>
    public required IReadOnlyDictionary<string, int> CreditNotes { get; init; }

    /// <summary>Refunds that the payment provider paid.</summary>
    public required IReadOnlyDictionary<string, int> Refunds { get; init; }

    /// <summary>Payments of customers recorded at the ERP.</summary>
    public required IReadOnlyDictionary<string, int> Payments { get; init; }

    /// <summary>Refunds recorded at the ERP.</summary>
    public required IReadOnlyDictionary<string, int> RefundPayments { get; init; }

    /// <summary>Delivery notes reported to the ERP.</summary>
    public required IReadOnlyDictionary<string, int> ErpShipments { get; init; }

    /// <summary>Fulfilments in the shop that were not cancelled.</summary>
    public required IReadOnlyDictionary<string, int> ShopFulfilments { get; init; }

    /// <summary>Orders in the shop: what should exist everywhere else.</summary>
    public required IReadOnlyDictionary<string, int> ShopOrders { get; init; }

    /// <summary>Notes on shop orders.</summary>
    public required IReadOnlyDictionary<string, int> ShopNotes { get; init; }

    /// <summary>Fulfilment requests at the warehouse, shipped or not.</summary>
    public required IReadOnlyDictionary<string, int> FulfilmentRequests { get; init; }
}
